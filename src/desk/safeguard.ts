import { dayAndTime, opensAt } from '../calendar/index.ts';
import { type Draft, phrase, tell } from './draft.ts';
import type { Alarm } from './ports.ts';

/** Minutes in which the signposts, once told, are not told whole again: a wall of numbers after each line helps nobody. */
const REMEMBERED_FOR = 30;

/**
 * Tells at once who can help, and opens a concern. In a secure setting there is no phone: its own people are named instead.
 * Somebody who said STOP is told too.
 */
export function noticeAlarm(draft: Draft, alarm: Alarm): void {
  const { now, person, record, parts } = draft;
  const told = person.concernAt && now.getTime() - person.concernAt.getTime() < REMEMBERED_FOR * 60_000;
  const { signposts, signposts_secure, signposts_again, signposts_again_secure, signposts_closed } = parts.phrases;
  const secure = person.place === 'secure';
  if (told) tell(draft, { text: phrase(draft, secure ? signposts_again_secure : signposts_again) });
  else {
    const { hours } = parts.duty;
    const opens = opensAt(hours, now);
    const closed = opens && opens > now ? [phrase(draft, signposts_closed, { day: dayAndTime(hours.zone, opens) })] : [];
    tell(draft, { text: [phrase(draft, secure ? signposts_secure : signposts), ...closed].join('\n') });
  }
  record.concern = { id: parts.ids.next(), ...alarm, place: person.place };
  record.audit.push({ who: 'onward', action: 'concern opened', about: record.concern.id, why: null });
  record.person.set.concernAt = now;
}

/** Whether somebody is still looking into what the person of this turn once wrote. */
export function hasOpenConcern({ person, parts }: Draft): Promise<boolean> {
  return person.concernAt ? parts.store.concerns.isOpenOf(person.id) : Promise.resolve(false);
}
