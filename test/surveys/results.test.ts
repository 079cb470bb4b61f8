import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noAnswer, type Release, type Response, release, resultsOf, type Survey, thresholdFor } from '../../src/surveys/index.ts';
import { question, response, responses, survey } from './make.ts';

const five = thresholdFor({ anonymous: false, secure: false });
const ten = thresholdFor({ anonymous: true, secure: true });
const scale = ['1', '2', '3', '4', '5'];
const felt = survey([question('felt', 'scale', scale)]);

const results = (of: Survey, people: Response[], threshold = five) => {
  const one = release(of, people, threshold);
  return one && resultsOf(of, [one]);
};
const countsOf = (of: Survey, people: Response[], threshold = five) =>
  results(of, people, threshold)?.questions[0]?.figures.map(({ count }) => count);

describe('Results of a survey', () => {
  it('come when ten have finished; of anonymous answers in a secure setting, when twenty have', () => {
    expect(resultsOf(felt, [])).toBeNull();
    expect(results(felt, responses('felt', ['4'], [9]))).toBeNull();
    expect(results(felt, responses('felt', ['4', '5'], [5, 5]))?.base).toBe(10);
    expect(results(felt, responses('felt', ['4', '5'], [10, 9]), ten)).toBeNull();
    // Then in bands from the start.
    expect(results(felt, responses('felt', [...scale], [0, 0, 12, 14, 9]), ten)?.questions[0]?.together).toMatchObject([
      { values: ['4', '5'], count: 23 },
      { values: ['1', '2', '3', ''], count: 12 },
    ]);
  });

  it('list every option in order, and hide those with fewer than five; nobody looks the same as few', () => {
    const few = results(felt, responses('felt', [...scale, null], [3, 4, 0, 11, 12, 2]))?.questions[0];
    expect(few?.figures.map(({ value, count }) => [value, count])).toEqual([
      ['1', null],
      ['2', null],
      ['3', null],
      ['4', 11],
      ['5', 12],
    ]);
    expect(few?.together.map(({ values, count }) => [values, count])).toEqual([[['1', '2', '3', noAnswer], 9]]);
    expect(countsOf(felt, responses('felt', scale, [3, 4, 2, 11, 12]))).toEqual(
      countsOf(felt, responses('felt', scale, [5, 0, 4, 11, 12]))?.map((count, at) => (at === 0 ? null : count)),
    );
  });

  it('hide a second option where one alone could be worked out: the one next to it', () => {
    expect(countsOf(felt, responses('felt', scale, [2, 7, 8, 9, 10]))).toEqual([null, null, 8, 9, 10]);
    expect(countsOf(felt, responses('felt', scale, [10, 9, 8, 7, 2]))).toEqual([10, 9, 8, null, null]);
    // Eight in two can be four and four, the most that few can be; so a third joins them.
    expect(countsOf(felt, responses('felt', scale, [4, 4, 8, 9, 10]))).toEqual([null, null, null, 9, 10]);
  });

  it('give each share with its base and its interval', () => {
    const share = results(felt, responses('felt', [...scale, null], [3, 4, 1, 8, 24, 0]))?.questions[0]?.figures[4]?.share;
    expect(share).toMatchObject({ count: 24, of: 40 });
    // By hand: Wilson, Z = 1.959964.
    expect([share?.from, share?.to].map((end) => end?.toFixed(3))).toEqual(['0.446', '0.737']);
  });

  it('say of averages what the shown figures decide, and no more', () => {
    const clear = results(felt, responses('felt', [...scale, null], [1, 2, 3, 40, 9, 0]))?.questions[0];
    expect(clear?.median).toEqual({ from: 4, to: 4 });
    expect(clear?.mean?.from).toBeCloseTo((6 * 1 + 40 * 4 + 9 * 5) / 55, 10);
    expect(clear?.mean?.to).toBeCloseTo((40 * 4 + 9 * 5) / 49, 10);
    expect(clear?.answered).toEqual({ from: 49, to: 55 });
    expect(results(felt, responses('felt', scale, [2, 2, 2, 2, 2]))?.questions[0]).toMatchObject({ mean: null, median: null });
  });

  it('show an option of several where enough picked it and enough picked something else', () => {
    const areas = survey([question('areas', 'several', ['home', 'health', 'work'])]);
    const people = [
      ...Array.from({ length: 7 }, () => response({ areas: ['home', 'health'] })),
      ...Array.from({ length: 6 }, () => response({ areas: ['health'] })),
      ...Array.from({ length: 3 }, () => response({ areas: null })),
    ];
    // Health was picked by all who answered.
    expect(countsOf(areas, people)).toEqual([7, null, null]);
    expect(results(areas, people)?.questions[0]?.figures[0]?.share).toMatchObject({ count: 7, of: 16 });
  });

  it('say where people stopped, when enough did', () => {
    const two = survey([question('felt', 'scale', scale), question('again', 'nought_to_ten', ['0', '1']), question('why', 'text')]);
    const finished = Array.from({ length: 20 }, () => response({ felt: '4', again: '1', why: 'so' }));
    const at = (answers: Record<string, string>, many: number) =>
      Array.from({ length: many }, () => response(answers, { state: 'partial' }));
    expect(results(two, [...finished, ...at({}, 9)])?.dropOff).toBeNull();
    const drop = results(two, [...finished, ...at({}, 6), ...at({ felt: '4' }, 7), ...at({ felt: '4', again: '1' }, 5)])?.dropOff;
    expect(drop?.base).toBe(18);
    expect(drop?.steps.map(({ value, count, reached }) => [value, count, reached])).toEqual([
      ['felt', 6, 38],
      ['again', 7, 32],
      ['why', 5, 25],
    ]);
  });

  it('take an answer that is no option any more for none, and count nothing for questions without options', () => {
    const people = [...responses('felt', ['4', '5'], [20, 20]), ...responses('felt', ['sometimes'], [3])];
    expect(results(felt, people)?.questions[0]?.together).toMatchObject([{ values: ['1', '2', '3', '4', noAnswer], count: 23 }]);
    expect(results(survey([question('why', 'text'), question('mail', 'email')]), people)?.questions).toEqual([]);
  });

  it('refuse somebody who is in a part that the survey does not have', () => {
    expect(() => release(survey(felt.questions, ['north']), responses('felt', ['4'], [12], { setting: 'moon' }), five)).toThrow(RangeError);
  });
});

