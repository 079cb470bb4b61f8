import { dayOf, type Hours, opensAt, startOfDay } from '../calendar/index.ts';

/** How much may be written to one person unasked, over all nudges and surveys together. */
export interface Budget {
  /** On one local day. */
  a_day: number;
  /** In seven local days running. */
  a_week: number;
}

const WEEK = 7;
/** Longer than any budget holds anybody. */
const MOST_DAYS = 400;

/** What the budget of one local day says. @param spent the local days on which something went, YYYY-MM-DD, once for each */
function blockedBy(spent: readonly string[], day: string, zone: string, budget: Budget | null): 'budget_day' | 'budget_week' | null {
  if (!budget) return null;
  const { a_day, a_week } = budget;
  if (spent.filter((one) => one === day).length >= a_day) return 'budget_day';
  const from = dayOf(zone, startOfDay(zone, day, 1 - WEEK));
  return spent.filter((one) => one >= from && one <= day).length >= a_week ? 'budget_week' : null;
}

/**
 * When somebody may be written to next: in their hours, on no day that is closed, within the budget. `why` says what stands in the way now; null:
 * nothing does, and `at` is `now`. `at` null: at no time in the coming year.
 * @param budget null: none
 * @param sent when something went to them unasked, or is on its way
 */
export function nextChance(
  hours: Hours,
  budget: Budget | null,
  sent: readonly Date[],
  now: Date,
): { at: Date | null; why: 'closed' | 'budget_day' | 'budget_week' | null } {
  const { zone } = hours;
  const spent = sent.map((at) => dayOf(zone, at));
  let why: 'closed' | 'budget_day' | 'budget_week' | null = null;
  let from = now;
  for (let tries = 0; tries < MOST_DAYS; tries++) {
    const at = opensAt(hours, from);
    if (!at) return { at: null, why: why ?? 'closed' };
    if (at > now) why ??= 'closed';
    const blocked = blockedBy(spent, dayOf(zone, at), zone, budget);
    if (!blocked) return { at, why };
    // What stands in the way today is what is said, and not that the night comes first.
    if (tries === 0) why = blocked;
    from = startOfDay(zone, dayOf(zone, at), 1);
  }
  return { at: null, why };
}
