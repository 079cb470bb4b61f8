import type { TestDatabase } from './database.ts';

/** Somebody who holds every table, with what PostgreSQL keeps beside each row: where it lies, and which transaction wrote it. */

export type Row = Record<string, string | null>;
export type Dump = Map<string, Row[]>;

/** Every row of every table as it lies there, every value as text. */
export async function dump({ rows }: Pick<TestDatabase, 'rows'>): Promise<Dump> {
  const tables = await rows<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
  const all: Dump = new Map();
  for (const { name } of tables) {
    const held = await rows<{ row: Row; xmin: string; ctid: string }>(
      `SELECT row_to_json(t) AS row, t.xmin::text AS xmin, t.ctid::text AS ctid FROM "${name}" t`,
    );
    const place = (ctid: string) => ctid.replace(/\d+/g, (digits) => digits.padStart(9, '0'));
    all.set(
      name,
      held.map(({ row, xmin, ctid }) => ({ ...texts(row), xmin: xmin.padStart(12, '0'), ctid: place(ctid) })),
    );
  }
  return all;
}

const texts = (row: object): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]));

/** Pairs two lists of the same length in every way that an order or an equal value suggests: for each way, which goes with which. */
export function pairings(some: Row[], others: Row[]): Map<string, [Row, Row][]> {
  const columns = (list: Row[]) => Object.keys(list[0] ?? {});
  const by = (list: Row[], column: string) =>
    list.toSorted((a, b) => ((a[column] ?? '') < (b[column] ?? '') ? -1 : (a[column] ?? '') > (b[column] ?? '') ? 1 : 0));
  const found = new Map<string, [Row, Row][]>();
  for (const one of columns(some))
    for (const other of columns(others)) {
      const sorted = by(some, one);
      const against = by(others, other);
      found.set(
        `${one} ~ ${other}`,
        sorted.map((row, at) => [row, against[at] as Row]),
      );
      found.set(
        `${one} ~ -${other}`,
        sorted.map((row, at) => [row, against[against.length - 1 - at] as Row]),
      );
      // A value that two rows have, and nobody else has.
      const only = (list: Row[], column: string, value: string | null | undefined) =>
        list.filter((row) => row[column] === value).length === 1;
      const equal = some.flatMap((row): [Row, Row][] => {
        const match = others.find((another) => another[other] === row[one]);
        return match && only(some, one, row[one]) && only(others, other, row[one]) ? [[row, match]] : [];
      });
      found.set(`${one} = ${other}`, equal);
    }
  return found;
}
