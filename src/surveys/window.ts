import { dayOf, type Hours, opensAt, startOfDay } from '../calendar/index.ts';
import type { SurveyRun } from '../desk/ports.ts';

/** Days that a survey is open where nobody says, and that somebody who has begun has on top. */
const USUAL_DAYS = 14;
const DAYS_TO_FINISH = 3;
/** A survey that is open for longer is one that was forgotten. */
const MOST_DAYS = 92;
/** A minute in which a slip can be taken back. */
const UNDO = 60_000;
const DAY = 24 * 3_600_000;

export type Window = Pick<SurveyRun, 'opensAt' | 'closesAt' | 'finishBy'>;

/** Days as staff give them, YYYY-MM-DD; the last of each is still in it. */
export interface Days {
  opens?: string | undefined;
  closes?: string | undefined;
  finish?: string | undefined;
}

export type WindowFault = 'closes_first' | 'closed_already' | 'finish_first' | 'too_long' | 'approval_ends';

/**
 * When a survey opens, closes, and has to be finished.
 * @param approvalEnds the last day on which anything may be asked there
 */
export function windowOf(
  { opens, closes, finish }: Days,
  zone: string,
  now: Date,
  approvalEnds: string | null,
): Window | { fault: WindowFault } {
  const given = opens ? startOfDay(zone, opens) : now;
  const opensAt = given < now ? now : given;
  const closesAt = closes ? startOfDay(zone, closes, 1) : startOfDay(zone, dayOf(zone, opensAt), USUAL_DAYS + 1);
  const finishBy = finish ? startOfDay(zone, finish, 1) : startOfDay(zone, dayOf(zone, closesAt), DAYS_TO_FINISH);
  if (closesAt <= now) return { fault: 'closed_already' };
  if (closesAt <= opensAt) return { fault: 'closes_first' };
  if (finishBy < closesAt) return { fault: 'finish_first' };
  if (finishBy.getTime() - opensAt.getTime() > MOST_DAYS * DAY) return { fault: 'too_long' };
  const approved = approvalEnds === null ? null : startOfDay(zone, approvalEnds, 1);
  if (!approved || finishBy <= approved) return { opensAt, closesAt, finishBy };
  // Given by nobody, it is cut to what is allowed.
  if (closes || finish || approved <= opensAt) return { fault: 'approval_ends' };
  return { opensAt, closesAt: closesAt < approved ? closesAt : approved, finishBy: approved };
}

/** When invitations go that are sent now: not before the survey opens, in hours in which people may be written to, and never at once. null: not before it closes. */
export function invitesAt({ opensAt: opens, closesAt }: Window, hours: Hours, now: Date): Date | null {
  const soonest = new Date(now.getTime() + UNDO);
  const at = opensAt(hours, opens > soonest ? opens : soonest);
  return at && at < closesAt ? at : null;
}

/** May somebody begin, or go on with what they have begun? The window's end is out of it. */
export function mayAnswer({ opensAt, closesAt, finishBy }: Window, begun: boolean, now: Date): boolean {
  return now >= opensAt && now < (begun ? finishBy : closesAt);
}

/** Finished after it had closed. */
export function isLate({ closesAt }: Window, now: Date): boolean {
  return now >= closesAt;
}
