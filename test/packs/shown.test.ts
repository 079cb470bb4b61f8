import { describe, expect, it } from 'vitest';
import { valueText } from '../../src/desk/packs/figures.ts';
import { shownOtherwise } from '../../src/desk/packs/verify.ts';
import type { PackDocument } from '../../src/packs/index.ts';
import { written } from './document.ts';

const { document, figures } = written;
/** The report as somebody may have changed it where it is kept. */
const changed = (from: string, to: string): PackDocument => {
  const text = JSON.stringify(document);
  expect(text).toContain(from);
  return JSON.parse(text.replace(from, to));
};

describe('What a kept report shows', () => {
  it('is what is kept of its figures', () => {
    expect(shownOtherwise(document, figures)).toEqual(new Set());
  });

  it.each([
    ['a bar', '"count":48,"of":76', '"count":18,"of":76'],
    ['in short', 'Feeling safe: 48 of 76', 'Feeling safe: 68 of 76'],
    ['a cell of the matrix', '"48 of 76 agreed', '"8 of 76 agreed'],
    ['the list of figures', '"48/76"', '"49/76"'],
    ['its check', `"${figures.find(({ id }) => id === 'F3')?.hash}"`, '"00"'],
  ])('is known to be changed: %s', (_where, from, to) => {
    expect(shownOtherwise(changed(from, to), figures)).toEqual(new Set(['F3']));
  });

  it('may have numbers in the name of a place', () => {
    expect(shownOtherwise(changed('"48 of 76 agreed', '"Wing 2 of 3: 48 of 76 agreed'), figures)).toEqual(new Set());
  });

  it('says how many there are at least where nobody knows the most', () => {
    expect(valueText({ from: 84, to: null })).toBe('84+');
    expect(valueText({ from: 84, to: 110 })).toBe('84–110');
    expect(valueText({ count: 3, of: 9 })).toBe('3/9');
  });
});
