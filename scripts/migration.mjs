/** `npm run migration -- NAME`: writes the next migration from the difference between the migrations there are and prisma/schema.prisma. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { migrate, schemaEngine } from '../dist/store/migrate.js';

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Give the migration a name: lower-case letters, digits and _.');
  process.exit(2);
}
const root = new URL('../prisma/', import.meta.url);
const database = new PGlite();
const factory = new PrismaPGlite(database);
factory.connectToShadowDb ??= async () => new PrismaPGlite(new PGlite()).connect();
try {
  await migrate(factory, new Map());
} catch (error) {
  if (error.code !== 'ENOENT') throw error;
}
const engine = await schemaEngine(factory);
const schema = readFileSync(new URL('schema.prisma', root), 'utf8');
const empty = !(await database.query("select to_regclass('_prisma_migrations') as t")).rows[0].t;
const { stdout } = await engine.diff({
  from: empty ? { tag: 'empty' } : { tag: 'database' },
  to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
  script: true,
  exitCode: null,
  shadowDatabaseUrl: null,
  filters: { externalTables: [], externalEnums: [] },
});
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const folder = new URL(`migrations/${stamp}_${name}/`, root);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('migration.sql', folder), stdout);
writeFileSync(new URL('migrations/migration_lock.toml', root), 'provider = "postgresql"\n');
console.log(`Wrote ${folder.pathname}. Read it, and add what a schema can't say (partial indexes) by hand.`);
process.exit(0);
