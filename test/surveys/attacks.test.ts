import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grouped, type NoAnswer } from '../../src/surveys/disclosure.ts';
import { type Response, release, type Survey, thresholdFor } from '../../src/surveys/index.ts';
import { runs } from '../support/deep.ts';
import { fillings, groupsAsPublished, leaks, product, subsets, subsetsOfTable } from './attack.ts';
import { question, response, responses, survey } from './make.ts';

/** Small enough to try every world. The proof in docs/disclosure.md needs at least 4. */
const four = { cell: 4, base: 8 };
const five = thresholdFor({ anonymous: false, secure: false });
const ten = thresholdFor({ anonymous: true, secure: true });

/** The release as it is kept. Nobody is shown that much: results, charts and exports are made of it, and of nothing else. */
const published = (of: Survey, people: Response[]): string => JSON.stringify(release(of, people, four));

const options = ['a', 'b', 'c', 'd'];

describe('Somebody who sees all that is published of one question', () => {
  const sizes = [
    [2, 8],
    [2, 13],
    [3, 11],
    [3, 16],
    [4, 12],
    [4, 15],
  ] as const;
  for (const kind of ['absent', 'hidden'] as const)
    it(`learns no number of people below the threshold, of any option or options (no answer: ${kind})`, () => {
      for (const [places, more] of sizes)
        for (const threshold of places < 4 ? [four, five, ten] : [four, five]) {
          const people = more + 2 * (threshold.cell - 4);
          const worlds = fillings(people, places + (kind === 'absent' ? 0 : 1));
          expect(leaks(worlds, (counts) => groupsAsPublished(counts, kind, threshold), subsets, threshold.cell)).toEqual([]);
        }
    });

  it('learns none where "no answer" stands beside an option in the middle, as it does of a scale', () => {
    for (const [places, people] of sizes)
      for (const beside of [0, 1]) {
        const publish = (counts: number[]) => groupsAsPublished(counts, 'hidden', four, beside);
        expect(leaks(fillings(people, places + 1), publish, subsets, 4)).toEqual([]);
      }
  });

  it('learns none either when they know how many gave no answer', () => {
    for (const [places, people] of sizes)
      for (const beside of [undefined, 1])
        for (let silent = 0; silent <= people - 1; silent++) {
          const worlds = [...fillings(people - silent, places)].map((counts) => [...counts, silent]);
          const learnt = leaks(
            worlds,
            (counts) => groupsAsPublished(counts, 'hidden', four, beside),
            (counts) => subsets(counts.slice(0, -1)),
            4,
          );
          expect(learnt).toEqual([]);
        }
  });

  it('could as well be in a world where a hidden option has another number of people, also where there are too many worlds to try', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(7), fc.nat(60)), { minLength: 3, maxLength: 12 }),
        fc.constantFrom<NoAnswer>('hidden', 'absent'),
        fc.constantFrom(five, ten),
        (counts, kind, threshold) => {
          if (counts.reduce((sum, count) => sum + count, 0) < threshold.base) return;
          const seen = groupsAsPublished(counts, kind, threshold);
          const hidden = grouped(counts, kind, threshold).find((group) => group.length > 1) ?? [];
          const held = hidden.reduce((sum, place) => sum + (counts[place] as number), 0);
          const pairs = hidden.flatMap((one) => hidden.filter((other) => other !== one).map((other) => [one, other] as const));
          const moved = pairs.flatMap(([one, other]) =>
            Array.from({ length: counts[one] as number }, (_, many) =>
              counts.map((count, place) => count + (place === other ? many + 1 : place === one ? -many - 1 : 0)),
            ),
          );
          const heaped = pairs.flatMap(([one, other]) =>
            Array.from({ length: threshold.cell }, (_, few) =>
              counts.map((count, place) => (place === one ? held - few : place === other ? few : hidden.includes(place) ? 0 : count)),
            ),
          );
          const alike = [...moved, ...heaped].filter((world) => groupsAsPublished(world, kind, threshold) === seen);
          for (const place of hidden) expect(alike.some((world) => world[place] !== counts[place])).toBe(true);
        },
      ),
      { numRuns: runs(150, 3000) },
    );
  });

  it('sees no number below the threshold, and none on a base below ten', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(14), { minLength: 3, maxLength: 6 }), fc.constantFrom('hidden', 'absent'), (counts, kind) => {
        for (const group of grouped(counts, kind as NoAnswer, five))
          expect(group.length === counts.length || group.reduce((sum, place) => sum + (counts[place] as number), 0) >= 5).toBe(true);
      }),
    );
    for (const many of [0, 1, 4, 5, 9])
      expect(release(survey([question('q', 'scale', options)]), responses('q', ['a'], [many]), five)).toBeNull();
  });
});

