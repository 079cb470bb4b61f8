import { expect, it } from 'vitest';
import { listener } from '../../src/tablet/listening.ts';
import { screenRules } from '../support/shipped.ts';

it('hears danger by the rules without their examples', async () => {
  const hears = listener(async () => screenRules);
  expect(await Promise.all(['I want to kill myself', 'more lights in the yard', ''].map(hears))).toEqual([true, false, false]);
});

it('costs nobody their answer where the rules cannot be had, and asks for them again', async () => {
  let asked = 0;
  const hears = listener(async () => {
    if (asked++ === 0) throw new Error('no network');
    return screenRules;
  });
  expect(await hears('I want to kill myself')).toBe(false);
  expect(await hears('I want to kill myself')).toBe(true);
});
