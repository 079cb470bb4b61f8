import {
  type FileFault,
  isKeyMark,
  type Judged,
  judge,
  keyMark,
  keyOf,
  type ListReaders,
  type ListRow,
  markOf,
  type Offered,
  type RowFault,
  readList,
} from '../people/index.ts';
import { contactIn } from './contacts.ts';
import type { DeskParts } from './parts.ts';
import type { Contact } from './ports.ts';
import type { Shelf } from './shelf.ts';

/** People that one statement adds. */
const AT_ONCE = 200;

/** What became of each row, or would. */
export interface Imported {
  rows: (Judged | RowFault)[];
  leftOut: string[];
}

interface Where {
  parts: DeskParts;
  shelf: Shelf;
  now: Date;
}

/**
 * Takes a list of people. Adds whoever is new, with their addresses and nothing else: no consent, no message; and changes nothing about
 * anybody who is known. The same list again finds them known, so one that was cut off is given again.
 * @param apply false: only says what would become of it
 */
export async function importList(where: Where, text: string, apply: boolean): Promise<Imported | FileFault | { fault: 'other_secret' }> {
  const { parts, shelf } = where;
  const list = readList(text, readersFrom(parts, shelf), 'contact');
  if ('fault' in list) return list;
  const rows = list.rows.filter((row): row is ListRow => !('fault' in row));
  const contacts = rows.flatMap((row) => row.contacts);
  const marked = await markedAmong(parts, contacts);
  if (!marked) return { fault: 'other_secret' };
  const judged = judge(rows, await knownAmong(where, contacts), marked);
  const became = apply ? await add(where, judged) : judged;
  const byRow = new Map(became.map((one) => [one.row.row, one]));
  return { rows: list.rows.map((row) => ('fault' in row ? row : (byRow.get(row.row) as Judged))), leftOut: list.leftOut };
}

/** What a list may say is what registering offers. */
function readersFrom({ lexicon, home }: DeskParts, shelf: Shelf): ListReaders {
  const { flow } = shelf.current(home.first);
  const offered = (field: string): Offered[] =>
    [...flow.nodes.values()].flatMap((node) =>
      node.kind === 'ask' && node.ask.save === field
        ? node.ask.options.map(({ value, label, synonyms, from, to }) => ({
            value,
            names: [...Object.values(label), ...synonyms],
            from,
            to,
          }))
        : [],
    );
  return { phone: lexicon.readers.phone, ageBands: offered('age_band'), places: offered('place') };
}

/** Contacts of people who are kept, by key, and whether one of those said STOP. */
async function knownAmong({ parts, shelf }: Where, contacts: Contact[]): Promise<Map<string, { stopped: boolean }>> {
  const { addresses, answers } = await parts.store.contacts.whose([...new Set(contacts.map(({ value }) => value))]);
  const known = new Map<string, { stopped: boolean }>();
  const note = (contact: Contact | null, stopped: boolean) => {
    if (contact) known.set(keyOf(contact), { stopped: stopped || known.get(keyOf(contact))?.stopped === true });
  };
  for (const { stopped, ...address } of addresses) note(address, stopped);
  for (const { stopped, ...answer } of answers) note(await contactIn(parts, shelf, answer), stopped);
  return known;
}

/** Contacts that have a tombstone, by key; null when tombstones were written under another secret, and nobody can say. */
async function markedAmong({ store, seal }: DeskParts, contacts: Contact[]): Promise<Set<string> | null> {
  const marks = new Map(contacts.map((contact) => [markOf(contact, seal), keyOf(contact)]));
  const kept = await store.contacts.marked([...marks.keys()]);
  if (kept.some((mark) => isKeyMark(mark) && mark !== keyMark(seal))) return null;
  return new Set(kept.flatMap((mark) => marks.get(mark) ?? []));
}

async function add({ parts, now }: Where, judged: Judged[]): Promise<Judged[]> {
  const fresh = judged
    .filter(({ verdict }) => verdict === 'new')
    .map(({ row }) => ({ ...row, id: parts.ids.next(), marks: row.contacts.map((contact) => markOf(contact, parts.seal)) }));
  const added = new Set<string>();
  for (let at = 0; at < fresh.length; at += AT_ONCE)
    for (const id of await parts.store.contacts.add(fresh.slice(at, at + AT_ONCE), now)) added.add(id);
  // Somebody registered, or another import ran, while this one was under way.
  const late = new Set(fresh.filter(({ id }) => !added.has(id)).map(({ row }) => row));
  return judged.map((one) => (late.has(one.row.row) ? { ...one, verdict: 'known' } : one));
}
