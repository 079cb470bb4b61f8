import { Temporal } from 'temporal-polyfill';

/** Whether it is the IANA name of a time zone, such as Europe/London: no offset like +01:00, whose clocks never change. */
export function isZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId !== '';
  } catch {
    return false;
  }
}
