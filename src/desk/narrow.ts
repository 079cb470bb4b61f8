import { type Command, promptOf } from '../engine/index.ts';
import { type Current, currentOf } from './current.ts';
import { type Draft, phrase, startDraft, tellPhrase } from './draft.ts';
import { sayAgain } from './obey.ts';
import type { DeskParts } from './parts.ts';
import type { Inbound, Opened, Prompt } from './ports.ts';
import type { Shelf } from './shelf.ts';

/**
 * An address that a link in an email opened (`Opened.narrow`). Others may read an inbox, so it shows the message that the email told of, the
 * question that waits, and what is said there. Whatever shows what somebody told us before, gives a key to it, or deletes it, is for the chat where
 * they began.
 */

const closed: readonly Command[] = ['data', 'code', 'choices', 'pathway', 'record', 'mentor', 'offers', 'change', 'delete'];

/** Questions that list what was answered. */
const lists = (prompt: Prompt | null | undefined) => prompt?.type === 'review' || prompt?.type === 'change';

/** Whether what waits can be said and answered there. */
export function mayShow({ home }: Pick<DeskParts, 'home'>, { shelved, session }: Current): boolean {
  return (
    ![home.choices, home.pathway, home.record, home.mentors, home.offers, home.delete].includes(shelved.flow.id) &&
    !lists(promptOf(shelved.flow, session))
  );
}

/** Whether somebody wants there what is not for there: they are told where it is. */
export function leadsElsewhere(draft: Draft, command: Command | null, current: Current | null): boolean {
  if (!draft.record.apart) return false;
  const elsewhere = (command !== null && closed.includes(command)) || (current !== null && !mayShow(draft.parts, current));
  if (elsewhere) tellPhrase(draft, draft.parts.phrases.link_only);
  return elsewhere;
}

/** What a turn came to that lists what was answered: the words for it, and not the list. */
export function hideLists(draft: Draft): void {
  if (!draft.record.apart) return;
  const instead = { text: phrase(draft, draft.parts.phrases.link_review) };
  draft.said = draft.said.map((said) => (lists(said.prompt) ? instead : said));
  for (const message of draft.record.messages) if (lists(message.said.prompt)) message.said = instead;
}

/** The first words there, with the question that waits. They stand in the whole chat too: whoever it belongs to sees that a link was used. */
export async function draftOpened(parts: DeskParts, shelf: Shelf, now: Date, opened: Opened, inbound: Inbound): Promise<Draft> {
  const draft = startDraft(parts, shelf, now, opened, inbound);
  tellPhrase(draft, parts.phrases.link_opened);
  const current = await currentOf(shelf, opened.conversation);
  if (current && mayShow(parts, current)) sayAgain(draft, current);
  return draft;
}
