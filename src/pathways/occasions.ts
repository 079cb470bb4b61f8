import type { Facts, Pathway, PersonOnPathway } from '../desk/ports.ts';
import type { PathwayEvent } from '../engine/index.ts';
import { stageAt } from './history.ts';
import { type Line, readiness } from './readiness.ts';
import { nextOf, type Standing, stageOf, standingAt } from './standing.ts';

/** Something of somebody's pathway that a nudge can be timed by. */
export interface Occasion {
  event: PathwayEvent;
  /** Tells it from others of its kind: the same at every planning. */
  of: string;
  /** A local day, YYYY-MM-DD. */
  day: string;
}

/** Somebody can do something about it now. Age comes with time, and what waits is for others. */
export const canBeDone = ({ change: { what } }: Line): boolean => what === 'attend' || what === 'lead' || what === 'record';

const isWaived = ({ waivers }: Facts, requirement: string, today: string) =>
  waivers.some((one) => one.requirement === requirement && (one.until === null || one.until >= today));

/** The last day of everything that counts today, is needed where somebody is or next, and comes to an end: the first first. */
export function runningOut(
  pathway: Pathway,
  { stage }: Pick<Standing, 'stage'>,
  facts: Facts,
  today: string,
): (Line & { until: string })[] {
  const stages = [stageOf(pathway, stage) ?? [], ...nextOf(pathway, stage)].flat();
  const lines = stages.flatMap((one) => readiness(pathway, one.stage, facts, today).lines);
  return [...new Map(lines.map((line) => [line.requirement.requirement, line])).values()]
    .flatMap(({ until, ...line }) =>
      line.state === 'met' && until !== null && !isWaived(facts, line.requirement.requirement, today) ? [{ ...line, until }] : [],
    )
    .sort((a, b) => a.until.localeCompare(b.until));
}

/** The last day with anything new. What was told and waits for a sign-off is new. */
function lastNews({ since }: Standing, { attended, led, proofs }: Facts, today: string): string {
  const been = [...attended, ...led].map(({ date }) => date).filter((date) => date <= today);
  return [since ?? '', ...been, ...proofs.map(({ date }) => date)].sort().at(-1) ?? '';
}

/**
 * What nudges about somebody's pathway are timed by, as of now. None while they take a break; of who left that they did, and nothing else. What runs out
 * on one day is one occasion: nobody is written to twice about it. `store/nudges/replan.ts` says the same in SQL.
 * @param dayOf the local day of a moment
 */
export function occasionsOf(
  pathway: Pathway,
  { facts, history, enrolment }: Pick<PersonOnPathway, 'facts' | 'history' | 'enrolment'>,
  now: Date,
  dayOf: (at: Date) => string,
): Occasion[] {
  if (enrolment.leftAt) {
    const day = dayOf(enrolment.leftAt);
    return [{ event: 'left', of: day, day }];
  }
  if (enrolment.pausedAt) return [];
  const place = standingAt(pathway, history, facts, now, dayOf);
  if (place.stage === null) return [];
  const today = dayOf(now);
  const decided = stageAt(history, now);
  const ends = new Set(runningOut(pathway, place, facts, today).map(({ until }) => until));
  const waits = history.some(({ at, reversed }) => at === null && reversed === null);
  const open = nextOf(pathway, place.stage).some(({ stage }) => readiness(pathway, stage, facts, today).lines.some(isOpen));
  const last = lastNews(place, facts, today);
  return [
    ...(decided ? [{ event: 'stage' as const, of: decided.change, day: dayOf(decided.at) }] : []),
    ...[...ends].map((day) => ({ event: 'runs_out' as const, of: day, day })),
    ...(open && !waits ? [{ event: 'quiet' as const, of: last, day: last }] : []),
  ];
}

const isOpen = (line: Line) => line.state !== 'met' && line.state !== 'waived' && canBeDone(line);
