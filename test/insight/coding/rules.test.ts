import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Codebook, inOrder, isCoded, settled, suggest } from '../../../src/insight/coding/index.ts';

const book: Codebook = {
  areas: [
    { area: 'safety', when: 'x', not: 'y', rules: ['safe', 'bully*', 'stop and search*'] },
    { area: 'estates', when: 'x', not: 'y', rules: ['light', 'lights', 'bed*'] },
    { area: 'rest', when: 'x', not: 'y', rules: [] },
  ],
  notCoded: ['reflection', 'after.better'],
};
const becauseIn = (text: string) => suggest(text, book).map(({ area, because }) => `${area}: ${because.join(', ')}`);

describe('A suggestion', () => {
  it('says the area and the words of the text that made it, once each and in the order of the codebook', () => {
    expect(becauseIn('More LIGHTS, so that we feel Safe. Lights! No bullying, no bedbugs')).toEqual([
      'safety: safe, bullying',
      'estates: lights, bedbugs',
    ]);
    expect(becauseIn('They stop and searched my mate')).toEqual(['safety: stop and searched']);
    expect(becauseIn('I don’t know')).toEqual([]);
  });

  it('is made by whole words only, and by a phrase only where its words stand together', () => {
    expect(becauseIn('unsafe delights, stop here and search there')).toEqual([]);
    expect(becauseIn('sáfe')).toEqual(['safety: safe']);
  });

  it('says only words that are in the text, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('safe', 'bullied', 'bullying', 'lights', ''), (text, word) => {
        const whole = `${text} ${word} ${text}`;
        for (const { because } of suggest(whole, book))
          for (const one of because) expect(whole.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()).toContain(one.split(' ')[0]);
      }),
    );
  });
});

describe('A text', () => {
  const by = (place: number, ...areas: string[]) => ({ place, areas });

  it('is settled when two found the same, or a third has said', () => {
    expect(settled([])).toBe('first wanted');
    expect(settled([by(2, 'a')])).toBe('second wanted');
    expect(settled([by(1, 'a', 'b'), by(2, 'a', 'b')])).toEqual(['a', 'b']);
    expect(settled([by(1), by(2)])).toEqual([]);
    expect(settled([by(1, 'a'), by(2, 'a', 'b')])).toBe('third wanted');
    expect(settled([by(1, 'a'), by(2, 'b'), by(3, 'c')])).toEqual(['c']);
  });

  it('has its areas in the order of the codebook', () => {
    expect(inOrder(book, ['rest', 'unknown', 'estates', 'safety'])).toEqual(['safety', 'estates', 'rest', 'unknown']);
  });

  it('is coded unless its survey or its question is left out', () => {
    expect([isCoded(book, 'after', 'one'), isCoded(book, 'after', 'better'), isCoded(book, 'reflection', 'point')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
