import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { time, weekdays } from './words.ts';
import { isZone } from './zone.ts';

/** A local time of each day, or of one day of each week. */
export const LocalTime = z.strictObject({
  zone: z.string().refine(isZone, 'a time zone is like Europe/London'),
  /** Every day where it is not given. */
  day: z.enum(weekdays).optional(),
  at: time,
});
export type LocalTime = z.infer<typeof LocalTime>;

/** When something is done again and again. Each moment of it is a slot. `minutes` divides an hour: slots are as people read them off a clock in UTC. */
export type Rhythm = { minutes: number } | LocalTime;

/** A week, and the day that a slot may be away from both its ends. */
const DAYS = 8;

const zoned = (zone: string, at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);

/** The slot of one local day; null: it has none. A time that a clock change leaves out moves on to the next that there is; of one that comes twice, the first counts. */
function slotOf({ zone, day, at }: LocalTime, date: Temporal.PlainDate): number | null {
  if (day !== undefined && weekdays[date.dayOfWeek - 1] !== day) return null;
  return date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(at.padStart(5, '0')) }).epochMilliseconds;
}

/** The newest slot that has begun at `now`. */
export function slotAt(rhythm: Rhythm, now: Date): Date {
  if ('minutes' in rhythm) {
    const every = rhythm.minutes * 60_000;
    return new Date(Math.floor(now.getTime() / every) * every);
  }
  const today = zoned(rhythm.zone, now).toPlainDate();
  for (let days = 0; days <= DAYS; days++) {
    const slot = slotOf(rhythm, today.subtract({ days }));
    if (slot !== null && slot <= now.getTime()) return new Date(slot);
  }
  throw new Error('Every week has a slot.');
}

/** The first slot after a moment. */
export function slotAfter(rhythm: Rhythm, moment: Date): Date {
  if ('minutes' in rhythm) return new Date(slotAt(rhythm, moment).getTime() + rhythm.minutes * 60_000);
  const today = zoned(rhythm.zone, moment).toPlainDate();
  for (let days = 0; days <= DAYS; days++) {
    const slot = slotOf(rhythm, today.add({ days }));
    if (slot !== null && slot > moment.getTime()) return new Date(slot);
  }
  throw new Error('Every week has a slot.');
}
