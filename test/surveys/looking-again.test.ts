import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
import { runs } from '../support/deep.ts';
import { question, response, survey } from './make.ts';

const five = thresholdFor({ anonymous: false, secure: false });
const options = ['a', 'b', 'c', 'd'];

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
      { numRuns: runs(10, 60) },
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
