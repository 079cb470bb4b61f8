/** How many different people: at least, and at most; null: nobody can say. */
export interface Reach {
  from: number;
  to: number | null;
}

/**
 * Of one session. A headcount is of all who came, those who are named among them. Fewer heads than names cannot be: then the names may be
 * of others than those who were counted, and the two are bounds until somebody corrects the count. Without a count there may have been more.
 * @param heads how many were counted; null: nobody counted
 * @param named how many are known by name
 */
export function reached({ heads, named }: { heads: number | null; named: number }): Reach {
  if (heads === null) return { from: named, to: null };
  return heads >= named ? { from: heads, to: heads } : { from: named, to: named + heads };
}

/**
 * Of several sessions. Who is known by name is counted once, however often they came. Whoever is not may be anybody: somebody named in
 * another session, the same as there, or somebody else each time. So heads are never added to people without saying so: these are bounds, and
 * neither can be made closer from what is known.
 * @param people different people who are known by name in any of them
 */
export function reachedIn(sessions: readonly { heads: number | null; named: number }[], people: number): Reach {
  const each = sessions.map((session) => ({ ...reached(session), named: session.named }));
  const from = Math.max(people, ...each.map(({ from }) => from));
  const more = each.map(({ to, named }) => (to === null ? null : to - named));
  return { from, to: more.includes(null) ? null : more.reduce<number>((all, one) => all + (one ?? 0), people) };
}