describe('Results by part', () => {
  const parts = survey([question('felt', 'scale', scale)], ['north', 'south', 'west']);
  const north = responses('felt', scale, [0, 3, 5, 9, 9], { setting: 'north' });

  it('show the largest parts by themselves, as many as have enough in every group, and the others together', () => {
    const found = results(parts, [
      ...north,
      ...responses('felt', scale, [4, 2, 1, 6, 8], { setting: 'south' }),
      ...responses('felt', scale, [0, 1, 0, 5, 6], { setting: 'west' }),
    ]);
    expect(found?.parts).toEqual([
      { parts: ['north'], base: 26 },
      { parts: ['south'], base: 21 },
      { parts: ['west'], base: 12 },
    ]);
    // In the west only one was below 4, so it stands with the next larger; and only bands have enough in each part.
    const shown = found?.questions[0]?.byPart.map(({ parts: names, groups }) => [
      names.join(),
      groups.map(({ values, count }) => `${[...values].sort().join()}: ${count}`),
    ]);
    expect(shown).toEqual([
      ['north', [',1,2,3: 8', '4,5: 18']],
      ['south,west', [',1,2,3: 8', '4,5: 25']],
    ]);
  });

  it('are not there where the largest part is all of one mind', () => {
    const one = results(parts, [...responses('felt', scale, [0, 0, 0, 0, 30], { setting: 'south' }), ...north]);
    expect(one?.questions[0]?.byPart).toEqual([]);
    expect(one?.questions[0]?.figures.at(-1)?.count).toBe(39);
  });
});

