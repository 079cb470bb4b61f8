import { Temporal } from 'temporal-polyfill';

/**
 * So long after a moment, or before it where the count is negative. Days, weeks and months keep the local time of day, over clock changes too: a time
 * that a change leaves out moves on to the next that there is. Hours are hours.
 */
export function shifted(zone: string, at: Date, { count, unit }: { count: number; unit: 'hour' | 'day' | 'week' | 'month' }): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return new Date(local.add({ [`${unit}s`]: count }).epochMilliseconds);
}

/** Whole local days, YYYY-MM-DD, from the first to the last, both in it. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  const end = Temporal.PlainDate.from(last);
  for (let day = Temporal.PlainDate.from(first); Temporal.PlainDate.compare(day, end) <= 0; day = day.add({ days: 1 }))
    days.push(day.toString());
  return days;
}
