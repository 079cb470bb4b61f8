import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import pg from 'pg';
import { PrismaClient } from './client/client.ts';
import { migrate } from './migrate.ts';

/** A database that is open and up to date. */
export interface Database {
  prisma: PrismaClient;
  /** One statement, kept prepared by its text. */
  query<Row>(text: string, params: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** A number that nobody else takes locks with: "onward" on a phone's keys. */
const MIGRATION_LOCK = 669273;

/** The table is not there yet on a new database. */
const appliedText = `SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
const tableText = `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`;

type Ask = <Row>(text: string) => Promise<Row[]>;

async function appliedBy(ask: Ask): Promise<Map<string, string>> {
  const [table] = await ask<{ there: boolean }>(tableText);
  if (!table?.there) return new Map();
  const rows = await ask<{ migration_name: string; checksum: string }>(appliedText);
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

/** PostgreSQL, or the socket of a bot that has the embedded database open. `named`: keep statements prepared under a name. */
export async function openPostgres(config: pg.PoolConfig, { named, migrates }: { named: boolean; migrates: boolean }): Promise<Database> {
  const names = new Map<string, string>();
  const statementNameGenerator = ({ sql }: { sql: string }) => {
    let name = names.get(sql);
    if (!name) names.set(sql, (name = `onward_${names.size}`));
    return name;
  };
  const factory = new PrismaPg(config, named ? { statementNameGenerator } : {});
  if (migrates) await migrateAlone(config, factory);
  const prisma = new PrismaClient({ adapter: factory });
  return { prisma, query: (text, params) => prisma.$queryRawUnsafe(text, ...params), close: () => prisma.$disconnect() };
}

/** Replicas that start together take turns: the second finds nothing left to do. */
async function migrateAlone(config: pg.PoolConfig, factory: SqlMigrationAwareDriverAdapterFactory): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(factory, await appliedBy(async (text) => (await client.query(text)).rows));
  } finally {
    await client.end();
  }
}

export async function openPglite(pglite: PGlite): Promise<Database> {
  const factory = new PrismaPGlite(pglite) as unknown as SqlMigrationAwareDriverAdapterFactory;
  await migrate(factory, await appliedBy(async <Row>(text: string) => (await pglite.query<Row>(text)).rows));
  const prisma = new PrismaClient({ adapter: factory });
  return {
    prisma,
    query: (text, params) => prisma.$queryRawUnsafe(text, ...params),
    close: async () => {
      await prisma.$disconnect();
      await pglite.close();
    },
  };
}
