import { contactOf, marksOf } from '../people/index.ts';
import type { DeskParts } from './parts.ts';
import type { Contact, TextAnswer, TurnRecord } from './ports.ts';
import type { Shelf } from './shelf.ts';

/** The contact that an answer is: if the question that it answers, in the flow version in which it was asked, asks for one. */
export async function contactIn({ lexicon }: DeskParts, shelf: Shelf, answer: TextAnswer): Promise<Contact | null> {
  const { flow } = await shelf.pinned(answer.flow, answer.flowVersion);
  const node = flow.nodes.get(answer.step);
  return node?.kind === 'ask' ? contactOf(node.ask.type, answer.value, lexicon.readers.phone) : null;
}

/** Every email and phone number that these people gave us as their own, or that a list brought, also what they changed since: an old list has the old one. */
export async function contactsOf(parts: DeskParts, shelf: Shelf, people: string[]): Promise<Contact[]> {
  if (people.length === 0) return [];
  const { addresses, answers } = await parts.store.contacts.of(people);
  const found = await Promise.all(answers.map((answer) => contactIn(parts, shelf, answer)));
  return [...addresses, ...found.filter((contact) => contact !== null)];
}

/** Answers that say how to reach somebody, or who supports them: each way of contact is a purpose of its own, and they are kept under it. */
export function waysOfContact({ purposes }: DeskParts, shelf: Shelf): TurnRecord['erased'] {
  return purposes.filter(({ purpose }) => purpose.startsWith('contact_')).flatMap(({ purpose }) => shelf.keptUnder(purpose));
}

/**
 * The marks of the emails and phone numbers among answers that go because their person wants it. They are kept at once: later, when the person
 * says STOP or DELETE ME, nobody could know them any more, and an old list would bring them back.
 */
export async function marksOfErased(parts: DeskParts, shelf: Shelf, person: string, erased: TurnRecord['erased']): Promise<string[]> {
  if (!erased.some(({ flow, step }) => shelf.asksContact(flow, step))) return [];
  const { answers } = await parts.store.contacts.of([person]);
  const gone = answers.filter((answer) => erased.some(({ flow, step }) => flow === answer.flow && step === answer.step));
  const found = await Promise.all(gone.map((answer) => contactIn(parts, shelf, answer)));
  return marksOf(
    found.filter((contact) => contact !== null),
    parts.seal,
  );
}
