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
