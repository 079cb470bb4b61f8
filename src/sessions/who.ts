import type { Contact, NamedPerson } from '../desk/ports.ts';
import { keyOf } from '../people/index.ts';

/** Somebody as a list has them. */
export interface Entry {
  /** In the list, from 1, or as a spreadsheet numbers it. */
  row: number;
  /** Their name, or the id of a person or its beginning. */
  name: string | null;
  contacts: Contact[];
}

/**
 * Who it is. `here`: one person whom we know. `there`: the same, and recorded already. `several`: more than one fits, and nobody guesses.
 * `unknown`: nobody whom we know, so a head without a name. `new`: the same, and to be kept. `skipped`: must not be kept; a head without a
 * name. `twice`: as the row `like` above.
 */
export type Attender<E extends Entry = Entry> = { entry: E } & (
  | { verdict: 'here' | 'there'; person: string }
  | { verdict: 'several'; people: string[] }
  | { verdict: 'unknown' | 'new' | 'skipped' }
  | { verdict: 'twice'; like: number }
);

/** What is known when a list is judged. */
export interface Known {
  people: readonly NamedPerson[];
  /** Whose a contact is, by key. */
  byContact: ReadonlyMap<string, ReadonlySet<string>>;
  /** Contacts of people who asked to be deleted, by key. */
  marked: ReadonlySet<string>;
  /** Who is recorded already. */
  there: ReadonlySet<string>;
  /** Keep people whom nobody knows, where there is a contact by which they will be known again. */
  add: boolean;
}

const folded = (name: string) => name.normalize('NFKC').toLowerCase().trim();

/** An id, or enough of its beginning to be none by chance: no name has so many digits. */
const isId = (text: string) => /^[0-9a-f]{8}-?[0-9a-f-]{0,27}$/i.test(text) && /\d/.test(text);

/** Finds whom a name or the beginning of an id means. */
function register(people: readonly NamedPerson[]): (text: string) => string[] {
  const named = new Map<string, string[]>();
  for (const { id, name } of people) {
    if (name === null) continue;
    const same = named.get(folded(name));
    if (same) same.push(id);
    else named.set(folded(name), [id]);
  }
  return (text) =>
    isId(text) ? people.flatMap(({ id }) => (id.startsWith(text.toLowerCase()) ? [id] : [])) : (named.get(folded(text)) ?? []);
}

/**
 * Says who each entry is. A contact decides where there is one: a name is only what somebody likes to be called, and others may have it
 * too. Only a name that stands alone and is one person's alone is that person.
 */
export function judgeAttenders<E extends Entry>(entries: readonly E[], { people, byContact, marked, there, add }: Known): Attender<E>[] {
  const rows = new Map<string, number>();
  const called = register(people);
  return entries.map((entry): Attender<E> => {
    const { row, name, contacts } = entry;
    const keys = contacts.map(keyOf);
    const fitting = keys.length > 0 ? [...new Set(keys.flatMap((key) => [...(byContact.get(key) ?? [])]))] : called(name ?? '');
    const [person, ...others] = fitting;
    if (others.length > 0) return { entry, verdict: 'several', people: fitting };
    const same = person ? [person] : keys.length > 0 ? keys : [`name:${folded(name ?? '')}`];
    const like = same.map((key) => rows.get(key)).find((one) => one !== undefined);
    if (like !== undefined) return { entry, verdict: 'twice', like };
    for (const key of same) rows.set(key, row);
    if (person) return { entry, verdict: there.has(person) ? 'there' : 'here', person };
    if (keys.some((key) => marked.has(key))) return { entry, verdict: 'skipped' };
    return { entry, verdict: add && keys.length > 0 ? 'new' : 'unknown' };
  });
}
