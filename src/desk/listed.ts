import { isKeyMark, keyMark, keyOf, type ListReaders, type ListRow, markOf, type Offered } from '../people/index.ts';
import { contactIn } from './contacts.ts';
import type { DeskParts } from './parts.ts';
import type { Contact, NewListed } from './ports.ts';
import type { Shelf } from './shelf.ts';

/** What lists of people are judged and taken by, whatever they are for. */

/** People that one statement adds. */
const AT_ONCE = 200;

/** Whose a contact is, and whether one of those said STOP. */
export interface Known {
  people: Set<string>;
  stopped: boolean;
}

/** Options that registering offers for something that is kept of the person. */
export function offeredBy({ home }: DeskParts, shelf: Shelf, field: string): Offered[] {
  const { flow } = shelf.current(home.first);
  return [...flow.nodes.values()].flatMap((node) =>
    node.kind === 'ask' && node.ask.save === field
      ? node.ask.options.map(({ value, label, synonyms, from, to }) => ({ value, names: [...Object.values(label), ...synonyms], from, to }))
      : [],
  );
}

/** What a list may say is what registering offers. */
export function readersFrom(parts: DeskParts, shelf: Shelf): ListReaders {
  return { phone: parts.lexicon.readers.phone, ageBands: offeredBy(parts, shelf, 'age_band'), places: offeredBy(parts, shelf, 'place') };
}

/** Contacts of people who are kept, by key. */
export async function knownAmong(parts: DeskParts, shelf: Shelf, contacts: Contact[]): Promise<Map<string, Known>> {
  const { addresses, answers } = await parts.store.contacts.whose([...new Set(contacts.map(({ value }) => value))]);
  const known = new Map<string, Known>();
  const note = (contact: Contact | null, person: string, stopped: boolean) => {
    if (!contact) return;
    const before = known.get(keyOf(contact));
    known.set(keyOf(contact), { people: new Set([...(before?.people ?? []), person]), stopped: stopped || before?.stopped === true });
  };
  for (const { person, stopped, ...address } of addresses) note(address, person, stopped);
  for (const { person, stopped, ...answer } of answers) note(await contactIn(parts, shelf, answer), person, stopped);
  return known;
}

/** Contacts that have a tombstone, by key; null when tombstones were written under another secret, and nobody can say. */
export async function markedAmong({ store, seal }: DeskParts, contacts: Contact[]): Promise<Set<string> | null> {
  const marks = new Map(contacts.map((contact) => [markOf(contact, seal), keyOf(contact)]));
  const kept = await store.contacts.marked([...marks.keys()]);
  if (kept.some((mark) => isKeyMark(mark) && mark !== keyMark(seal))) return null;
  return new Set(kept.flatMap((mark) => marks.get(mark) ?? []));
}

/**
 * Keeps who is new, with their addresses and nothing else. Leaves out who came in or asked to be deleted meanwhile. Answers ids by row.
 * @param brings what the list says of a row's person beside that, where all of it can be taken back together
 */
export async function keepListed(
  { store, ids, seal }: DeskParts,
  rows: ListRow[],
  now: Date,
  brings?: (row: number) => NewListed['brought'],
): Promise<Map<number, string>> {
  const fresh = rows.map(({ row, name, contacts, ageBand, place }) => {
    const brought = brings?.(row);
    const marks = contacts.map((contact) => markOf(contact, seal));
    return { ...{ row, name, contacts, ageBand, place, marks, id: ids.next() }, ...(brought && { brought }) };
  });
  const kept = new Set<string>();
  for (let at = 0; at < fresh.length; at += AT_ONCE)
    for (const id of await store.contacts.add(fresh.slice(at, at + AT_ONCE), now)) kept.add(id);
  return new Map(fresh.flatMap(({ row, id }) => (kept.has(id) ? [[row, id]] : [])));
}
