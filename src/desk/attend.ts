import { type FileFault, type ListRow, type RowFault, readList } from '../people/index.ts';
import { type Attender, judgeAttenders, readNames } from '../sessions/index.ts';
import { keepListed, knownAmong, markedAmong, readersFrom } from './listed.ts';
import type { DeskParts } from './parts.ts';
import type { NamedPerson, SessionDetail } from './ports.ts';
import type { Shelf } from './shelf.ts';

/** Who was there, as it is given: ids of people who are picked, names as they are pasted, a list as a file. */
export interface Given {
  people: string[];
  names?: string | undefined;
  file?: string | undefined;
  /** How many more were there, without names. */
  others: number;
  /** Keep those of the list whom nobody knows. */
  add: boolean;
}

export interface Attendance {
  rows: (Attender<ListRow> | RowFault)[];
  /** Columns of the file that were not read. */
  leftOut: string[];
  /** People who are there by name, or would be. */
  people: string[];
  /** Heads without a name. */
  unnamed: number;
}

interface Where {
  parts: DeskParts;
  shelf: Shelf;
}

type Fault = FileFault | { fault: 'other_secret' };

/** Rows of what was picked and pasted are counted on after those of the file. */
function rowsOf({ people, names = '' }: Given, from: number): ListRow[] {
  return [...people, ...readNames(names)].map((name, at) => ({ row: from + at, name, contacts: [], ageBand: null, place: null }));
}

/**
 * Says who was there and who it may have been. Nothing is kept.
 * @param people all who may have been there
 */
export async function readAttendance(
  { parts, shelf }: Where,
  session: SessionDetail,
  given: Given,
  people: readonly NamedPerson[],
): Promise<Attendance | Fault> {
  const list = given.file === undefined ? { rows: [], leftOut: [] } : readList(given.file, readersFrom(parts, shelf), 'name');
  if ('fault' in list) return list;
  const listed = [...list.rows, ...rowsOf(given, (list.rows.at(-1)?.row ?? 0) + 1)];
  const entries = listed.filter((row): row is ListRow => !('fault' in row));
  const contacts = entries.flatMap((row) => row.contacts);
  const marked = await markedAmong(parts, contacts);
  if (!marked) return { fault: 'other_secret' };
  const known = await knownAmong(parts, shelf, contacts);
  const judged = judgeAttenders(entries, {
    people,
    byContact: new Map([...known].map(([key, { people }]) => [key, people])),
    marked,
    there: new Set(session.attended.map(({ person }) => person)),
    add: given.add,
  });
  const byRow = new Map(judged.map((one) => [one.entry.row, one]));
  return {
    rows: listed.map((row) => ('fault' in row ? row : (byRow.get(row.row) as Attender<ListRow>))),
    leftOut: list.leftOut,
    people: judged.flatMap((one) => (one.verdict === 'here' ? [one.person] : [])),
    unnamed: given.others + judged.filter(({ verdict }) => verdict === 'unknown' || verdict === 'skipped').length,
  };
}

/** What was kept of it. */
export interface Recorded {
  batch: string;
  people: string[];
  unnamed: number;
  /** The headcount that was made of it, where nobody had counted. */
  counted: number | null;
}

/** Keeps who was there. Who came in by another list meanwhile, or may not be kept, is a head without a name. */
export async function recordAttendance({ parts }: Where, session: SessionDetail, attendance: Attendance, now: Date): Promise<Recorded> {
  const fresh = attendance.rows.flatMap((one) => ('verdict' in one && one.verdict === 'new' ? [one.entry] : []));
  const kept = await keepListed(parts, fresh, now);
  const unnamed = attendance.unnamed + fresh.length - kept.size;
  const people = [...attendance.people, ...kept.values()];
  // A list in which everybody has a name says nothing of those who are not in it.
  const heads = unnamed > 0 ? session.named + people.length + unnamed : 0;
  const batch = parts.ids.next();
  const done = await parts.store.sessions.attend({ session: session.id, batch, people, heads, at: now });
  return { batch, people: done.people, unnamed, counted: done.counted ? heads : null };
}
