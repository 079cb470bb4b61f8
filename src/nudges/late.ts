import type { NudgePolicy } from '../engine/index.ts';

/** A nudge that is so much later than its time is of no use to anybody, whatever its policy: something was down for weeks. In ms. */
const MOST_LATE = 14 * 24 * 3_600_000;

/** What becomes of a nudge that may go now, by its window. */
export function lateness({ late }: Pick<NudgePolicy, 'late'>, { until }: { until: Date }, now: Date): 'text' | 'short' | 'skip' {
  if (now <= until) return 'text';
  if (late === 'skip' || now.getTime() - until.getTime() > MOST_LATE) return 'skip';
  return late === 'shorten' ? 'short' : 'text';
}

/** Whether it is over by the time at which it could go: then nobody has to wait to know. */
export function missesIt({ late }: Pick<NudgePolicy, 'late'>, { until }: { until: Date }, at: Date | null): boolean {
  return at === null || (late === 'skip' && at > until) || at.getTime() - until.getTime() > MOST_LATE;
}
