import { describe, expect, it } from 'vitest';
import { createPressure } from '../../src/nudges/index.ts';
import { catalogue } from '../support/shipped.ts';

const pressure = createPressure(catalogue.pressure);

describe('Words that push people', () => {
  it.each([
    ['Don’t miss your chance', "don't miss"],
    ['HURRY, only 3 places left', 'hurry'],
    ['You still haven’t answered', "you still haven't"],
    ['Everyone else has answered', 'everyone else'],
    ['You are on a 4 day streak', 'streak'],
    ['We are disappointed', 'disappointed'],
    ['This is your last chance', 'last chance'],
  ])('are found: %s', (text, found) => expect(pressure(text).map((one) => one.toLowerCase())).toContain(found));

  it.each([
    'You have until Friday. It is fine not to.',
    "You don't have to.",
    'The window is open.',
    'We met in Winchester.',
    'To stop all messages, type STOP.',
  ])('and nothing else: %s', (text) => expect(pressure(text)).toEqual([]));
});
