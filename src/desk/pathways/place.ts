import { dayOf } from '../../calendar/index.ts';
import { type Readiness, readiness, type Standing, stageAt, standingAt } from '../../pathways/index.ts';
import type { DeskParts } from '../parts.ts';
import type { PersonOnPathway, StageChange } from '../ports.ts';

type Where = Pick<DeskParts, 'pathway' | 'contactHours'>;

/** The local day on which things about pathways are counted. */
export const today = ({ contactHours }: Where, now: Date): string => dayOf(contactHours.zone, now);

/** Where somebody is. */
export function placeOf(parts: Where, { history, facts }: PersonOnPathway, now: Date): Standing {
  return standingAt(parts.pathway, history, facts, now, (at) => dayOf(parts.contactHours.zone, at));
}

/** How somebody stands to a stage. */
export function readinessOf(parts: Where, { facts }: PersonOnPathway, stage: string, now: Date): Readiness {
  return readiness(parts.pathway, stage, facts, today(parts, now));
}

/** The change that waits for a second person. */
export const waitingOf = ({ history }: PersonOnPathway): StageChange | null =>
  history.find(({ at, reversed }) => at === null && reversed === null) ?? null;

/** The change in force; null: nobody decided any. What is decided next follows it. */
export const inForce = ({ history }: PersonOnPathway, now: Date): string | null => stageAt(history, now)?.change ?? null;
