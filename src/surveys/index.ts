/**
 * SURVEYS: who is asked, when and how often; and what people answered, as far as it may be shown: counts, shares, averages and quotes from
 * which nobody's answer can be got. `release` publishes figures once; `resultsOf` puts what was published together. docs/disclosure.md has the
 * rules. Pure; the desk does the rest.
 */
export { type Judged, judgeCandidate, mayRemind, type Reason, reasons } from './audience.ts';
export type { Range } from './averages.ts';
export { type CodedCounter, codedCounter, codedRelease } from './coded.ts';
export { type Counter, counterOf, how, neededOf } from './count.ts';
export { fewest, guarded, inSteps, thresholdOf } from './counts.ts';
export { fits, grouped, standing, type Threshold, thresholdFor, thresholdOfCell } from './disclosure.ts';
export { type Counted, countOf, type PublishedTable, publishedTable } from './figure.ts';
export { answeredOn, differencesOf, type FormAnswers, type FormQuestion, formAnswer, formNumber } from './forms.ts';
export { join } from './grid.ts';
export { type Hands, peopleOf } from './hands.ts';
export { heldOnce } from './held.ts';
export { modes } from './how.ts';
export { mayQuote } from './may-quote.ts';
export { MOST_QUOTES, type Quote, quoteDraw } from './quotes.ts';
export { type HandsFault, readHands } from './read-hands.ts';
export { handsRelease, ofOneAlone, type Release, release, releaseOf } from './release.ts';
export { type DropOff, type Figure, type PartResult, type QuestionResult, type Results, resultsOf, type Together } from './results.ts';
export { type Choice, elsewhere, noAnswer, type Question, type Response, type Survey } from './survey.ts';
export { type Days, invitesAt, isLate, mayAnswer, type Window, type WindowFault, windowOf } from './window.ts';
export { filled, ResultsWords } from './words.ts';
