import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotesOf, type Response, thresholdFor } from '../../src/surveys/index.ts';
import { question, response, survey } from './make.ts';

const five = thresholdFor({ anonymous: false, secure: false });
const of = survey(
  [question('change', 'text'), question('better', 'text'), question('use', 'yes_no', ['yes', 'no'])],
  ['north', 'south'],
  'use',
);
const said = (many: number, use: boolean | null, word = 'text') =>
  Array.from({ length: many }, (_, at) =>
    response({ change: `${word} ${at}`, better: at % 2 ? `more ${word} ${at}` : null, use }, { setting: 'north' }),
  );
const as = (text: string) => text;

describe('Quotes', () => {
  const others = said(12, false, 'kept');

  it('are of those who said yes, and of nobody else', () => {
    const quotes = quotesOf(of, [...said(5, true), ...others, ...said(9, null, 'kept')], five, as, 1);
    expect([...(quotes.change ?? [])].sort()).toEqual(['text 0', 'text 1', 'text 2', 'text 3', 'text 4']);
    expect(quotesOf({ ...of, quotesIf: null }, [...said(9, true), ...others], five, as, 1)).toEqual({ change: [], better: [] });
  });

  it('come in fives, for each question by itself, so that their number does not tell how many said no', () => {
    const many = (yes: number, no: Response[] = others) =>
      Object.values(quotesOf(of, [...said(yes, true), ...no], five, as, 1)).map((all) => all.length);
    expect([4, 5, 8, 9, 10, 14].map((yes) => many(yes))).toEqual([
      [0, 0],
      [5, 0],
      [5, 0],
      [5, 0],
      [10, 5],
      [10, 5],
    ]);
    expect([many(20, []), many(20, others.slice(0, 4)), many(20, others.slice(0, 5))].map(([change]) => change)).toEqual([15, 15, 20]);
    expect(many(3, [])).toEqual([0, 0]);
  });

  it('go through the scrubbing, and what it keeps back does not count', () => {
    const scrub = (text: string) => (text === 'text 0' ? null : text.replace('text', '[gone]'));
    expect(quotesOf(of, [...said(6, true), ...others], five, scrub, 1).change).toHaveLength(5);
    expect(quotesOf(of, [...said(6, true), ...others], five, scrub, 1).change?.every((text) => text.startsWith('[gone]'))).toBe(true);
    expect(quotesOf(of, [...said(5, true), ...others], five, scrub, 1).change).toEqual([]);
  });

  it('stand in an order that says nothing of the order in which they came', () => {
    const people = [...said(30, true), ...others];
    const first = quotesOf(of, people, five, as, 7);
    fc.assert(
      fc.property(fc.shuffledSubarray(people, { minLength: people.length }), (mixed) => {
        expect(quotesOf(of, mixed, five, as, 7)).toEqual(first);
      }),
    );
    expect(quotesOf(of, people, five, as, 8)).not.toEqual(first);
    expect(first.change).not.toEqual([...(first.change ?? [])].sort());
  });

  it('come at each place equally often', () => {
    const people = [...said(5, true), ...others];
    const firsts = new Map<string, number>();
    for (let seed = 0; seed < 5000; seed++) {
      const [text] = quotesOf(of, people, five, as, seed).change as [string];
      firsts.set(text, (firsts.get(text) ?? 0) + 1);
    }
    for (const times of firsts.values()) expect(Math.abs(times - 1000)).toBeLessThan(150);
  });
});
