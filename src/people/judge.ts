import type { ListRow } from './list.ts';
import { keyOf } from './tombstone.ts';

/** What becomes of a row. `skipped` says no more than that: that somebody asked to be deleted is nobody's business. */
export type Verdict = 'new' | 'known' | 'stopped' | 'skipped' | 'twice';

export interface Judged {
  row: ListRow;
  verdict: Verdict;
  /** For `twice`: the row above that has the same email or phone number. */
  like?: number;
}

/**
 * Judges the rows in their order. One contact of a row decides for all of it: a second number does not make somebody new who said STOP under the
 * first.
 * @param known contacts of people that are kept, by key, and whether one of those said STOP
 * @param marked contacts that have a tombstone, by key
 */
export function judge(rows: ListRow[], known: ReadonlyMap<string, { stopped: boolean }>, marked: ReadonlySet<string>): Judged[] {
  const seen = new Map<string, number>();
  return rows.map((row): Judged => {
    const keys = row.contacts.map(keyOf);
    const whose = keys.flatMap((key) => known.get(key) ?? []);
    if (whose.some(({ stopped }) => stopped)) return { row, verdict: 'stopped' };
    if (whose.length > 0) return { row, verdict: 'known' };
    if (keys.some((key) => marked.has(key))) return { row, verdict: 'skipped' };
    const like = keys.map((key) => seen.get(key)).find((one) => one !== undefined);
    if (like !== undefined) return { row, verdict: 'twice', like };
    for (const key of keys) seen.set(key, row.row);
    return { row, verdict: 'new' };
  });
}
