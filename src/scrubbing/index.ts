/**
 * TAKES OUT OF FREE TEXT what says who and where somebody is, and what they are accused of. Pure: its word lists are data beside it, and
 * the libraries that know languages and phones are handed in.
 */
export { createFind, type Find, type ScrubParts } from './find.ts';
export type { Known } from './known.ts';
export { ScrubLists } from './lists.ts';
export { Messages, ratesOf, type ScrubRates } from './rates.ts';
export { createScrub, type Scrub, type Scrubbed } from './scrub.ts';
