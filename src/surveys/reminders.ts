import { type Hours, opensAt } from '../calendar/index.ts';
import type { SurveyRun } from '../desk/ports.ts';

/** A reminder sooner than that after the message before it would be nagging. */
const APART = 24 * 3_600_000;

/**
 * When the next reminder of a survey is due; null: there is none any more. They are spread over the time that it is open, in hours in which
 * people may be written to. Issue 5 puts nudges in the place of this.
 * @param reminded how many went already
 */
export function nextReminder({ opensAt: opens, closesAt, reminders }: SurveyRun, reminded: number, hours: Hours, now: Date): Date | null {
  if (reminded >= reminders) return null;
  const spread = opens.getTime() + ((closesAt.getTime() - opens.getTime()) * (reminded + 1)) / (reminders + 1);
  const at = opensAt(hours, new Date(Math.max(spread, now.getTime() + APART)));
  return at && at < closesAt ? at : null;
}