describe('Somebody who reads results by part', () => {
  const settings = ['north', 'south', 'west', 'east'];
  const bySetting = (places: number) => survey([question('q', 'choice', options.slice(0, places))], settings);
  const people = (rows: number[][], places: number) =>
    rows.flatMap((counts, row) => responses('q', [...options.slice(0, places), null], counts, { setting: settings[row] as string }));
  const sizes: [number, number[]][] = [
    [2, [8, 8]],
    [2, [8, 11]],
    [3, [8, 8]],
    [2, [3, 9]],
    [2, [8, 1, 8]],
  ];
  for (const [places, rows] of sizes)
    it(`learns no number below the threshold in any part or parts, with ${places} options and parts of ${rows.join(', ')}`, () => {
      const worlds = product(rows.map((size) => [...fillings(size, places + 1)]));
      const learnt = leaks(worlds, (world) => published(bySetting(places), people(world, places)), subsetsOfTable, 4);
      expect(learnt.slice(0, 3)).toEqual([]);
    });

  const known: [number[], number[][]][] = [
    [
      [12, 11],
      [
        [0, 1, 3, 5],
        [0, 2, 4],
      ],
    ],
    [
      [10, 20],
      [
        [0, 2],
        [0, 3],
      ],
    ],
    [
      [10, 10, 10],
      [[0], [0], [0]],
    ],
    [
      [9, 16, 8, 12],
      [[0], [0], [0], [0]],
    ],
  ];
  for (const [sizes, silences] of known)
    it(`learns none either when they know how many gave no answer in parts of ${sizes.join(', ')}`, () => {
      for (const silent of product(silences)) {
        const worlds = product(sizes.map((size, row) => [...fillings(size - (silent[row] as number), 2)]));
        const publish = (world: number[][]) =>
          published(
            bySetting(2),
            people(
              world.map((counts, row) => [...counts, silent[row] as number]),
              2,
            ),
          );
        expect(leaks(worlds, publish, subsetsOfTable, 4).slice(0, 3)).toEqual([]);
      }
    });

  it('nor where a scale is in bands from the start, because the threshold is ten', () => {
    const scale = survey([question('q', 'scale', ['1', '2', '3', '4', '5'])]);
    const publish = (counts: number[]) => JSON.stringify(release(scale, responses('q', ['1', '2', '3', '4', '5', null], counts), ten));
    const shown = responses('q', ['1', '2', '3', '4', '5', null], [3, 2, 6, 4, 7, 1]);
    expect(release(scale, shown, ten)?.tables.q?.whole.columns).toEqual([
      ['4', '5'],
      ['1', '2', '3', ''],
    ]);
    for (const size of [20, 21]) expect(leaks(fillings(size, 6), publish, subsets, 10).slice(0, 3)).toEqual([]);
  });

  it('nor where a scale is put in bands to show more parts', () => {
    const scale = survey([question('q', 'scale', ['2', '3', '4'])], ['north', 'south']);
    const worlds = product([12, 11].map((size) => [...fillings(size, 3)]));
    const publish = (rows: number[][]) =>
      published(
        scale,
        rows.flatMap((counts, row) => responses('q', ['2', '3', '4'], counts, { setting: ['north', 'south'][row] as string })),
      );
    expect(leaks(worlds, publish, subsetsOfTable, 4).slice(0, 3)).toEqual([]);
  });
});

