import { dayOf, daysBetween } from './day.ts';

/** A session can be planned so many days ahead: half a year. More is a slip of the keys. */
export const MOST_DAYS_AHEAD = 180;
/** Nothing is captured before its day. A day more, for those who are ahead of London. */
const EARLY = 1;

/** Whether it is too early to capture anything of a session of this day, YYYY-MM-DD. */
export const isEarly = (date: string, now: Date) => daysBetween(dayOf(now), date) > EARLY;

/** Whether a session of this day is planned when it is noted: the day is to come, and nobody says how many came. */
export const isPlanned = (date: string, counted: boolean, now: Date) => !counted && date > dayOf(now);
