import type { Enrolment, Facts, InterestAnswer, Opportunity, Pathway } from '../desk/ports.ts';
import { type Choice, mayUse } from '../people/index.ts';
import { isDone, type Line, linesFor } from './readiness.ts';
import { stageOf } from './standing.ts';

/** The purpose under which somebody is told of opportunities. */
export const PAID_WORK = 'paid_work';

/** What staff can tell somebody who is interested. */
export const interestAnswers = ['offered', 'not-this-time', 'taken'] as const satisfies InterestAnswer[];

/** A stage and all that come after it, step by step as `next` says. */
export function stagesFrom(pathway: Pathway, stage: string): string[] {
  const found = new Set(stageOf(pathway, stage) ? [stage] : []);
  for (const one of found) for (const next of stageOf(pathway, one)?.next ?? []) found.add(next);
  return [...found];
}

/** How somebody stands to what an opportunity asks. */
export interface Fit {
  /** Nothing is missing: only then it is offered. */
  fits: boolean;
  /** They reached the stage from which it fits, or one that comes after it. Where it names none, everybody has. */
  reached: boolean;
  /** One for each requirement, in its order. */
  lines: Line[];
}

type Asks = Pick<Opportunity, 'requires' | 'stage'>;

/**
 * Whether an opportunity fits somebody on a day, line by line. What the pathway does not know any more nobody meets: it is offered to no one, and a
 * person has to look at it.
 * @param reached stages that they reached
 */
export function fitOf(pathway: Pathway, { requires, stage }: Asks, facts: Facts, reached: readonly string[], today: string): Fit {
  const known = requires.flatMap((id) => pathway.requirements.find(({ requirement }) => requirement === id) ?? []);
  const lines = linesFor(known, facts, today);
  const there = stage === null || stagesFrom(pathway, stage).some((one) => reached.includes(one));
  return { fits: there && lines.length === requires.length && lines.every(isDone), reached: there, lines };
}

/** Whether people can still say that they are interested. Its last day is one on which they can. */
export function isOpen({ state, closes }: Pick<Opportunity, 'state' | 'closes'>, today: string): boolean {
  return state === 'open' && today <= closes;
}

/**
 * Whether somebody may be told of opportunities without asking, as far as they themselves decide it: they said yes to that; nobody who takes a break; and
 * of those who left, who said so since. (STOP, hours, age and the like are for the planner of nudges.) null: they may.
 */
export function mayHear(
  { pausedAt, leftAt }: Pick<Enrolment, 'pausedAt' | 'leftAt'>,
  choices: readonly Choice[],
): 'no_yes' | 'break' | 'left' | null {
  if (!mayUse(PAID_WORK, choices)) return 'no_yes';
  if (pausedAt !== null) return 'break';
  if (leftAt === null) return null;
  const said = choices.find(({ purpose }) => purpose === PAID_WORK)?.lineage.at(-1);
  return said?.state === 'given' && said.at >= leftAt ? null : 'left';
}
