import type { Find } from './find.ts';
import { type Kind, markerOf, type withheld } from './kinds.ts';
import type { Known } from './known.ts';

export interface Scrubbed {
  text: string;
  /** How often each kind was found, in the order in which it was first found. */
  removed: { kind: Kind | typeof withheld; count: number }[];
}

/** @param known the names and places that the database has for the people concerned */
export type Scrub = (text: string, known?: Known) => Scrubbed;

/**
 * Takes out of a free text what says who and where somebody is and what they are accused of, for any use outside the team. It finds words
 * and understands nothing: what it misses is measured (`onward scrub rates`), so somebody reads what it leaves before it is published.
 */
export function createScrub(find: Find): Scrub {
  return (text, known) => {
    const parts = find(text, known);
    const counts = new Map<Kind | typeof withheld, number>();
    for (const { gone } of parts) if (gone) counts.set(gone, (counts.get(gone) ?? 0) + 1);
    return {
      text: parts.map((part) => (part.gone ? markerOf(part.gone) : part.text)).join(''),
      removed: [...counts].map(([kind, count]) => ({ kind, count })),
    };
  };
}
