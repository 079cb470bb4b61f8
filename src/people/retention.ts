import type { Before, DataClass, KeptFor } from '../desk/ports.ts';

const DAY = 24 * 3_600_000;

/** In the order in which a run takes them: a person goes after what belongs to them. */
export const dataClasses = [
  'conversations',
  'answers',
  'contact_details',
  'anonymous_answers',
  'concern_log',
  'concern_kept',
  'audit',
  'inbound_keys',
  'resume_codes',
  'used_tickets',
  'tombstones',
] as const satisfies DataClass[];

/** What is due at `now`: up to which moment each class goes. A day is 24 hours, whatever the clocks do. */
export function beforeOf(kept: KeptFor, now: Date): Before {
  const before = (days: number | null) => (days === null ? null : new Date(now.getTime() - days * DAY));
  return Object.fromEntries(dataClasses.map((name) => [name, before(kept[name])])) as Before;
}

/** When the nightly run begins, in London: after the hour that summer time takes away or gives twice, and before anybody is up. */
export const NIGHT = { hour: 3, minute: 10, zone: 'Europe/London' };

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: NIGHT.zone,
  hourCycle: 'h23',
  ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
});

/** The night that a moment belongs to, as the day on which it began: from ten past three in London until the next. */
export function nightOf(now: Date): string {
  const part = Object.fromEntries(london.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = part;
  const begun = hour * 60 + minute >= NIGHT.hour * 60 + NIGHT.minute;
  return new Date(Date.UTC(year, month - 1, begun ? day : day - 1)).toISOString().slice(0, 10);
}
