import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOfCode, newCode } from '../../src/desk/codes.ts';

const words = ['otter', 'river', 'lemon', 'maple'];

describe('Codes to come back', () => {
  it('are three easy words and a number of two digits', () => {
    const drawn = [0, 1, 2, 89];
    expect(newCode(words, { below: () => drawn.shift() ?? 0 })).toBe('otter-river-lemon-99');
  });

  it('are the same however they are read out or typed', () => {
    const code = fc.tuple(
      fc.constantFrom(...words),
      fc.constantFrom(...words),
      fc.constantFrom(...words),
      fc.integer({ min: 10, max: 99 }),
    );
    const gap = fc.constantFrom('-', ' ', '  ', ' - ', ', ', '_', '.', '\n');
    fc.assert(
      fc.property(code, gap, fc.boolean(), (parts, between, loud) => {
        const typed = parts.join(between);
        expect(hashOfCode(loud ? typed.toUpperCase() : ` ${typed}`)).toBe(hashOfCode(parts.join('-')));
      }),
    );
  });

  it('differ when a word differs', () => {
    expect(hashOfCode('otter-river-lemon-42')).not.toBe(hashOfCode('otter-river-lemon-43'));
    expect(hashOfCode('otter-river-lemon-42')).not.toBe(hashOfCode('river-otter-lemon-42'));
  });
});
