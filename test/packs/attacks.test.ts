import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Query, Value } from '../../src/desk/packs/figures.ts';
import { writePack } from '../../src/desk/packs/write.ts';
import { csvOf, type Source } from '../../src/insight/index.ts';
import { packSheets } from '../../src/packs/sheets.ts';
import { noAnswer, type Release, type Response, release, thresholdFor } from '../../src/surveys/index.ts';
import { deep, runs } from '../support/deep.ts';
import { fillings, leaks, product, subsets, subsetsOfTable } from '../surveys/attack.ts';
import { question, response, responses, survey } from '../surveys/make.ts';
import { ingredientsOf, source, words } from './document.ts';

/** Small enough to try every world. The proof in docs/disclosure.md needs at least 4. */
const four = { cell: 4, base: 8 };
const scale = ['2', '3', '4'];

const sourceOf = (releases: Release[], settings: string[], anonymous = true): Source => ({
  ...source,
  anonymous,
  releases,
  questions: [{ step: 'safety', label: 'About safety', areas: ['safety'], kind: 'statement', only: ['safety'] }],
  runs: settings.map((setting) => ({ setting, areas: ['safety'] })),
});

/** All that a reader of a report has: what it says in every format, its figures, and its tables as files. */
function told(sources: Source[]): string {
  const { document, figures } = writePack(ingredientsOf(sources, ['safety']));
  return JSON.stringify([document, figures, packSheets(document, words).map(csvOf)]);
}

const places = ['ash', 'birch'];
const asked = survey([{ ...question('safety', 'scale', scale), areas: ['safety'] }], places);
const people = (rows: number[][]) =>
  rows.flatMap((counts, row) => responses('safety', [...scale, null], counts, { setting: places[row] as string }));
const published = (people: Response[]) => {
  const figures = release(asked, people, four);
  return figures ? [figures] : [];
};

/** Parts that can and parts that cannot be told apart. */
const sizes = deep
  ? [
      [10, 9],
      [12, 4],
      [9, 3],
    ]
  : [[9, 3]];

describe('Somebody who has the matrix, the report and all its files', () => {
  for (const of of sizes)
    it(`learns no number below the threshold in any place or places, of ${of.join(' and ')} people`, () => {
      const worlds = product(of.map((size) => [...fillings(size, scale.length + 1)]));
      expect(leaks(worlds, (world) => told([sourceOf(published(people(world)), places)]), subsetsOfTable, 4).slice(0, 3)).toEqual([]);
    }, 240_000);

  it('learns none from two reports, one after the other', () => {
    const worlds = product([[...fillings(8, 3)], [...fillings(deep ? 9 : 8, 3)]]);
    const publish = ([before, since]: number[][]) => {
      const [first, then] = [before, since].map((counts) => published(people([counts ?? []])));
      return told([sourceOf(first as Release[], places)]) + told([sourceOf([...(first ?? []), ...(then ?? [])], places)]);
    };
    expect(leaks(worlds, publish, (world) => [...world.flatMap(subsets), ...subsetsOfTable(world)], 4).slice(0, 3)).toEqual([]);
  });

  it('learns none from answers with and without names beside each other', () => {
    const worlds = product([[...fillings(8, 3)], [...fillings(8, 3)]]);
    const publish = (world: number[][]) => told(world.map((counts, at) => sourceOf(published(people([counts])), places, at === 0)));
    expect(leaks(worlds, publish, subsetsOfTable, 4).slice(0, 3)).toEqual([]);
  });

  it('is seen to learn one where a cell is counted by itself, from answers', () => {
    const worlds = product([[...fillings(9, 2)], [...fillings(3, 2)]]);
    const publish = (world: number[][]) => {
      const rows = world.map(([low, high]) => [low as number, 0, high as number, 0]);
      // One more number, which is no small one: who agreed in the first place.
      const agreed = rows[0]?.[2] as number;
      return told([sourceOf(published(people(rows)), places)]) + (agreed < 4 ? 'hidden' : agreed);
    };
    expect(leaks(worlds, publish, subsetsOfTable, 4).some(({ value }) => value > 0)).toBe(true);
  });
});

/** A number that somebody saw: which people it is of. */
interface Seen {
  cells: Set<string>;
  count: number;
}

describe('Somebody who keeps every report that was ever made', () => {
  const five = thresholdFor({ anonymous: false, secure: false });
  const options = ['1', '2', '3', '4', '5'];
  const settings = ['ash', 'birch', 'cedar'];
  const of = survey([{ ...question('safety', 'scale', options), areas: ['safety'] }], settings);

  /** Each number with the people that it is of, by release, place and answer; and how many they are in all. */
  function seenIn(releases: Release[]): Seen[] {
    const { figures } = writePack(ingredientsOf([sourceOf(releases, settings)], ['safety']));
    const cellsOf = (parts: string[], values: string[]) =>
      new Set(releases.flatMap((_, at) => parts.flatMap((part) => values.map((value) => [at, part, value].join()))));
    return figures.flatMap((figure) => {
      const [query, value] = [figure.query as Query, figure.value as Value];
      if (query.from !== 'release' || !('of' in value)) return [];
      const parts = query.parts ?? settings;
      return [
        { cells: cellsOf(parts, query.values), count: value.count },
        { cells: cellsOf(parts, [...options, noAnswer]), count: value.of },
      ];
    });
  }

  it('finds no number, and no two of which one is part of the other, that tell a number below the threshold', () => {
    let compared = 0;
    const answer = fc.record({
      safety: fc.constantFrom('1', '2', '3', '4', '4', '5', '5', null),
      setting: fc.constantFrom('ash', 'ash', 'birch', 'birch', 'cedar'),
    });
    const waves = fc.array(fc.array(answer, { minLength: 10, maxLength: 60, size: 'max' }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(waves, (all) => {
        const releases = all.flatMap(
          (wave) =>
            release(
              of,
              wave.map(({ safety, setting }) => response({ safety }, { setting })),
              five,
            ) ?? [],
        );
        const seen = releases.flatMap((_, at) => seenIn(releases.slice(0, at + 1)));
        const inside = (small: Set<string>, large: Set<string>) => small.size < large.size && [...small].every((cell) => large.has(cell));
        for (const whole of seen) {
          expect(whole.count).toBeGreaterThanOrEqual(5);
          for (const part of seen.filter(({ cells }) => inside(cells, whole.cells))) {
            compared++;
            expect(whole.count - part.count).toBeGreaterThanOrEqual(5);
          }
        }
      }),
      { numRuns: runs(30, 400) },
    );
    expect(compared).toBeGreaterThan(200);
  });
});
