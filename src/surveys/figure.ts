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

/**
 * One number out of a published table. Of all people, it may be one that is shown by part only, where options of a scale stand in bands.
 * @param values that it counts: each is shown by itself or with others of them only
 * @param row of the table by part; null: everybody
 */
export function countAt({ whole, split }: PublishedTable, values: readonly string[], row: number | null): Counted | null {
  const all = (grid: Grid) => [...grid.rows.keys()];
  if (row !== null) return countIn(split, values, [row]);
  return countIn(whole, values, all(whole)) ?? countIn(split, values, all(split));
}

/** The same by the parts' names: those that stand together in one row; null: everybody. */
export function countOf(table: PublishedTable, values: readonly string[], parts: readonly string[] | null): Counted | null {
  if (parts === null) return countAt(table, values, null);
  const row = table.split.rows.findIndex((group) => group.length === parts.length && group.every((part) => parts.includes(part)));
  return row < 0 ? null : countAt(table, values, row);
}
