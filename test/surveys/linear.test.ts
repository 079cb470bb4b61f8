import fc from 'fast-check';
import { expect, it } from 'vitest';
import { add, type Grid, join } from '../../src/surveys/grid.ts';
import { countOf, grouped, heldOnce, type Release, standing, thresholdFor } from '../../src/surveys/index.ts';

/**
 * What has to stay quick for thousands of parts, beside the same as one would say it at first, which takes every part with every other.
 */

/** As many of the largest as can. */
function plainStanding(sizes: number[], enough: (together: number[]) => boolean): number[][] | null {
  const largest = [...sizes.keys()].sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b);
  for (let alone = sizes.length; alone > 0; alone--) {
    const others = largest.slice(alone).sort((a, b) => a - b);
    const rows = [...largest.slice(0, alone).map((part) => [part]), ...(others.length > 0 ? [others] : [])];
    if (rows.length > 1 && rows.every(enough)) return rows;
  }
  return null;
}

const five = thresholdFor({ anonymous: false, secure: false });

/** The nearest option joins those that are hidden, until nobody can read them. */
function plainGrouped(counts: number[], silent: boolean): number[][] {
  const options = silent ? counts.slice(0, -1) : counts;
  const [free, taken] = [[...options.keys()], [] as number[]];
  const take = (place: number) => taken.push(...free.splice(free.indexOf(place), 1));
  for (const [place, count] of options.entries()) if (count < five.cell) take(place);
  for (;;) {
    const held = taken.reduce((sum, place) => sum + (options[place] as number), 0);
    const few = held < five.cell || held === taken.length * (five.cell - 1) || (silent && held + (counts.at(-1) as number) === five.cell);
    if (!(taken.length > 0 ? few : silent)) break;
    if (free.length === 0) return [[...counts.keys()]];
    const far = (place: number) => Math.min(...(taken.length > 0 ? taken : [options.length]).map((one) => Math.abs(one - place)));
    take(free.reduce((best, place) => (far(place) < far(best) ? place : best)));
  }
  const together = [...taken.sort((a, b) => a - b), ...(silent ? [options.length] : [])];
  return [...free.map((place) => [place]), ...(together.length > 0 ? [together] : [])];
}

/** Groups that touch are one, in the order in which they were last added to. */
function plainJoin(one: string[][], other: string[][]): string[][] {
  let groups: string[][] = [];
  for (const group of [...one, ...other]) {
    const touched = groups.filter((known) => known.some((value) => group.includes(value)));
    groups = [...groups.filter((known) => !touched.includes(known)), [...new Set([...touched.flat(), ...group])]];
  }
  return groups;
}

function plainAdd(one: Grid, other: Grid): Grid {
  const rows = plainJoin(one.rows, other.rows);
  const columns = plainJoin(one.columns, other.columns);
  const within = (group: string[], whole: string[]) => group.every((value) => whole.includes(value));
  const held = (row: string[], column: string[]) =>
    [one, other]
      .flatMap((grid) => grid.rows.map((group, at) => ({ group, of: grid.columns, counts: grid.counts[at] as number[] })))
      .filter(({ group }) => within(group, row))
      .flatMap(({ of, counts }) => counts.filter((_, at) => within(of[at] as string[], column)))
      .reduce((sum, count) => sum + count, 0);
  return { rows, columns, counts: rows.map((row) => columns.map((column) => held(row, column))) };
}

/** Some of 21 values in groups. */
const groups = fc
  .array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 14 })
  .chain((of) =>
    fc.tuple(fc.constant(of), fc.shuffledSubarray([...'abcdefghijklmnopqrstu'], { minLength: of.length, maxLength: of.length })),
  )
  .map(([of, values]) => [...new Set(of)].map((group) => values.filter((_, at) => of[at] === group)));

