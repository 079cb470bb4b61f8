import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { time, weekdays } from './words.ts';
import { isZone } from './zone.ts';

/** When somebody or something is open, in local time: the same hours on each of some days of the week, but on no day of `closed`. */
export const Hours = z
  .strictObject({
    zone: z.string().refine(isZone, 'a time zone is like Europe/London'),
    days: z.array(z.enum(weekdays)).min(1),
    from: time,
    /** 24:00 is the end of the day. */
    until: z.union([time, z.literal('24:00')], { error: 'a time is like 9:00, 17:30 or 24:00' }),
    /** Bank holidays and the like: YYYY-MM-DD. */
    closed: z.array(z.iso.date()).default([]),
  })
  .refine(({ from, until }) => minuteOf(from) < minuteOf(until), '`from` has to be earlier than `until`, on the same day');
export type Hours = z.infer<typeof Hours>;

/** A year and a bit: who is closed for longer is never open. */
const MOST_DAYS = 400;

function minuteOf(text: string): number {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
}

/** The opening of one local day; null when it is closed. A time that a clock change leaves out moves on to the next that there is. */
function openingOf({ zone, days, from, until, closed }: Hours, day: Temporal.PlainDate): { opens: number; closes: number } | null {
  const weekday = weekdays[day.dayOfWeek - 1];
  if (!weekday || !days.includes(weekday) || closed.includes(day.toString())) return null;
  const at = (text: string) =>
    text === '24:00'
      ? day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds
      : day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(text.padStart(5, '0')) }).epochMilliseconds;
  return { opens: at(from), closes: at(until) };
}

/** Openings from the local day of `at` on. */
function* openings(hours: Hours, at: Date): Generator<{ opens: number; closes: number }> {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(hours.zone).toPlainDate();
  for (let days = 0; days < MOST_DAYS; days++) {
    const opening = openingOf(hours, today.add({ days }));
    if (opening && opening.closes > at.getTime()) yield opening;
  }
}

/** Open from the first minute to before the last. */
export function isOpen(hours: Hours, at: Date): boolean {
  return opensAt(hours, at)?.getTime() === at.getTime();
}

/** `at` itself when it is open then, or the next opening; null when there is none in the coming year. */
export function opensAt(hours: Hours, at: Date): Date | null {
  const [next] = openings(hours, at);
  return next ? new Date(Math.max(next.opens, at.getTime())) : null;
}

/** When so many minutes of open time have gone by since `at`; null when that is more than a year away. */
export function afterOpenMinutes(hours: Hours, at: Date, minutes: number): Date | null {
  let left = minutes * 60_000;
  for (const { opens, closes } of openings(hours, at)) {
    const from = Math.max(opens, at.getTime());
    if (from + left < closes || (left === 0 && from < closes)) return new Date(from + left);
    left -= closes - from;
  }
  return null;
}
