/**
 * A table as it is published: people by part (rows) and by what they picked (columns). Both are groups of values that hold each value once.
 * A group of one stands for itself; of a larger one, only the sum is known.
 */
export interface Grid {
  rows: string[][];
  columns: string[][];
  /** Row by row. */
  counts: number[][];
}

/** The finest groups of which each group of `one` and of `other` is a part. Values that only one of them knows are kept. */
export function join(one: string[][], other: string[][]): string[][] {
  let groups: string[][] = [];
  for (const group of [...one, ...other]) {
    const touched = groups.filter((known) => known.some((value) => group.includes(value)));
    groups = [...groups.filter((known) => !touched.includes(known)), [...new Set([...touched.flat(), ...group])]];
  }
  return groups;
}

/** Adds up tables of different people. What is hidden in one of them stays hidden: this needs nothing but what was published. */
export function add(one: Grid, other: Grid): Grid {
  const rows = join(one.rows, other.rows);
  const columns = join(one.columns, other.columns);
  const within = (group: string[], whole: string[]) => group.every((value) => whole.includes(value));
  const sumOf = (grid: Grid, row: string[], column: string[]) =>
    grid.rows
      .flatMap((group, at) => (within(group, row) ? [grid.counts[at] as number[]] : []))
      .flatMap((counts) => counts.filter((_, at) => within(grid.columns[at] as string[], column)))
      .reduce((total, count) => total + count, 0);
  return { rows, columns, counts: rows.map((row) => columns.map((column) => sumOf(one, row, column) + sumOf(other, row, column))) };
}