const grid = fc
  .tuple(groups, groups)
  .chain(([rows, columns]) =>
    fc
      .array(fc.integer({ min: 0, max: 99 }), { minLength: rows.length * columns.length, maxLength: rows.length * columns.length })
      .map((n): Grid => ({ rows, columns, counts: rows.map((_, row) => n.slice(row * columns.length, (row + 1) * columns.length)) })),
  );

it('stands alone who would if every cut were tried, whatever is enough', () => {
  const part = fc.record({ size: fc.integer({ min: 0, max: 20 }), yes: fc.integer({ min: 0, max: 9 }) });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), fc.integer({ min: 0, max: 25 }), fc.boolean(), (parts, least, odd) => {
      const sum = (together: number[], of: 'size' | 'yes') => together.reduce((all, at) => all + (parts[at]?.[of] ?? 0), 0);
      // Not only what grows with every part.
      const enough = (together: number[]) =>
        odd ? sum(together, 'size') % 7 !== 3 : sum(together, 'size') >= least && sum(together, 'yes') >= 5;
      const sizes = parts.map(({ size }) => size);
      expect(standing(sizes, enough)).toEqual(plainStanding(sizes, enough));
    }),
    { numRuns: 500 },
  );
});

it('puts options in the groups that it would if the nearest were looked for among all', () => {
  const counts = fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 30 })), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(counts, fc.boolean(), (counts, silent) => {
      expect(grouped(counts, silent ? 'hidden' : 'absent', five)).toEqual(plainGrouped(counts, silent));
    }),
    { numRuns: 1000 },
  );
});

it('joins groups, and adds up tables, as if each value were looked for in each', () => {
  fc.assert(fc.property(groups, groups, (one, other) => void expect(join(one, other)).toEqual(plainJoin(one, other))));
  fc.assert(
    fc.property(fc.array(grid, { minLength: 2, maxLength: 4 }), (grids) => {
      const before = structuredClone(grids);
      expect(grids.reduce(add)).toEqual(grids.reduce(plainAdd));
      expect(grids).toEqual(before);
    }),
  );
});

it('asks of each part once, and of the others hardly ever again', () => {
  const sizes = Array.from({ length: 7000 }, (_, at) => at % 41);
  let looked = 0;
  const rows = standing(sizes, (together) => {
    looked += together.length;
    return together.reduce((sum, at) => sum + (sizes[at] as number), 0) >= 10;
  });
  expect(rows).toHaveLength(5290 + 1);
  expect(looked).toBeLessThanOrEqual(2 * sizes.length);
});

it('finds a number by its parts as if each row were looked at, and holds releases that say the same', () => {
  const parts = Array.from({ length: 8 }, (_, at) => `p${at}`);
  fc.assert(
    fc.property(fc.array(fc.nat(4), { minLength: 8, maxLength: 8 }), fc.subarray(parts), (groups, wanted) => {
      const rows = [0, 1, 2, 3, 4].map((group) => parts.filter((_, at) => groups[at] === group)).filter(({ length }) => length > 0);
      const split: Grid = { rows, columns: [['a'], ['b', '']], counts: rows.map((_, row) => [row + 5, 7]) };
      const table = { whole: split, split };
      const there = [...rows.keys()].filter((row) => rows[row]?.some((part) => wanted.includes(part)));
      const exact = there.length > 0 && there.flatMap((row) => rows[row] as string[]).every((part) => wanted.includes(part));
      const count = there.reduce((sum, row) => sum + row + 5, 0);
      expect(countOf(table, ['a'], wanted)).toEqual(exact ? { count, of: count + 7 * there.length } : null);
      const figures: Release = {
        v: 1,
        threshold: five,
        base: 90,
        parts: rows.map((of) => ({ of, base: 9 })),
        tables: { a: table, b: table },
      };
      const kept = JSON.parse(JSON.stringify([{ figures }, { figures }])) as { figures: unknown }[];
      const held = heldOnce(kept);
      expect(held).toEqual([{ figures }, { figures }]);
      expect(held[0]?.figures.tables.a?.split.rows[0]).toBe(held[1]?.figures.parts[0]?.of);
    }),
  );
});
