import { dayOf } from '../../calendar/index.ts';
import { noPathway, type PathwayContext } from '../../engine/index.ts';
import { recordOf, saysAnything } from '../../pathways/index.ts';
import { auditOwn, type Draft, phrase, tell, tellPhrase } from '../draft.ts';
import type { DeskParts } from '../parts.ts';
import type { LeftOut, ParticipationRecord } from '../ports.ts';
import { newTicket } from '../tickets.ts';

const parts: readonly LeftOut[] = ['projects', 'stages', 'trainings', 'pieces'];

/** What they can show of what they did; null: there is no such person. */
export async function participation(
  { store, pathway, contactHours }: Pick<DeskParts, 'store' | 'pathway' | 'contactHours'>,
  person: string,
  language: string,
  now: Date,
  without: readonly LeftOut[] = [],
): Promise<ParticipationRecord | null> {
  const [found, projects] = await Promise.all([store.pathways.of(person), store.sessions.titlesOf(person)]);
  return found && recordOf(pathway, found, { language, now, projects, without, dayOf: (at) => dayOf(contactHours.zone, at) });
}

/** null: it would say nothing yet. */
export async function recordToShow({ person, now, parts: desk, record: { person: known } }: Draft): Promise<ParticipationRecord | null> {
  const record = known.isNew ? null : await participation(desk, person.id, person.language, now);
  return record && saysAnything(record) ? record : null;
}

/** MY RECORD: what it would say, before the question what to leave out, and of what there is any. null: it would say nothing yet, and they were told so. */
export async function tellRecord(draft: Draft): Promise<PathwayContext | null> {
  const { parts: desk } = draft;
  const record = await recordToShow(draft);
  if (!record) {
    tellPhrase(draft, desk.phrases.my_record_none);
    return null;
  }
  tell(draft, { text: [phrase(draft, desk.phrases.my_record), ...desk.drawRecord.lines(record)].join('\n') });
  const says = Object.fromEntries(parts.map((part) => [part, record[part].length > 0])) as Record<LeftOut, boolean>;
  return { ...noPathway, record: true, ...says };
}

/** What the flow about it may ask for: the file, without what they leave out. */
export function offerRecord(draft: Draft, { without = '' }: Record<string, string>): void {
  const { parts: desk, person, now } = draft;
  const named = without.split(',');
  const wanted = { of: 'record' as const, without: parts.filter((part) => named.includes(part)) };
  auditOwn(draft, 'my record');
  tell(draft, { text: phrase(draft, desk.phrases.my_record_here), copy: newTicket(desk.seal, desk.ids, person.id, now, wanted) });
}
