import { dayOf, daysBetween } from './day.ts';

/** The session's day, and 24 hours: after that its survey should have gone out. */
const DAYS = 2;

/** Whether the survey of a session is overdue: none was sent when a day had passed since the end of the session's. */
export function surveyDue({ date, surveys }: { date: string; surveys: number }, now: Date): boolean {
  return surveys === 0 && daysBetween(date, dayOf(now)) >= DAYS;
}
