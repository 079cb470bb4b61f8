/** PATHWAYS: from the first session to paid work. Who is where, what the next stage asks, and what shows that somebody meets it. Pure rules. */

export { figuresOn, type PathwayFigures } from './figures.ts';
export type { FunnelStage } from './funnel.ts';
export { eventsOf, type Reached, reachedAt, replay, type StageEvent, stageAt } from './history.ts';
export { canBeDone, type Occasion, occasionsOf, runningOut } from './occasions.ts';
export { type Fit, fitOf, interestAnswers, isOpen, mayHear, PAID_WORK, stagesFrom } from './opportunity.ts';
export {
  APART_DAYS,
  type Candidate,
  candidatesFor,
  holdsApart,
  inCommon,
  isPairOpen,
  type Known,
  lapsedBefore,
  type NoPair,
  noPair,
  type Pairable,
  type PairingPolicy,
  type PairState,
  pairState,
} from './pairing.ts';
export { type Change, isDone, type Line, linesFor, type Readiness, readiness } from './readiness.ts';
export { type RecordGiven, recordOf, saysAnything } from './record.ts';
export type { ShareRow, ShareTable } from './share.ts';
export { lastDay } from './span.ts';
export { firstOf, leadsTo, nextOf, type Standing, stageOf, standingAt } from './standing.ts';
