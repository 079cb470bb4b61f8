import { Temporal } from 'temporal-polyfill';

/** The day so many months later, YYYY-MM-DD. Where that month is too short, its last day, as PostgreSQL reckons. */
export function monthsAfter(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** The day so many days later, or earlier where the count is negative. */
export function daysAfter(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}