describe('Somebody who knows the path of the flow', () => {
  it('learns nothing from a question that only those are asked who said yes to another', () => {
    const asked = survey([question('came', 'yes_no', ['yes', 'no']), question('liked', 'choice', ['a', 'b'])]);
    const kinds: { came: boolean | null; liked?: string | null }[] = [
      { came: true, liked: 'a' },
      { came: true, liked: 'b' },
      { came: true, liked: null },
      { came: false },
      { came: null },
    ];
    // With the third kind and without it: where the question can't be skipped, they know that too.
    for (const places of [kinds, kinds.filter((_, at) => at !== 2)])
      for (const size of [8, 10, 13]) {
        const publish = (counts: number[]) =>
          published(
            asked,
            counts.flatMap((count, at) =>
              Array.from({ length: count }, () => response({ ...places[at] } as Record<string, string | boolean | null>)),
            ),
          );
        const many = (counts: number[], step: 'came' | 'liked', value: unknown) =>
          counts.reduce((sum, count, at) => sum + (places[at]?.[step] === value ? count : 0), 0);
        const secrets = (counts: number[]) => [
          ...subsets([true, false, null].map((value) => many(counts, 'came', value))),
          ...subsets(['a', 'b'].map((value) => many(counts, 'liked', value))),
        ];
        expect(leaks(fillings(size, places.length), publish, secrets, 4).slice(0, 3)).toEqual([]);
      }
  });

  it('learns nothing from the step where people stopped', () => {
    const two = survey([question('one', 'yes_no', ['yes', 'no']), question('two', 'yes_no', ['yes', 'no'])]);
    const unfinished = [{}, { one: true }, { one: false }];
    const finished = [true, false, null, true].map((one, at) => ({ one, two: at < 3 }));
    const worlds = product([[...fillings(8, finished.length)], [...fillings(8, unfinished.length)]]);
    const some = (counts: number[], kinds: Record<string, boolean | null>[], state: Response['state']) =>
      counts.flatMap((count, at) => Array.from({ length: count }, () => response(kinds[at] ?? {}, { state })));
    const publish = ([all, part]: number[][]) =>
      published(two, [...some(all ?? [], finished, 'finished'), ...some(part ?? [], unfinished, 'partial')]);
    const secrets = ([all, [none, yes, no]]: [number[], [number, number, number]]) => {
      const many = (step: 'one' | 'two', value: boolean | null) =>
        all.reduce((sum, count, at) => sum + (finished[at]?.[step] === value ? count : 0), 0);
      return [none, yes + no, yes, no, many('one', true), many('one', false), many('one', null), many('two', true), many('two', false)];
    };
    expect(leaks(worlds as Iterable<[number[], [number, number, number]]>, publish, secrets, 4).slice(0, 3)).toEqual([]);
  });

  for (const places of [2, 3])
    it(`learns nothing from ${places} options of which several can be picked`, () => {
      const of = options.slice(0, places);
      const several = survey([question('q', 'several', of)]);
      const picks = Array.from({ length: 2 ** places }, (_, at) => of.filter((_, place) => (at >> place) & 1));
      const publish = (counts: number[]) =>
        published(
          several,
          counts.flatMap((count, at) => Array.from({ length: count }, () => response({ q: at === 0 ? null : (picks[at] as string[]) }))),
        );
      const secrets = (counts: number[]) => {
        const number = (fitting: (pick: string[]) => boolean) =>
          counts.reduce((sum, count, at) => sum + (fitting(picks[at] as string[]) ? count : 0), 0);
        return [
          counts[0] as number,
          ...of.flatMap((one) => [number((pick) => pick.includes(one)), number((pick) => pick.length > 0 && !pick.includes(one))]),
        ];
      };
      for (const size of places === 2 ? [8, 10, 13] : [8, 9, 10])
        expect(leaks(fillings(size, 2 ** places), publish, secrets, 4).slice(0, 3)).toEqual([]);
    });
});
