import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sealWith } from '../../src/seal.ts';
import { MOST_QUOTES, quoteDraw, type Response, type Survey, thresholdFor } from '../../src/surveys/index.ts';
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
const as = (text: string): string | null => text;

/** @param people null: who said no since */
function quotesOf(from: Survey, people: [id: string, Response | null][], scrub = as, seed = 1): Record<string, string[]> {
  const draw = quoteDraw(from, five, (step, id) => sealWith(String(seed))(step, id));
  for (const [id, one] of people) draw.take(id, one?.answers ?? null);
  return Object.fromEntries(Object.entries(draw.quotes(scrub)).map(([step, quotes]) => [step, quotes.map(({ text }) => text)]));
}
const named = (people: Response[]): [string, Response][] => people.map((one, at) => [String(at), one]);

describe('Quotes', () => {
  const others = said(12, false, 'kept');

  it('are of those who said yes, and of nobody else', () => {
    const quotes = quotesOf(of, named([...said(5, true), ...others, ...said(9, null, 'kept')]));
    expect([...(quotes.change ?? [])].sort()).toEqual(['text 0', 'text 1', 'text 2', 'text 3', 'text 4']);
    expect(quotesOf({ ...of, quotesIf: null }, named([...said(9, true), ...others]))).toEqual({ change: [], better: [] });
    const [first, ...rest] = named([...said(10, true), ...others]);
    expect(quotesOf(of, [[first?.[0] ?? '', null], ...rest]).change).toHaveLength(5);
  });

  it('come in fives, for each question by itself, so that their number does not tell how many said no', () => {
    const many = (yes: number, no: Response[] = others) =>
      Object.values(quotesOf(of, named([...said(yes, true), ...no]))).map((all) => all.length);
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
    const change = (yes: number) => quotesOf(of, named([...said(yes, true), ...others]), scrub).change;
    expect(change(6)).toHaveLength(5);
    expect(change(6)?.every((text) => text.startsWith('[gone]'))).toBe(true);
    expect(change(5)).toEqual([]);
  });

  it('are no more than somebody reads, and no more texts than that are scrubbed', () => {
    let scrubbed = 0;
    const scrub = (text: string) => {
      scrubbed++;
      return text.endsWith('7') ? null : text;
    };
    const quotes = quotesOf({ ...of, questions: of.questions.slice(0, 1) }, named([...said(5000, true), ...others]), scrub);
    expect(quotes.change).toHaveLength(MOST_QUOTES);
    expect(new Set(quotes.change).size).toBe(MOST_QUOTES);
    expect(scrubbed).toBeLessThan(1.5 * MOST_QUOTES);
  });

  it('stand in an order that says nothing of the order in which they came', () => {
    const people = named([...said(600, true), ...others]);
    const first = quotesOf(of, people, as, 7);
    fc.assert(
      fc.property(fc.shuffledSubarray(people, { minLength: people.length }), (mixed) => {
        expect(quotesOf(of, mixed, as, 7)).toEqual(first);
      }),
      { numRuns: 20 },
    );
    expect(quotesOf(of, people, as, 8)).not.toEqual(first);
    expect(first.change).not.toEqual([...(first.change ?? [])].sort());
  });

  it('stay the same where somebody else goes', () => {
    const people = named([...said(30, true), ...others]);
    const change = (all: [string, Response][]) => quotesOf(of, all).change ?? [];
    const [gone, ...kept] = change(people);
    const rest = change(people.filter(([, { answers }]) => answers.change?.value !== gone));
    expect(rest.slice(0, 25)).toEqual(kept.slice(0, 25));
  });

  it('come at each place equally often', () => {
    const people = named([...said(5, true), ...others]);
    const firsts = new Map<string, number>();
    for (let seed = 0; seed < 5000; seed++) {
      const [text] = quotesOf(of, people, as, seed).change as [string];
      firsts.set(text, (firsts.get(text) ?? 0) + 1);
    }
    for (const times of firsts.values()) expect(Math.abs(times - 1000)).toBeLessThan(150);
  });
});
