import { Temporal } from 'temporal-polyfill';

/** The first moment of a local day, or of one so many days later. @param day YYYY-MM-DD */
export function startOfDay(zone: string, day: string, later = 0): Date {
  const local = Temporal.PlainDate.from(day).add({ days: later });
  return new Date(local.toZonedDateTime(zone).epochMilliseconds);
}

/** The local day of a moment, YYYY-MM-DD. */
export function dayOf(zone: string, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** A local time of a local day. What a clock change leaves out moves on to the next that there is. @param time 9:00 or 17:30 */
export function timeOf(zone: string, day: string, time: string): Date {
  const plainTime = Temporal.PlainTime.from(time.padStart(5, '0'));
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds);
}
