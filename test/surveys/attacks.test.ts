import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grouped, type NoAnswer } from '../../src/surveys/disclosure.ts';
import {
  elsewhere,
  noAnswer,
  type Release,
  type Response,
  release,
  resultsOf,
  type Survey,
  thresholdFor,
} from '../../src/surveys/index.ts';
import { fillings, leaks, product, subsets, subsetsOfTable } from './attack.ts';
import { question, response, responses, survey } from './make.ts';

/** Small enough to try every world. The proof in docs/disclosure.md needs at least 4. */
const four = { cell: 4, base: 8 };
const five = thresholdFor({ anonymous: false, secure: false });
const ten = thresholdFor({ anonymous: true, secure: true });

/** All that anybody could ever see: the release as it is kept, which nobody is shown, and the results that are made of it. */
function published(of: Survey, people: Response[], threshold = four): string {
  const one = release(of, people, threshold);
  return JSON.stringify([one, one && resultsOf(of, [one])]);
}

const options = ['a', 'b', 'c', 'd'];

function groupsAsPublished(counts: number[], noAnswer: NoAnswer, threshold: { cell: number; base: number }): string {
  const groups = grouped(counts, noAnswer, threshold);
  return JSON.stringify(groups.map((group) => [group, group.reduce((sum, place) => sum + (counts[place] as number), 0)]));
}

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

  it('learns none either when they know how many gave no answer', () => {
    for (const [places, people] of sizes)
      for (let silent = 0; silent <= people - 1; silent++) {
        const worlds = [...fillings(people - silent, places)].map((counts) => [...counts, silent]);
        const learnt = leaks(
          worlds,
          (counts) => groupsAsPublished(counts, 'hidden', four),
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
      { numRuns: 1000 },
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

/** A number that somebody saw: of which people it is, by release, part and option. */
interface Seen {
  releases: string[];
  parts: string[];
  values: string[];
  count: number;
}

/** All numbers of one question in the results of some releases. */
function numbersIn(of: Survey, releases: Release[], from: number, to: number): Seen[] {
  const results = resultsOf(of, releases.slice(from, to));
  const [found] = results?.questions ?? [];
  if (!results || !found) return [];
  const in_ = Array.from({ length: to - from }, (_, at) => String(from + at));
  const all = ['north', 'south', 'west', elsewhere];
  const everything = [...options, noAnswer];
  return [
    { releases: in_, parts: all, values: everything, count: results.base },
    ...results.parts.map(({ parts, base }) => ({ releases: in_, parts, values: everything, count: base })),
    ...found.figures.flatMap(({ value, count }) => (count === null ? [] : [{ releases: in_, parts: all, values: [value], count }])),
    ...found.together.map(({ values, count }) => ({ releases: in_, parts: all, values, count })),
    ...found.byPart.flatMap(({ parts, groups }) => groups.map(({ values, count }) => ({ releases: in_, parts, values, count }))),
  ];
}

/** The places that a number covers, one by one. */
const placesOf = ({ releases, parts, values }: Seen) =>
  new Set(releases.flatMap((one) => parts.flatMap((part) => values.map((value) => [one, part, value].join()))));

describe('Somebody who looks again and again, while answers come one by one', () => {
  const of = survey([question('q', 'choice', options)], ['north', 'south', 'west', elsewhere]);
  const answer = fc.record({
    q: fc.constantFrom('a', 'a', 'a', 'b', 'b', 'c', 'd', null),
    setting: fc.constantFrom('north', 'north', 'south', 'south', 'west', undefined),
    late: fc.boolean(),
    /** Somebody looks, and what waits is published if it may be. */
    look: fc.integer({ min: 0, max: 9 }).map((chance) => chance < 3),
  });
  const histories = fc.array(answer, { minLength: 40, maxLength: 110, size: 'max' });

  function play(history: { q: string | null; setting: string | undefined; late: boolean; look: boolean }[]) {
    const releases: Release[] = [];
    const views: string[] = [];
    const people: Response[][] = [];
    let waiting: Response[] = [];
    for (const { q, setting, late, look } of history) {
      waiting.push(response({ q }, { late, ...(setting ? { setting } : {}) }));
      const next = look ? release(of, waiting, five) : null;
      if (next) {
        releases.push(next);
        people.push(waiting);
        waiting = [];
      }
      views.push(JSON.stringify(resultsOf(of, releases)));
    }
    return { releases, views, people };
  }

  it('sees the figures move only when at least ten more are in them', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { releases, views } = play(history);
        expect(new Set(views).size).toBeLessThanOrEqual(releases.length + 1);
        expect(releases.every(({ base }) => base >= 10)).toBe(true);
      }),
    );
  });

  it('finds no two numbers, and no total and two of its parts, whose difference is a number below the threshold', () => {
    let compared = 0;
    fc.assert(
      fc.property(histories, (history) => {
        const { releases } = play(history);
        // What is shown, and each release by itself, which is the difference between two views.
        const spans = releases.flatMap((_, at) => [[0, at + 1] as const, ...(at > 0 ? [[at, at + 1] as const] : [])]);
        const seen = spans.flatMap(([from, to]) => numbersIn(of, releases, from, to)).map((one) => ({ ...one, places: placesOf(one) }));
        const inside = (small: Set<string>, large: Set<string>) => small.size < large.size && [...small].every((place) => large.has(place));
        for (const whole of seen) {
          expect(whole.count).toBeGreaterThanOrEqual(5);
          const parts = seen.filter(({ places }) => inside(places, whole.places));
          for (const [at, one] of parts.entries()) {
            compared++;
            expect(whole.count - one.count).toBeGreaterThanOrEqual(5);
            for (const two of parts.slice(at + 1)) {
              if (one.places.size + two.places.size >= whole.places.size || [...two.places].some((place) => one.places.has(place)))
                continue;
              expect(whole.count - one.count - two.count).toBeGreaterThanOrEqual(5);
            }
          }
        }
      }),
      { numRuns: 40 },
    );
    expect(compared).toBeGreaterThan(300);
  });

  it('sees nothing change when one of those who answered has it all deleted', () => {
    const many = Array.from({ length: 12 }, () => response({ q: 'a' }));
    const kept = [release(of, many, five) as Release];
    expect(release(of, many.slice(1), five)?.base).toBe(11);
    expect(resultsOf(of, kept)?.base).toBe(12);
  });
});

