import { describe, expect, it } from 'vitest';
import { release } from '../../src/surveys/index.ts';
import { fillings, leaks, product } from './attack.ts';
import { areas, found, four, type Kind, nothing, published } from './coded.ts';
import { response, survey } from './make.ts';

const peopleOf = (kinds: Kind[], counts: number[], setting?: string) =>
  kinds.flatMap((kind, at) => Array.from({ length: counts[at] as number }, () => ({ kind, ...(setting !== undefined && { setting }) })));
const many = (kinds: Kind[], counts: number[], fits: (kind: Kind) => boolean) =>
  kinds.reduce((sum, kind, at) => sum + (fits(kind) ? (counts[at] as number) : 0), 0);

/** All that nobody may learn: of each area, of those who wrote nothing or in whose words is none of them, and of who may be quoted. */
const secretsOf = (kinds: Kind[], counts: number[]): number[] =>
  [
    ...areas.flatMap((area) => [
      (kind: Kind) => kind.found?.includes(area) === true,
      (kind: Kind) => kind.found !== null && !kind.found.includes(area),
      (kind: Kind) => kind.found?.includes(area) === true && kind.quote === true,
    ]),
    (kind: Kind) => kind.found === null,
    (kind: Kind) => kind.found !== null,
    (kind: Kind) => kind.found?.length === 0,
    (kind: Kind) => kind.quote === true,
    (kind: Kind) => kind.quote === false,
    (kind: Kind) => kind.gone === true,
  ]
    // What no kind of person here is, is no secret.
    .filter((fits) => kinds.some(fits))
    .map((fits) => many(kinds, counts, fits));

/** On a machine that others use too. */
const slow = { timeout: 600_000 };

describe('What people wrote, by area, beside what they answered', () => {
  const both = (sets: string[][]) => sets.flatMap((found): Kind[] => [true, false].map((quote) => ({ found, quote })));
  const subsets = [[], ['a'], ['b'], ['c'], ['a', 'b'], ['a', 'c'], ['b', 'c'], ['a', 'b', 'c']];
  const writers = both(subsets.slice(0, 5));
  const search = (size: number, kinds: Kind[]) =>
    leaks(
      fillings(size, kinds.length),
      (counts) => JSON.stringify(published([], peopleOf(kinds, counts))),
      (counts) => secretsOf(kinds, counts),
      4,
    ).slice(0, 3);

  it('tells nobody a number below the threshold, of any area, of those who wrote nothing, or of who may be quoted', {
    timeout: 600_000,
  }, () => {
    expect(search(8, [nothing, ...both(subsets.slice(0, 4))])).toEqual([]);
    expect(search(8, [nothing, ...writers])).toEqual([]);
    expect(search(10, [nothing, ...both([[], ['a'], ['b'], ['a', 'b']])])).toEqual([]);
  });

  it('whatever areas are in a text together', slow, () => {
    const kinds = [nothing, ...subsets.map((found): Kind => ({ found, quote: true }))];
    for (const size of [8, 9, 10, 11]) expect(search(size, kinds)).toEqual([]);
  });

  it('nor one who knows how many wrote nothing', slow, () => {
    const kinds = [nothing, ...writers.filter(({ quote }) => quote)];
    for (const size of [8, 10, 13])
      for (let silent = 0; silent < size; silent++)
        expect(
          leaks(
            [...fillings(size - silent, kinds.length - 1)].map((counts) => [silent, ...counts]),
            (counts) => JSON.stringify(published([], peopleOf(kinds, counts))),
            (counts) => secretsOf(kinds, counts).filter((_, at) => at < 9 && at % 3 < 2),
            4,
          ).slice(0, 3),
        ).toEqual([]);
  });

  it('nor how many went between one and the other, or what they had said', slow, () => {
    const gone = [true, false].map((quote): Kind => ({ found: ['a'], quote, gone: true }));
    const kinds = [nothing, ...both([[], ['a'], ['b'], ['a', 'b']]), ...gone];
    for (const size of [8, 10]) expect(search(size, kinds)).toEqual([]);
  });

  // That a text may have several areas, or none, is what hides how many wrote: if each had one, areas that add up to all would tell that nobody was silent.
  it('nor in one part of two', slow, () => {
    const kinds = [nothing, ...[['a'], ['b'], ['a', 'b'], []].map((found): Kind => ({ found, quote: true }))];
    const halves = product([8, 8].map((size) => [...fillings(size, kinds.length)]));
    const publish = ([north, south]: number[][]) =>
      JSON.stringify(published(['north', 'south'], [...peopleOf(kinds, north ?? [], 'north'), ...peopleOf(kinds, south ?? [], 'south')]));
    const secrets = (rows: number[][]) => [
      ...rows.flatMap((counts) => secretsOf(kinds, counts)),
      ...secretsOf(
        kinds,
        (rows[0] as number[]).map((count, at) => count + (rows[1]?.[at] as number)),
      ),
    ];
    expect(leaks(halves as Iterable<number[][]>, publish, secrets, 4).slice(0, 3)).toEqual([]);
  });

  it('would tell if it were counted among those alone who wrote: the search finds it', () => {
    const kinds = [nothing, ...writers.filter(({ quote }) => quote)];
    const among = (counts: number[]) => {
      const wrote = peopleOf(kinds, counts).filter(({ kind }) => kind.found !== null);
      const alone = release(
        survey([found]),
        wrote.map(({ kind }) => response({ words: kind.found })),
        four,
      );
      return JSON.stringify([published([], peopleOf(kinds, counts)).answers, alone]);
    };
    expect(leaks(fillings(10, kinds.length), among, (counts) => secretsOf(kinds, counts), 4).length).toBeGreaterThan(0);
  });
});
