import { say } from '../engine/index.ts';
import {
  type FileFault,
  type Judged,
  judge,
  type ListReaders,
  type ListRow,
  type ReadList,
  type RowFault,
  readList,
} from '../people/index.ts';
import { type Known, keepListed, knownAmong, markedAmong, readersFrom } from './listed.ts';
import type { DeskParts } from './parts.ts';
import { today } from './pathways/place.ts';
import type { ChannelName, NewTenure, Tenure } from './ports.ts';
import type { Shelf } from './shelf.ts';

/** What became of a row, or would. */
export interface ImportedRow extends Judged {
  /** Whom it is about, where we know them already and can tell who it is. */
  person: string | null;
  /** What it says of them that was not said before. */
  says: Tenure[];
  /** Whether that is added, and not only proposed. */
  taken: boolean;
}

export interface Imported extends Pick<ReadList, 'leftOut' | 'near'> {
  rows: (ImportedRow | RowFault)[];
  /** By which all of it is taken back; null: nothing was added. */
  batch: string | null;
}

interface Where {
  parts: DeskParts;
  shelf: Shelf;
  now: Date;
  /** Who imports it, as the audit names them. */
  by: string;
}

/** Tenures that one statement keeps. */
const AT_ONCE = 500;

/** What a list of people and roles may say beside what registering offers: stages, by their names. */
function readersOf({ parts, shelf, now }: Where): ListReaders {
  const { distance, date } = parts.lexicon.readers;
  const stages = parts.pathway.stages.map(({ stage, label }) => ({
    value: stage,
    names: Object.values(label).map((text) => say({ en: text }, 'en', () => '')),
  }));
  return { ...readersFrom(parts, shelf), work: { stages, distance, today: today(parts, now), date: (text) => date(text, now) } };
}

/** Who is meant, where a list says so itself; null: nobody, or several. */
async function meantBy({ store }: DeskParts, text: string): Promise<string | null> {
  const [, channel, address] = /^(web|terminal|slack|botframework):(\S+)$/.exec(text) ?? [];
  if (channel && address) return (await store.roles.of(channel as ChannelName, address))?.person ?? null;
  return /^[0-9a-f-]{8,36}$/i.test(text) ? ((await store.pathways.of(text.toLowerCase()))?.id ?? null) : null;
}

/** Rows that name somebody by an id or an account of whom we know nothing are faults. */
async function linked(parts: DeskParts, rows: ReadList['rows']): Promise<{ rows: ReadList['rows']; people: Map<number, string> }> {
  const people = new Map<number, string>();
  const read: ReadList['rows'] = [];
  for (const row of rows) {
    const named = 'fault' in row ? null : row.work?.person;
    const person = named ? await meantBy(parts, named) : null;
    if (person) people.set(row.row, person);
    read.push(named && !person ? { row: row.row, name: row.name, fault: 'nobody', fills: { value: named } } : row);
  }
  return { rows: read, people };
}

/** The one person who has a contact of this row; null: nobody, or several who share it. */
function theOne({ contacts }: ListRow, known: Map<string, Known>): string | null {
  const people = new Set(contacts.flatMap(({ channel, value }) => [...(known.get(`${channel}:${value}`)?.people ?? [])]));
  return people.size === 1 ? ([...people][0] as string) : null;
}

const same = (a: Tenure, b: Tenure) => a.stage === b.stage && a.since === b.since;

/**
 * Takes a list of people and of what they were. Adds whoever is new, with their addresses and nothing else: no consent, no message; and what it says of
 * stages, which moves nobody. About somebody who is known by a contact it says who that may be, and adds what it says of them only with `toKnown`. The
 * same list again finds all of it there, so one that was cut off is given again.
 * @param apply false: only says what would become of it
 */
export async function importList(
  where: Where,
  text: string,
  { apply, toKnown }: { apply: boolean; toKnown: boolean },
): Promise<Imported | FileFault | { fault: 'other_secret' }> {
  const { parts, shelf } = where;
  const list = readList(text, readersOf(where), 'contact');
  if ('fault' in list) return list;
  const { rows: read, people } = await linked(parts, list.rows);
  const rows = read.filter((row): row is ListRow => !('fault' in row));
  const contacts = rows.flatMap((row) => row.contacts);
  const marked = await markedAmong(parts, contacts);
  if (!marked) return { fault: 'other_secret' };
  const known = await knownAmong(parts, shelf, contacts);
  const judged = judge(rows, known, marked).map((one): ImportedRow => {
    const person = one.verdict === 'linked' ? (people.get(one.row.row) ?? null) : one.verdict === 'known' ? theOne(one.row, known) : null;
    const taken = ['new', 'also', 'linked'].includes(one.verdict) || (toKnown && person !== null);
    return { ...one, person, says: one.row.work?.tenures ?? [], taken };
  });
  const said = await parts.store.tenures.of(judged.flatMap(({ person }) => person ?? []));
  const news = judged.map((one) => ({
    ...one,
    says: one.says.filter((tenure) => !said.some((known) => known.person === one.person && same(known, tenure))),
  }));
  const { became, batch } = apply ? await add(where, news) : { became: news, batch: null };
  const byRow = new Map(became.map((one) => [one.row.row, one]));
  return {
    rows: read.map((row) => ('fault' in row ? row : (byRow.get(row.row) as ImportedRow))),
    leftOut: list.leftOut,
    ...(list.near && { near: list.near }),
    batch,
  };
}

/** Adds it. Whom a list brings comes with all that it says of them, in one statement, so nobody is half there when it is cut off. */
async function add({ parts, now, by }: Where, judged: ImportedRow[]) {
  const { ids, store } = parts;
  const batch = ids.next();
  const numbered = (says: Tenure[]) => says.map((tenure) => ({ ...tenure, id: ids.next() }));
  const fresh = judged.flatMap(({ row, verdict }) => (verdict === 'new' ? [row] : []));
  const said = new Map<number, Tenure[]>();
  for (const { row, verdict, like, says } of judged) {
    const of = verdict === 'also' ? (like ?? 0) : row.row;
    said.set(of, [...(said.get(of) ?? []), ...says]);
  }
  const kept = await keepListed(parts, fresh, now, (row) => ({ batch, by, tenures: numbered(said.get(row) ?? []) }));
  const more = judged.flatMap(({ person, taken, says }): NewTenure[] =>
    person !== null && taken ? numbered(says).map((tenure) => ({ ...tenure, person })) : [],
  );
  let count = 0;
  for (let at = 0; at < more.length; at += AT_ONCE)
    count += (await store.tenures.keep(batch, more.slice(at, at + AT_ONCE), by, now)).length;
  // Somebody registered, or another import ran, while this one was under way.
  const became = judged.map((one): ImportedRow => {
    const gone = !kept.has(one.verdict === 'also' ? (one.like ?? 0) : one.row.row);
    if (one.verdict === 'new' && gone) return { ...one, verdict: 'known', taken: false };
    return one.verdict === 'also' && gone ? { ...one, taken: false } : one;
  });
  return { became, batch: kept.size + count > 0 ? batch : null };
}
