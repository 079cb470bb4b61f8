import { dayOf, daysBetween } from './day.ts';

/** The session's day, and 24 hours: after that its survey should have gone out. */
const DAYS = 2;

/** Whether the survey of a session is overdue: none was sent when a day had passed since the end of the session's. Of one that is only planned, none is. */
export function surveyDue({ date, surveys, planned }: { date: string; surveys: number; planned: boolean }, now: Date): boolean {
  return !planned && surveys === 0 && daysBetween(date, dayOf(now)) >= DAYS;
}
