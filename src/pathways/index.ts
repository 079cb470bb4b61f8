/** PATHWAYS: from the first session to paid work. Who is where, what the next stage asks, and what shows that somebody meets it. Pure rules. */

export { figuresOn, type PathwayFigures } from './figures.ts';
export type { FunnelStage } from './funnel.ts';
export { eventsOf, type Reached, reachedAt, replay, type StageEvent, stageAt } from './history.ts';
export { type Change, type Line, type Readiness, readiness } from './readiness.ts';
export type { ShareRow, ShareTable } from './share.ts';
export { lastDay } from './span.ts';
export { firstOf, leadsTo, nextOf, type Standing, stageOf, standingAt } from './standing.ts';
