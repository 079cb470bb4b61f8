import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import Cursor from 'pg-cursor';
import { PrismaClient } from './client/client.ts';
import type { Database } from './database.ts';
import { type Ask, migrate } from './migrate.ts';
import { allAtOnce, refusalOf, type Sql, textOf } from './sql.ts';

/** Connections kept for one process. More than eight at work gain nothing on two cores; the rest are for staff's questions. */
const MOST_CONNECTIONS = 12;

/** Milliseconds before a database that does not answer counts as away. */
const CONNECT_WITHIN = 5_000;

/** Rows in hand at once when many pass by: some megabytes at most, and between two lots the database and this process wait for each other. */
const AT_ONCE = 5_000;

/** A number that nobody else takes locks with: "onward" on a phone's keys. */
const MIGRATION_LOCK = 669273;

/** What a connection to this URL needs. No statement here is long enough to be worth compiling, and the planner at times thinks so. Prisma reads and writes times as if the session's zone were UTC and its dates ISO, so they have to be. */
export function configOf(databaseUrl: string): pg.PoolConfig {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', `${url.searchParams.get('options') ?? ''} -c TimeZone=UTC -c DateStyle=ISO -c jit=off`.trim());
  return {
    connectionString: url.href,
    max: MOST_CONNECTIONS,
    idleTimeoutMillis: 0,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_WITHIN,
  };
}

/** Opens PostgreSQL and brings it up to date. */
export async function openPostgres(config: pg.PoolConfig): Promise<Database> {
  await migratePostgres(config);
  const pool = new pg.Pool(config);
  return databaseOn(pool, namer(), (text, params, take) => pass(pool, text, params, take));
}

/** Opens the socket of a process that has the embedded database open. All its clients share one backend, so no statement may have a name. */
export function openSocket(folder: string): Database {
  const pool = new pg.Pool({ host: folder, user: 'postgres', database: 'postgres', max: 1, connectionTimeoutMillis: CONNECT_WITHIN });
  return databaseOn(pool, () => undefined);
}

/** The same text gets the same name: PostgreSQL parses and plans it once for a connection. */
function namer(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) => {
    const name = names.get(text) ?? `onward_${names.size}`;
    names.set(text, name);
    return name;
  };
}

/** Hands on rows as they come. The next are on their way while `take` looks at those before. */
async function pass<Row>(pool: pg.Pool, text: string, params: readonly unknown[], take: (rows: Row[]) => void): Promise<void> {
  const client = await pool.connect();
  try {
    const cursor = client.query(new Cursor<Row>(text, params.map(textOf)));
    for (let rows = await cursor.read(AT_ONCE); rows.length > 0; ) {
      const next = cursor.read(AT_ONCE);
      // Where `take` throws, nobody waits for it any more.
      next.catch(() => undefined);
      take(rows);
      rows = await next;
    }
    client.release();
  } catch (error) {
    client.release(true);
    throw refusalOf(error);
  }
}

function databaseOn(pool: pg.Pool, nameOf: (text: string) => string | undefined, each?: Sql['each']): Database {
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => nameOf(sql) as string });
  const prisma = new PrismaClient({ adapter });
  const query: Sql['query'] = async (text, params) => {
    try {
      return (await pool.query({ name: nameOf(text) as string, text, values: params.map(textOf) })).rows;
    } catch (error) {
      throw refusalOf(error);
    }
  };
  return {
    prisma,
    sql: { query, each: each ?? allAtOnce(query) },
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** Replicas that start together take turns: the second finds nothing left to do. All of it is one transaction: a crash leaves no half. */
async function migratePostgres(config: pg.PoolConfig): Promise<void> {
  const pool = new pg.Pool({ ...config, max: 1 });
  const ask: Ask = async (text) => (await pool.query(text)).rows;
  try {
    await ask('BEGIN');
    await ask(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    await migrate(new PrismaPg(pool), ask);
    await ask('COMMIT');
  } finally {
    await pool.end();
  }
}