describe('Two releases', () => {
  it('add up to what is known of both; what is hidden in one stays hidden', () => {
    const first = release(felt, responses('felt', scale, [0, 1, 6, 9, 10]), five) as Release;
    const second = release(felt, responses('felt', scale, [7, 5, 0, 2, 8]), five) as Release;
    const both = resultsOf(felt, [first, second]);
    expect(both).toMatchObject({ base: 48, releases: 2 });
    expect(both?.questions[0]?.figures.map(({ count }) => count)).toEqual([null, null, null, null, 18]);
    expect(both?.questions[0]?.together).toMatchObject([{ count: 30 }]);
    expect(resultsOf(felt, JSON.parse(JSON.stringify([first, second])))).toEqual(both);
  });
});

describe('Against an independent count', () => {
  const of = survey(
    [question('felt', 'scale', scale), question('areas', 'several', ['a', 'b', 'c']), question('came', 'yes_no', ['yes', 'no'])],
    ['north', 'south'],
  );
  const person = fc
    .record({
      felt: fc.constantFrom(...scale, '4', '5', null),
      areas: fc.subarray(['a', 'b', 'c']),
      came: fc.constantFrom(true, false, null),
      setting: fc.constantFrom('north', 'south'),
      done: fc.boolean(),
    })
    .map(({ felt: one, areas, came, setting, done }) =>
      response({ felt: one, areas: areas.length > 0 ? areas : null, came }, { setting, state: done ? 'finished' : 'partial' }),
    );

  it('every number that is shown is the number of people, in the whole, by part and over several releases', () => {
    fc.assert(
      fc.property(fc.array(fc.array(person, { minLength: 30, maxLength: 90 }), { minLength: 1, maxLength: 3 }), (waves) => {
        const taken = waves.flatMap((wave) => {
          const one = release(of, wave, five);
          return one ? [{ one, wave }] : [];
        });
        const found = resultsOf(
          of,
          taken.map(({ one }) => one),
        );
        if (!found) return;
        const people = taken.flatMap(({ wave }) => wave).filter(({ state }) => state === 'finished');
        const many = (step: string, values: string[], parts = ['north', 'south']) =>
          people.filter(({ answers, groups }) => {
            const said = answers[step]?.value;
            const all = Array.isArray(said)
              ? said
              : [said === null || said === undefined ? noAnswer : typeof said === 'boolean' ? (said ? 'yes' : 'no') : String(said)];
            return parts.includes(groups.setting as string) && all.some((one) => values.includes(one));
          }).length;
        expect(found.base).toBe(people.length);
        for (const { step, figures, together, byPart } of found.questions) {
          for (const { value, count, share } of figures) {
            if (count !== null) expect(count).toBe(many(step, [value]));
            if (share) expect([share.count, share.of]).toEqual([count, people.length]);
          }
          for (const { values, count } of together) expect(count).toBe(many(step, values));
          for (const { parts, groups } of byPart) for (const { values, count } of groups) expect(count).toBe(many(step, values, parts));
          if (step !== 'areas') expect([...figures, ...together].reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(people.length);
        }
      }),
    );
  });

  it('averages hold whatever the hidden answers are', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }), (counts) => {
        const found = results(felt, responses('felt', [...scale, null], counts))?.questions[0];
        const all = counts.slice(0, 5).flatMap((count, at) => Array.from({ length: count }, () => at + 1));
        if (!found?.mean || !found.median) return;
        const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
        const median = ((all[Math.floor((all.length - 1) / 2)] as number) + (all[Math.floor(all.length / 2)] as number)) / 2;
        expect(mean).toBeGreaterThanOrEqual(found.mean.from - 1e-9);
        expect(mean).toBeLessThanOrEqual(found.mean.to + 1e-9);
        expect(median).toBeGreaterThanOrEqual(found.median.from);
        expect(median).toBeLessThanOrEqual(found.median.to);
      }),
    );
  });
});
