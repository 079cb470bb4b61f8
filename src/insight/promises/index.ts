/** YOU SAID, THEY DID: how a finding and its promises stand on a day. Pure, and loads nothing. */
export { answerOf, type PromiseState, promiseStanding, type Standing, type State, standingOf } from './standing.ts';
export { type Kept, type SaidAndDone, saidAndDone } from './told.ts';
