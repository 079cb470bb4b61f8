/**
 * WHAT DID PEOPLE ANSWER, as far as it may be shown: counts, shares, averages and quotes from which nobody's answer can be got. Pure.
 * `release` publishes figures once; `resultsOf` puts what was published together. docs/disclosure.md has the rules.
 */
export type { Range } from './averages.ts';
export { type Threshold, thresholdFor } from './disclosure.ts';
export { quotesOf } from './quotes.ts';
export { type Release, release } from './release.ts';
export { type DropOff, type Figure, type PartResult, type QuestionResult, type Results, resultsOf, type Together } from './results.ts';
export { type Choice, elsewhere, noAnswer, type Question, type Response, type Survey } from './survey.ts';
