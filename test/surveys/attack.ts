import { grouped, type NoAnswer, type Threshold } from '../../src/surveys/disclosure.ts';

/**
 * The strongest attacker there is: knows the rules as well as we do, sees all that is published, and has all the time in the world. They
 * write down every state that the world could be in, keep those in which exactly this would have been published, and look whether some number
 * of people is the same in all of them.
 */

export interface Leak {
  published: string;
  /** Which number of people, by its place in what `secrets` gives. */
  secret: number;
  value: number;
}

/** Every number below `cell` that some publication gives away. Of hidden zeros too: what is hidden has to have more than one value. */
export function leaks<World>(
  worlds: Iterable<World>,
  publish: (world: World) => string,
  secrets: (world: World) => number[],
  cell: number,
): Leak[] {
  const seen = new Map<string, (number | null)[]>();
  for (const world of worlds) {
    const published = publish(world);
    const values = secrets(world);
    const known = seen.get(published);
    if (!known) seen.set(published, values);
    else for (const [at, value] of values.entries()) if (known[at] !== value) known[at] = null;
  }
  return [...seen].flatMap(([published, known]) =>
    known.flatMap((value, secret) => (value !== null && value < cell ? [{ published, secret, value }] : [])),
  );
}

/** Every way to put `people` into `places`. */
export function* fillings(people: number, places: number): Generator<number[]> {
  if (places === 1) yield [people];
  else for (let first = 0; first <= people; first++) for (const rest of fillings(people - first, places - 1)) yield [first, ...rest];
}

/** Every choice of one from each list. */
export function* product<T>(lists: T[][]): Generator<T[]> {
  const [first, ...others] = lists;
  if (!first) yield [];
  else for (const one of first) for (const rest of product(others)) yield [one, ...rest];
}

/** How many people are in each choice of some, but not all, places: "A or C", say. */
export function subsets(counts: number[]): number[] {
  return Array.from({ length: 2 ** counts.length - 2 }, (_, at) =>
    counts.reduce((sum, count, place) => sum + (((at + 1) >> place) & 1 ? count : 0), 0),
  );
}

/** The same in each choice of some rows. */
export function subsetsOfTable(rows: number[][]): number[] {
  return Array.from({ length: 2 ** rows.length - 1 }, (_, at) => {
    const chosen = rows.filter((_, row) => ((at + 1) >> row) & 1);
    return subsets(chosen.reduce((sum, row) => sum.map((count, place) => count + (row[place] as number))));
  }).flat();
}

/** One question as it is published: each group with its sum. */
export function groupsAsPublished(counts: number[], noAnswer: NoAnswer, threshold: Threshold, beside?: number): string {
  const groups = grouped(counts, noAnswer, threshold, beside);
  return JSON.stringify(groups.map((group) => [group, group.reduce((sum, place) => sum + (counts[place] as number), 0)]));
}
