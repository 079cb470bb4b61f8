import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

/** Asks the connection that the migration runs on. Several statements in one text are one transaction. */
export type Ask = <Row>(text: string) => Promise<Row[]>;

/** One migration as it lies in prisma/migrations. */
interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file, hex: as Prisma keeps it in `_prisma_migrations`. */
  checksum: string;
}

type Bindings = typeof bindings & { __wbg_set_wasm(exports: object): void };

/** Node has it; its types come only with a browser's. */
declare const WebAssembly: { instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: object } }> };

/** The same from src/store and from dist/store. */
const folder = new URL('../../prisma/', import.meta.url);
const filters = { externalTables: [], externalEnums: [] };

export function migrations(): Migration[] {
  return readdirSync(new URL('migrations/', folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(new URL(`migrations/${name}/migration.sql`, folder), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The migrations as the engine takes them. */
export function listOf(all: Migration[]): bindings.MigrationList {
  return {
    baseDir: fileURLToPath(new URL('migrations', folder)),
    lockfile: { path: './migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: all.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

async function appliedBy(ask: Ask): Promise<Map<string, string>> {
  const [table] = await ask<{ there: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`);
  if (!table?.there) return new Map();
  const rows = await ask<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

let loaded: Promise<void> | null = null;

/** The engine waits for its lock beside a timer of ten seconds that it never takes back: it must not hold up a command that is done. */
function lightTimers(): Record<string, (done: () => void, ms: number) => NodeJS.Timeout> {
  const names = Object.keys(bindings).filter((name) => name.startsWith('__wbg_setTimeout_'));
  return Object.fromEntries(names.map((name) => [name, (done, ms) => setTimeout(done, ms).unref()]));
}

/** Once for a process: the bindings keep views of the memory of the instance that they were first given. */
async function load(): Promise<void> {
  const wasm = join(
    dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')),
    'schema_engine_bg.wasm',
  );
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), { './schema_engine_bg.js': { ...bindings, ...lightTimers() } });
  (bindings as Bindings).__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
}

/** Prisma's own schema engine, as WebAssembly: the one that `prisma migrate` runs, with no program to download. */
export async function schemaEngine(factory: SqlMigrationAwareDriverAdapterFactory): Promise<bindings.SchemaEngine> {
  await (loaded ??= load());
  const schema = readFileSync(new URL('schema.prisma', folder), 'utf8');
  return bindings.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

/**
 * Scripts go to the database whole. Of the adapters' own ways, PostgreSQL's cuts them at every semicolon, also in a text, and PGlite's
 * does not wait, so that a migration which failed would count as applied.
 */
function withWholeScripts(factory: SqlMigrationAwareDriverAdapterFactory, ask: Ask): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    connect: async () => {
      const adapter = await factory.connect();
      adapter.executeScript = async (script) => {
        await ask(script);
      };
      return adapter;
    },
  };
}

/**
 * Applies what is pending, in the standard table `_prisma_migrations`. The caller has a transaction open on the connection that `factory`
 * and `ask` share, and sees to it that nobody else migrates at the same time.
 * When nothing is pending the engine is not even loaded.
 */
export async function migrate(factory: SqlMigrationAwareDriverAdapterFactory, ask: Ask): Promise<void> {
  const applied = await appliedBy(ask);
  const all = migrations();
  const changed = all.find(({ name, checksum }) => (applied.get(name) ?? checksum) !== checksum);
  if (changed)
    throw new Error(`The migration ${changed.name} was changed after it had been applied. Put it back as it was, and add a new one.`);
  const unknown = [...applied.keys()].find((name) => !all.some((one) => one.name === name));
  if (unknown) throw new Error(`The database has the migration ${unknown}, which this version does not know. Install a newer Onward.`);
  if (all.every(({ name }) => applied.has(name))) return;
  const [user] = await ask<{ name: string; database: string; may: boolean | null }>(
    `SELECT current_user::text AS name, current_database()::text AS database, has_schema_privilege(current_schema(), 'CREATE') AS may`,
  );
  if (!user?.may)
    throw new Error(
      `The user ${user?.name} may make no tables in the database ${user?.database}. As PostgreSQL's administrator say: ALTER DATABASE "${user?.database}" OWNER TO "${user?.name}".`,
    );
  const engine = await schemaEngine(withWholeScripts(factory, ask));
  await engine.applyMigrations({ filters, migrationsList: listOf(all) });
}
