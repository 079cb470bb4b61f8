import { expect, it } from 'vitest';
import { quotable } from '../../src/desk/scrubber.ts';

it('A text of which nothing but marks is left is no quote', () => {
  const as = quotable((text) => text);
  expect(['[name] [place].', '[withheld]', ' … ', ''].map(as)).toEqual([null, null, null, null]);
  expect(['more lights, [name]', '👍', '12'].map(as)).toEqual(['more lights, [name]', '👍', '12']);
});
