import type { Heads } from '../desk/ports.ts';
import { choiceOf, type Offered } from '../people/index.ts';

/** More in one session is a slip of the keys. */
export const MOST_HEADS = 10_000;

/** What is wrong with a headcount: the id of a sentence for staff, and what fills it. */
export interface HeadsFault {
  field: 'heads' | 'bands';
  fault: 'heads_unread' | 'unknown_band' | 'band_twice' | 'too_many_heads' | 'bands_over_heads';
  fills: Record<string, string>;
}

/**
 * Reads a headcount: how many came in all, and how many of each age, like `13-15: 4, 16-17: 3`. Without the first, it is the sum of the
 * others; where it is more, the rest is of an age that nobody noted. null: nothing was counted.
 * @param known the age bands that there are
 */
export function readHeads(heads: number | undefined, bands: string | undefined, known: Offered[]): Heads | null | HeadsFault {
  const counted: Record<string, number> = {};
  const fault = (fault: HeadsFault['fault'], fills: Record<string, string> = {}, field: HeadsFault['field'] = 'bands') => {
    return { field, fault, fills };
  };
  for (const part of (bands ?? '').split(/[,;\n]/).map((one) => one.trim())) {
    if (!part) continue;
    const [, name, count] = /^(.+?)\s*[:=]\s*(\d{1,6})$/.exec(part) ?? [];
    if (name === undefined) return fault('heads_unread', { part });
    const band = choiceOf(name, known)?.value;
    if (band === undefined) return fault('unknown_band', { band: name, bands: known.map(({ value }) => value).join(', ') });
    if (band in counted) return fault('band_twice', { band });
    counted[band] = Number(count);
  }
  const sum = Object.values(counted).reduce((all, count) => all + count, 0);
  if (heads === undefined && Object.keys(counted).length === 0) return null;
  const all = heads ?? sum;
  if (all > MOST_HEADS) return fault('too_many_heads', { limit: String(MOST_HEADS) }, heads === undefined ? 'bands' : 'heads');
  return sum > all ? fault('bands_over_heads', { sum: String(sum), heads: String(all) }) : { all, bands: counted };
}
