import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readers } from '../../src/language/index.ts';

describe('a phone number', () => {
  it.each([
    ['07911123456', '+447911123456'],
    ['07911 123-456', '+447911123456'],
    ['(07911) 123.456', '+447911123456'],
    ['my number is 07911 123456', '+447911123456'],
    ['im 16, its 07911 123456 thx', '+447911123456'],
    ['+44 7911 123456', '+447911123456'],
    ['0044 7911 123456', '+447911123456'],
    ['0113 496 0000', '+441134960000'],
    ['０７９１１１２３４５６', '+447911123456'],
    ['+353 85 123 4567', '+353851234567'],
  ])('%s is %s', (text, e164) => expect(readers.phone(text)).toBe(e164));

  it.each([
    ['', 'nothing'],
    ['999', 'not a number to be reached on'],
    ['07911 12345', 'one digit short'],
    ['07700 900123', 'kept for films: nobody has it'],
    ['07911 123456 or 07911 123457', 'two numbers'],
    ['no thanks', 'words'],
  ])('%s is none: %s', (text) => expect(readers.phone(text)).toBeNull());

  it('never throws, and reads its own answer back', () => {
    const numberLike = fc.stringMatching(/^[0-9 +().x-]{0,24}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), numberLike), (text) => {
        const read = readers.phone(text);
        if (read !== null) {
          expect(read).toMatch(/^\+\d{5,15}$/);
          expect(readers.phone(read)).toBe(read);
        }
      }),
    );
  });
});
