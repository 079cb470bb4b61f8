import { daysBetween, type Hours } from '../calendar/index.ts';
import { type Budget, nextChance } from './budget.ts';

/** Days on which nobody is written to: exams, a session, a day of mourning. Both ends are in it. YYYY-MM-DD. */
export interface BlackoutDays {
  from: string;
  until: string;
}

/** Those that are for everybody, and those of projects that somebody took part in. */
export function blackoutsFor<Days extends { project: string | null }>(all: readonly Days[], projects: readonly string[]): Days[] {
  return all.filter(({ project }) => project === null || projects.includes(project));
}

/** The hours, without the days on which nobody is written to. */
export function openHours({ hours, blackouts }: { hours: Hours; blackouts: readonly BlackoutDays[] }): Hours {
  return { ...hours, closed: [...hours.closed, ...blackouts.flatMap(({ from, until }) => daysBetween(from, until))] };
}

/** A concern is looked at again after so long, in ms: it is closed by a person, and nobody waits for us to notice. */
const LOOK_AGAIN = 6 * 3_600_000;

/** What passes by itself and stands in the way now. `until`: when to ask again; null: at no time in the coming year. */
export interface Hold {
  until: Date | null;
  why: 'care' | 'paused' | 'closed' | 'budget_day' | 'budget_week';
}

/**
 * Whether something that may go has to wait: the same when it is decided on and when it leaves. null: it may go now.
 * @param hours in which they may be written to, where they are
 * @param budget null: it was counted when it was decided on
 */
export function holdOf(
  { concern, pausedUntil, sent }: { concern: boolean; pausedUntil: Date | null; sent: readonly Date[] },
  hours: Hours,
  budget: Budget | null,
  now: Date,
): Hold | null {
  if (concern) return { until: new Date(now.getTime() + LOOK_AGAIN), why: 'care' };
  // After a break, too, in hours in which people may be written to.
  if (pausedUntil && pausedUntil > now) return { until: nextChance(hours, budget, sent, pausedUntil).at, why: 'paused' };
  const { at, why } = nextChance(hours, budget, sent, now);
  return why && { until: at, why };
}
