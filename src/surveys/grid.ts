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
  const places = new Map<string, string[]>();
  // In the order in which groups were last added to.
  const joined = new Set<string[]>();
  for (const group of [...one, ...other]) {
    const known = new Set(group.map((value) => places.get(value)).filter((touched) => touched !== undefined));
    const touched = known.size > 1 ? [...joined].filter((one) => known.has(one)) : [...known];
    const whole = touched.length === 1 ? (touched[0] as string[]) : touched.flat();
    for (const one of touched) joined.delete(one);
    joined.add(whole);
    if (touched.length > 1) for (const value of whole) places.set(value, whole);
    for (const value of group)
      if (places.get(value) !== whole) {
        whole.push(value);
        places.set(value, whole);
      }
  }
  return [...joined];
}

/** Where each group is in groups that were joined of it and others. */
function placesIn(joined: string[][], groups: string[][]): number[] {
  const places = new Map(joined.flatMap((group, place) => group.map((value) => [value, place] as const)));
  return groups.map(([value]) => places.get(value as string) as number);
}

/** Adds up tables of different people. What is hidden in one of them stays hidden: this needs nothing but what was published. */
export function add(one: Grid, other: Grid): Grid {
  const rows = join(one.rows, other.rows);
  const columns = join(one.columns, other.columns);
  const counts = rows.map(() => columns.map(() => 0));
  for (const grid of [one, other]) {
    const across = placesIn(columns, grid.columns);
    for (const [at, place] of placesIn(rows, grid.rows).entries()) {
      const row = counts[place] as number[];
      for (const [from, count] of (grid.counts[at] as number[]).entries())
        row[across[from] as number] = (row[across[from] as number] as number) + count;
    }
  }
  return { rows, columns, counts };
}
