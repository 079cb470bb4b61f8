import { type FileFault, type Judged, judge, type ListRow, type RowFault, readList } from '../people/index.ts';
import { keepListed, knownAmong, markedAmong, readersFrom } from './listed.ts';
import type { DeskParts } from './parts.ts';
import type { Shelf } from './shelf.ts';

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
  const judged = judge(rows, await knownAmong(parts, shelf, contacts), marked);
  const became = apply ? await add(where, judged) : judged;
  const byRow = new Map(became.map((one) => [one.row.row, one]));
  return { rows: list.rows.map((row) => ('fault' in row ? row : (byRow.get(row.row) as Judged))), leftOut: list.leftOut };
}

async function add({ parts, now }: Where, judged: Judged[]): Promise<Judged[]> {
  const fresh = judged.flatMap(({ row, verdict }) => (verdict === 'new' ? [row] : []));
  const kept = await keepListed(parts, fresh, now);
  // Somebody registered, or another import ran, while this one was under way.
  return judged.map((one) => (one.verdict === 'new' && !kept.has(one.row.row) ? { ...one, verdict: 'known' } : one));
}
