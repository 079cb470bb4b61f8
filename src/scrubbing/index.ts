/**
 * TAKES OUT OF FREE TEXT what says who and where somebody is, and what they are accused of. The only room that names compromise and
 * dale-chall. Pure: its word lists are data beside it, read by whoever builds it. Both take half a second to load, so it is loaded when
 * somebody scrubs.
 */
export { createFind, type Find, type ScrubParts } from './find.ts';
export type { Known } from './known.ts';
export { ScrubLists } from './lists.ts';
export { Messages, ratesOf, type ScrubRates } from './rates.ts';
export { createScrub, type Scrub, type Scrubbed } from './scrub.ts';
