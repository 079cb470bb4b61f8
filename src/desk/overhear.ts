import { type Draft, hear, keepConversation, startDraft } from './draft.ts';
import { write } from './events.ts';
import type { DeskParts } from './parts.ts';
import type { Inbound, Opened } from './ports.ts';
import { noticeAlarm } from './safeguard.ts';
import type { Shelf } from './shelf.ts';
import { greet } from './turn.ts';

/** Letters of what is overheard that are looked at and kept: more than any channel brings in one message. */
export const MOST_OVERHEARD = 40_000;

/** Words that are no reply, in which the screen found something: they are kept as they were heard, and who can help is told. What is asked stays as it is. */
export async function draftOverheard(parts: DeskParts, shelf: Shelf, now: Date, opened: Opened, inbound: Inbound): Promise<Draft> {
  const draft = startDraft(parts, shelf, now, opened, inbound);
  // Somebody new is known from now on, with the greeting that they have in front of them.
  const greeted = draft.record.person.isNew ? greet(draft, shelf) : null;
  if (greeted) write(draft, greeted.begun.events);
  const text = inbound.reply.kind === 'text' ? inbound.reply.text : '';
  hear(draft, text);
  const alarm = parts.screen(text);
  if (alarm) noticeAlarm(draft, alarm);
  if (greeted) keepConversation(draft, greeted.shelved, greeted.session, null);
  return draft;
}