describe('The attacks find what they are for, where a rule is broken', () => {
  const show = (counts: number[], groups: number[][]) =>
    JSON.stringify(groups.map((group) => [group, group.reduce((sum, place) => sum + (counts[place] as number), 0)]));
  const worlds = () => fillings(12, 3);
  const alone = (counts: number[], least: number) =>
    [...counts.keys()].filter((place) => (counts[place] as number) >= least).map((place) => [place]);

  it('hiding small numbers alone, beside a total', () => {
    const found = leaks(worlds(), (counts) => show(counts, alone(counts, 4)), subsets, 4);
    expect(found.some(({ value }) => value > 0)).toBe(true);
  });

  it('showing nobody as 0', () => {
    const publish = (counts: number[]) =>
      show(counts, [...alone(counts, 4), ...[...counts.keys()].filter((place) => counts[place] === 0).map((place) => [place])]);
    expect(leaks(worlds(), publish, subsets, 4).some(({ value }) => value > 0)).toBe(true);
  });

  it('hiding the smallest option that could be shown, instead of one that is picked by its place', () => {
    const publish = (counts: number[]) => {
      const bySize = [...counts.keys()].sort((a, b) => (counts[a] as number) - (counts[b] as number) || a - b);
      const hidden = bySize.filter((place) => (counts[place] as number) < 4);
      const held = hidden.reduce((sum, place) => sum + (counts[place] as number), 0);
      if (hidden.length > 0 && held < 4) hidden.push(bySize[hidden.length] as number);
      return show(counts, [...[...counts.keys()].filter((place) => !hidden.includes(place)).map((place) => [place]), hidden.sort()]);
    };
    expect(leaks(fillings(10, 3), publish, subsets, 4).some(({ value }) => value > 0)).toBe(true);
  });

  it('a mean of all answers beside groups that are safe', () => {
    const publish = (counts: number[]) => {
      const mean = counts.reduce((sum, count, place) => sum + count * (place + 1), 0) / 12;
      return groupsAsPublished(counts, 'absent', four) + mean;
    };
    expect(leaks(worlds(), publish, subsets, 4).some(({ value }) => value > 0)).toBe(true);
  });

  it('whole percents instead of numbers', () => {
    const publish = (counts: number[]) => JSON.stringify(counts.map((count) => (count < 4 ? null : Math.round((100 * count) / 12))));
    expect(leaks(worlds(), publish, subsets, 4).some(({ value }) => value > 0)).toBe(true);
  });

  it('counting somebody in as soon as they answer', () => {
    const later = product<number[] | number>([[...fillings(12, 3)], [0, 1, 2]]) as Iterable<[number[], number]>;
    const publish = ([counts, next]: [number[], number]) => {
      const after = counts.map((count, place) => count + (place === next ? 1 : 0));
      return groupsAsPublished(counts, 'absent', four) + groupsAsPublished(after, 'absent', four);
    };
    const secrets = ([, next]: [number[], number]) => [0, 1, 2].map((place) => (place === next ? 1 : 0));
    expect(leaks(later, publish, secrets, 4).some(({ value }) => value > 0)).toBe(true);
  });

  it('a part that stands beside the whole, with few outside it', () => {
    const tables = product([[...fillings(9, 2)], [...fillings(2, 2)]]);
    const publish = ([part, rest]: number[][]) => {
      const whole = (part as number[]).map((count, place) => count + (rest?.[place] ?? 0));
      return groupsAsPublished(whole, 'absent', four) + groupsAsPublished(part as number[], 'absent', four);
    };
    expect(leaks(tables, publish, subsetsOfTable, 4).some(({ value }) => value > 0)).toBe(true);
  });
});
