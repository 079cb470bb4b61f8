import { dayAndTime, opensAt } from '../calendar/index.ts';
import { say, type Words } from '../engine/index.ts';
import { type Draft, tell, tellPhrase } from './draft.ts';
import type { DeskParts } from './parts.ts';
import type { Alarm } from './ports.ts';

/** Minutes in which the signposts, once told, are not told whole again: a wall of numbers after each line helps nobody. */
const REMEMBERED_FOR = 30;

/** Who can help. In a secure setting there is no phone: its own people are named instead. @param told they were told a little while ago */
export function signpostsIn({ phrases, duty, lexicon }: DeskParts, language: string, secure: boolean, now: Date, told = false): string {
  const phrase = (words: Words, fills: Record<string, string> = {}) =>
    say(words, language, (gap) => fills[gap] ?? lexicon.constants[gap] ?? '');
  const { signposts, signposts_secure, signposts_again, signposts_again_secure, signposts_closed } = phrases;
  if (told) return phrase(secure ? signposts_again_secure : signposts_again);
  const { hours } = duty;
  const opens = opensAt(hours, now);
  const closed = opens && opens > now ? [phrase(signposts_closed, { day: dayAndTime(hours.zone, opens) })] : [];
  return [phrase(secure ? signposts_secure : signposts), ...closed].join('\n');
}

/** One sentence of it, for words that everybody gets. */
export const dangerIn = ({ phrases }: Pick<DeskParts, 'phrases'>, language: string, secure: boolean): string =>
  say(secure ? phrases.danger_secure : phrases.danger, language, () => '');

/** A phrase with that sentence in it. */
export function tellWithDanger(draft: Draft, words: Words): void {
  const { parts, person } = draft;
  tellPhrase(draft, words, { danger: dangerIn(parts, person.language, person.place === 'secure') });
}

/** Tells at once who can help, and opens a concern. Somebody who said STOP is told too. */
export function noticeAlarm(draft: Draft, alarm: Alarm): void {
  const { now, person, record, parts } = draft;
  const told = person.concernAt !== null && now.getTime() - person.concernAt.getTime() < REMEMBERED_FOR * 60_000;
  tell(draft, { text: signpostsIn(parts, person.language, person.place === 'secure', now, told) });
  record.concern = { id: parts.ids.next(), ...alarm, place: person.place };
  record.audit.push({ who: 'onward', action: 'concern opened', about: record.concern.id, why: null });
  record.person.set.concernAt = now;
}

/** Whether somebody is still looking into what the person of this turn once wrote. */
export function hasOpenConcern({ person, parts }: Draft): Promise<boolean> {
  return person.concernAt ? parts.store.concerns.isOpenOf(person.id) : Promise.resolve(false);
}
