import type { ListRow } from './list.ts';
import { keyOf } from './tombstone.ts';

/**
 * What becomes of a row. `skipped` says no more than that: that somebody asked to be deleted is nobody's business. `linked`: the list says itself whom
 * it is about. `also`: it says one thing more of somebody of a row above.
 */
export type Verdict = 'new' | 'known' | 'stopped' | 'skipped' | 'twice' | 'linked' | 'also';

export interface Judged {
  row: ListRow;
  verdict: Verdict;
  /** For `twice` and `also`: the row above that has the same email or phone number. */
  like?: number;
}

/** Two rows that say something of one person: they have a contact in common, the second says something, and no other name. */
const isAlso = ({ name, work }: ListRow, above: ListRow) =>
  (work?.tenures.length ?? 0) > 0 && (name === null || name.toLowerCase() === above.name?.toLowerCase());

/**
 * Judges the rows in their order. One contact of a row decides for all of it: a second number does not make somebody new who said STOP under the
 * first.
 * @param known contacts of people that are kept, by key, and whether one of those said STOP
 * @param marked contacts that have a tombstone, by key
 */
export function judge(rows: ListRow[], known: ReadonlyMap<string, { stopped: boolean }>, marked: ReadonlySet<string>): Judged[] {
  const seen = new Map<string, ListRow>();
  return rows.map((row): Judged => {
    if (row.work?.person) return { row, verdict: 'linked' };
    const keys = row.contacts.map(keyOf);
    const whose = keys.flatMap((key) => known.get(key) ?? []);
    if (whose.some(({ stopped }) => stopped)) return { row, verdict: 'stopped' };
    if (whose.length > 0) return { row, verdict: 'known' };
    if (keys.some((key) => marked.has(key))) return { row, verdict: 'skipped' };
    const like = keys.map((key) => seen.get(key)).find((one) => one !== undefined);
    if (like !== undefined) return { row, verdict: isAlso(row, like) ? 'also' : 'twice', like: like.row };
    for (const key of keys) seen.set(key, row);
    return { row, verdict: 'new' };
  });
}
