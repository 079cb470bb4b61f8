import { type PGlite, protocol } from '@electric-sql/pglite';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from './client/client.ts';
import type { Database } from './database.ts';
import { type Ask, migrate } from './migrate.ts';
import { allAtOnce, refusalOf, type Sql, textOf } from './sql.ts';

const { bind, describe, execute, parse, sync } = protocol.serialize;

/** A statement that the backend keeps: its name, and how to read each column. */
interface Prepared {
  name: string;
  columns: { name: string; read: (text: string) => unknown }[];
}

/** SQLSTATE of a name that the backend does not know. */
const UNKNOWN_STATEMENT = '26000';

/** Brings the embedded database up to date. The caller closes `pglite`. */
export async function openPglite(pglite: PGlite): Promise<Database> {
  await pglite.waitReady;
  const ask: Ask = async <Row>(text: string) => ((await pglite.exec(text)).at(-1)?.rows ?? []) as Row[];
  // The adapter's types are of another build of the same package.
  const factory = new PrismaPGlite(pglite) as unknown as SqlMigrationAwareDriverAdapterFactory;
  await ask('BEGIN');
  try {
    await migrate(factory, ask);
    await ask('COMMIT');
  } catch (error) {
    await ask('ROLLBACK');
    throw error;
  }
  const prisma = new PrismaClient({ adapter: factory });
  return { prisma, sql: sqlOf(pglite), close: () => prisma.$disconnect() };
}

/**
 * Runs statements by the protocol: bind, execute and sync in one call to a kept statement. PGlite's own query() makes six calls and
 * parses each time, which takes more than twice as long.
 */
function sqlOf(pglite: PGlite): Sql {
  const kept = new Map<string, Prepared>();
  let names = 0;

  // Not execProtocol: it hands its data to whoever used execProtocolRawStream last, and that is a client of the socket.
  function send(...messages: Uint8Array[]) {
    return pglite.execProtocolStream(Buffer.concat([...messages, sync()]), {});
  }

  async function prepare(text: string): Promise<Prepared> {
    const name = `onward_${names++}`;
    const answered = await send(parse({ name, text }), describe({ type: 'S', name }));
    const row = answered.find((message) => message.name === 'rowDescription');
    const fields = row && 'fields' in row ? (row.fields as { name: string; dataTypeID: number }[]) : [];
    const columns = fields.map((field) => ({ name: field.name, read: readerOf(pglite, field.dataTypeID) }));
    const prepared = { name, columns };
    kept.set(text, prepared);
    return prepared;
  }

  async function run<Row>(text: string, params: readonly unknown[]): Promise<Row[]> {
    const { name, columns } = kept.get(text) ?? (await prepare(text));
    const answered = await send(bind({ statement: name, values: params.map(textOf) }), execute({}));
    return answered.flatMap((message) => {
      if (message.name !== 'dataRow' || !('fields' in message)) return [];
      const fields = message.fields as (string | null)[];
      const row: Record<string, unknown> = {};
      for (const [index, { name, read }] of columns.entries()) row[name] = readField(fields[index], read);
      return [row as Row];
    });
  }

  const query: Sql['query'] = (text, params) =>
    alone(pglite, async () => {
      try {
        return await run(text, params);
      } catch (error) {
        const refusal = refusalOf(error);
        // Somebody on the socket said DEALLOCATE. Nothing was executed.
        if (!(refusal instanceof Error && 'code' in refusal && refusal.code === UNKNOWN_STATEMENT)) throw refusal;
        kept.clear();
        return run(text, params);
      }
    });
  return { query, each: allAtOnce(query) };
}

/** PGlite reads bigint as a number when it fits; an id must not depend on its size. */
function readerOf(pglite: PGlite, type: number): (text: string) => unknown {
  const bigint = 20;
  const parser = type === bigint ? undefined : pglite.parsers[type];
  return parser ? (text) => parser(text, type) : (text) => text;
}

function readField(text: string | null | undefined, read: (text: string) => unknown): unknown {
  return text === null || text === undefined ? null : read(text);
}

/** Runs `work` when no query and no transaction of anybody else is under way: there is one connection for all. */
export function alone<T>(pglite: PGlite, work: () => Promise<T>): Promise<T> {
  return pglite._runExclusiveTransaction(() => pglite.runExclusive(work));
}
