import type { Facts, Pathway, Stage, StageChange } from '../desk/ports.ts';
import { reachedAt } from './history.ts';
import { readiness } from './readiness.ts';

/** Where somebody is on the pathway. */
export interface Standing {
  /** null: nowhere yet. */
  stage: string | null;
  /** Since which day, where that is known. */
  since: string | null;
  /** All that they reached, in order, each once. */
  reached: string[];
}

/**
 * Where somebody is at a moment. Nobody decides about the first stage: who meets what it asks is there.
 * @param dayOf the local day of a moment
 */
export function standingAt(
  pathway: Pathway,
  history: readonly StageChange[],
  facts: Facts,
  now: Date,
  dayOf: (at: Date) => string,
): Standing {
  const decided = reachedAt(history, now);
  const last = decided.at(-1);
  const first = firstOf(pathway).stage;
  const begun = readiness(pathway, first, facts, dayOf(now));
  const since =
    begun.lines
      .map((line) => line.since ?? '')
      .sort()
      .at(-1) || null;
  // What was waived is no session that took place.
  const hasBegun = begun.lines.every(({ state }) => state === 'met');
  const reached = [...(hasBegun ? [first] : []), ...decided.map(({ stage }) => stage)];
  return {
    stage: last?.stage ?? (hasBegun ? first : null),
    since: last ? dayOf(last.at) : hasBegun ? since : null,
    reached: [...new Set(reached)],
  };
}

/** Where everybody begins. */
export function firstOf({ stages }: Pathway): Stage {
  const [first] = stages;
  if (!first) throw new Error('a pathway has a stage');
  return first;
}

export const stageOf = ({ stages }: Pathway, id: string | null): Stage | null => stages.find(({ stage }) => stage === id) ?? null;

/** What comes next for somebody who is at a stage, or at none. */
export function nextOf(pathway: Pathway, stage: string | null): Stage[] {
  if (stage === null) return [firstOf(pathway)];
  return (stageOf(pathway, stage)?.next ?? []).flatMap((id) => stageOf(pathway, id) ?? []);
}

/** Whether somebody who is at a stage, or at none, can be moved to another. Nobody is moved to the first, or to where they are. */
export function leadsTo({ from, signsOff, stage }: Stage, at: string | null): boolean {
  if (signsOff.length === 0 || at === stage) return false;
  return from === 'anywhere' || (at !== null && from.includes(at));
}
