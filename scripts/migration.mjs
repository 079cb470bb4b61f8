/** `npm run migration -- NAME`: writes the next migration from the difference between the migrations there are and prisma/schema.prisma. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { listOf, migrations, schemaEngine } from '../dist/store/migrate.js';

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Give the migration a name: lower-case letters, digits and _.');
  process.exit(2);
}
const root = new URL('../prisma/', import.meta.url);
mkdirSync(new URL('migrations/', root), { recursive: true });
const factory = new PrismaPGlite(new PGlite());
factory.connectToShadowDb = async () => {
  const shadow = new PGlite();
  const adapter = await new PrismaPGlite(shadow).connect();
  adapter.executeScript = async (script) => void (await shadow.exec(script));
  return adapter;
};
const schema = readFileSync(new URL('schema.prisma', root), 'utf8');
const engine = await schemaEngine(factory);
const { stdout } = await engine.diff({
  from: { tag: 'migrations', ...listOf(migrations()) },
  to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
  script: true,
  exitCode: null,
  shadowDatabaseUrl: null,
  filters: { externalTables: [], externalEnums: [] },
});
if (!/^[A-Z]/m.test(stdout)) {
  console.log('The migrations say what the schema says: there is nothing to write.');
  process.exit(0);
}
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const file = new URL(`migrations/${stamp}_${name}/migration.sql`, root);
mkdirSync(new URL('.', file), { recursive: true });
writeFileSync(file, stdout);
writeFileSync(new URL('migrations/migration_lock.toml', root), 'provider = "postgresql"\n');
console.log(`Wrote ${fileURLToPath(file)}. Read it, and add by hand what a schema can't say.`);
process.exit(0);
