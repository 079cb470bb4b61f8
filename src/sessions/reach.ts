import type { ReachRow } from '../desk/ports.ts';

/** How many: at least, and at most; null: nobody can say. */
export interface Bounds {
  from: number;
  to: number | null;
}

/** A session as it counts: how many were counted (null: nobody counted), and how many are known by name. */
export interface Counted {
  heads: number | null;
  named: number;
}

/** What was counted in some sessions: sums, from which the bounds follow. */
export type Tally = Omit<ReachRow, 'part' | 'settings'>;

export interface Reach {
  /** Different people. */
  people: Bounds;
  /** Different people, if nobody without a name was in two of the settings. */
  apart: Bounds;
  /** Everybody as often as they came. */
  attendances: Bounds;
  /** Heads without a name. */
  unnamed: Bounds;
}

/**
 * Of one session. A headcount is of all who came, those who are named among them. Fewer heads than names cannot be: then the names may be
 * of others than those who were counted, and the two are bounds until somebody corrects the count. Without a count there may have been more.
 */
export function reached({ heads, named }: Counted): Bounds {
  if (heads === null) return { from: named, to: null };
  return heads >= named ? { from: heads, to: heads } : { from: named, to: named + heads };
}

/**
 * Of several sessions. Who is known by name is counted once, however often they came. Whoever is not may be anybody: somebody named in
 * another session, the same as there, or somebody else each time. So heads are never added to people without saying so: these are bounds.
 *
 * The least: the named and nobody else, but where more came to one session than are named in all of them, for those in one room are different
 * people. The most: no head without a name is anybody who is counted elsewhere. Both can be true, so neither can be made closer from what is known. Ages do not
 * make them closer: a count by age is guessed, and between two sessions people have birthdays.
 */
export function reachOf({ open, named, byName, unnamed, doubtful, largest, strangers }: Tally): Reach {
  const upTo = (count: number) => (open > 0 ? null : count);
  const most = upTo(named + unnamed + doubtful);
  return {
    people: { from: Math.max(named, largest), to: most },
    apart: { from: named + strangers, to: most },
    attendances: { from: byName + unnamed, to: upTo(byName + unnamed + doubtful) },
    unnamed: { from: unnamed, to: upTo(unnamed + doubtful) },
  };
}

const said = ({ heads, named }: Counted) => heads !== null || named > 0;
const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);

/** What a few sessions say without looking at who was there. Of many, the store says it in one statement. */
export function countsOf(sessions: readonly Counted[]): Omit<Tally, 'named' | 'strangers'> {
  const counted = sessions.filter(said);
  const fewer = counted.filter(({ heads, named }) => heads !== null && heads < named);
  return {
    sessions: counted.length,
    uncounted: sessions.length - counted.length,
    open: counted.filter(({ heads }) => heads === null).length,
    fewer: fewer.length,
    byName: sum(counted.map(({ named }) => named)),
    unnamed: sum(counted.map(({ heads, named }) => Math.max(0, (heads ?? 0) - named))),
    doubtful: sum(fewer.map(({ heads }) => heads ?? 0)),
    largest: Math.max(0, ...counted.map((one) => reached(one).from)),
  };
}
