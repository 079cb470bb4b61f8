import { add, type Grid } from './grid.ts';
import type { Release } from './release.ts';

/** One table of several releases, added up: all that can ever be said of it. */
export interface PublishedTable {
  whole: Grid;
  split: Grid;
}

/** How many, and of how many people. */
export interface Counted {
  count: number;
  of: number;
}

/** null: none of these releases has it. Works on published figures alone. */
export function publishedTable(releases: readonly Release[], name: string): PublishedTable | null {
  const tables = releases.flatMap(({ tables }) => tables[name] ?? []);
  return tables.length === 0
    ? null
    : tables.reduce((one, other) => ({ whole: add(one.whole, other.whole), split: add(one.split, other.split) }));
}

const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);

/** How many picked one of these values, and nothing but them, in some rows. null: that is not what is shown. */
function countIn({ columns, counts }: Grid, values: readonly string[], rows: number[]): Counted | null {
  const within = columns.flatMap((group, at) => (group.some((value) => values.includes(value)) ? [at] : []));
  const whole = within.every((at) => columns[at]?.every((value) => values.includes(value)));
  if (within.length === 0 || !whole || rows.length === 0) return null;
  const held = rows.map((row) => counts[row] as number[]);
  return { count: sum(held.flatMap((row) => within.map((at) => row[at] as number))), of: sum(held.flat()) };
}

/** In which row each part is: looked for once in each table, because there may be thousands of both. */
const known = new WeakMap<Grid, Map<string, number>>();

function placesIn(grid: Grid): Map<string, number> {
  const places = known.get(grid) ?? new Map(grid.rows.flatMap((group, row) => group.map((part) => [part, row] as const)));
  known.set(grid, places);
  return places;
}

/** The rows that are of exactly these parts; null: there are none. */
function rowsOf(grid: Grid, parts: readonly string[]): number[] | null {
  const places = placesIn(grid);
  const rows = new Set<number>();
  for (const part of parts) {
    const row = places.get(part);
    if (row === undefined) return null;
    rows.add(row);
  }
  return sum([...rows].map((row) => grid.rows[row]?.length ?? 0)) === new Set(parts).size ? [...rows] : null;
}

/**
 * One number out of a published table. Of all people, it may be one that is shown by part only, where options of a scale stand in bands.
 * @param values that it counts: each is shown by itself or with others of them only
 * @param parts that it is of, as they stand together; null: everybody
 */
export function countOf({ whole, split }: PublishedTable, values: readonly string[], parts: readonly string[] | null): Counted | null {
  const all = (grid: Grid) => [...grid.rows.keys()];
  if (parts === null) return countIn(whole, values, all(whole)) ?? countIn(split, values, all(split));
  const rows = rowsOf(split, parts);
  return rows && countIn(split, values, rows);
}
