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
