/**
 * READS EVERYDAY LANGUAGE. The only room that names chrono-node, libphonenumber-js, fastest-levenshtein, syllable and flesch-kincaid:
 * everyone else asks for an edit distance, a date, a phone number or a reading age. All pure: the same text always reads the same.
 */
import { distance } from 'fastest-levenshtein';
import type { Readers } from '../engine/index.ts';
import { date } from './date.ts';
import { phone } from './phone.ts';

export { phonesIn } from './phone.ts';
export { longestSentence, readingAge } from './reading.ts';

export const readers: Readers = { distance, date, phone };
