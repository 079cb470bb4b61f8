import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestSentence, readers, readingAge } from '../../src/language/index.ts';

describe('reading age', () => {
  it('is the formula, worked by hand: 4 words, 4 beats, 1 sentence', () => {
    // 0.39 × 4 + 11.8 × 1 − 15.59 = −2.23: below the lowest.
    expect(readingAge('We can help you.')).toBe(5);
    // "Participation requires registration": 3 words, 11 beats or so.
    expect(readingAge('Participation requires registration.')).toBeGreaterThan(20);
  });

  it('rises with longer sentences', () => {
    const short = 'We would like to know your name. We will use it when we write. You can leave it out.';
    expect(readingAge(short.replaceAll('. W', ' and w').replaceAll('. Y', ' and y'))).toBeGreaterThan(readingAge(short));
  });

  it('takes a gap for a simple name, a number for a short word, and leaves labels alone', () => {
    expect(readingAge('You can talk to {charity} now.')).toBe(readingAge('You can talk to Sam now.'));
    expect(readingAge('Call 999 if you are not safe.')).toBe(readingAge('Call them if you are not safe.'));
    expect(readingAge('Organisational development')).toBe(5);
  });

  it('counts every line of a list as a sentence', () => {
    expect(longestSentence('You can type:\nBACK to go back\nSTOP to stop')).toBe(4);
    expect(longestSentence('')).toBe(0);
  });

  it('is a number for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Number.isFinite(readingAge(text)) && longestSentence(text) >= 0));
  });
});

describe('edit distance', () => {
  it('counts letters put in, taken out or swapped for another', () => {
    expect(readers.distance('safety', 'safty')).toBe(1);
    expect(readers.distance('', 'abc')).toBe(3);
  });
});
