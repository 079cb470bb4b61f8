import { MOST_DAYS_AHEAD } from './ahead.ts';
import { dayOf, daysBetween } from './day.ts';

/** Before this day there was nothing to record: a slip of the keys. */
const FIRST_DAY = '2000-01-01';

/** What is wrong with a field of a session: the id of a sentence for staff, and what fills it. */
export interface SessionFault {
  field: 'date' | 'areas' | 'facilitators';
  fault: 'date_unread' | 'date_too_far' | 'date_long_ago' | 'no_areas' | 'unknown_area' | 'no_facilitators';
  fills: Record<string, string>;
}

/**
 * What a session needs to be right.
 * @param date YYYY-MM-DD; null: what was written is no date
 * @param codebook the areas that there are
 */
export function sessionFaults(
  { date, areas, facilitators }: { date: string | null; areas: readonly string[]; facilitators: readonly string[] },
  codebook: readonly string[],
  now: Date,
): SessionFault[] {
  const fault = (field: SessionFault['field'], fault: SessionFault['fault'], fills: Record<string, string> = {}) => ({
    field,
    fault,
    fills,
  });
  const unknown = areas.find((area) => !codebook.includes(area));
  return [
    ...(date === null ? [fault('date', 'date_unread')] : []),
    ...(date !== null && daysBetween(dayOf(now), date) > MOST_DAYS_AHEAD
      ? [fault('date', 'date_too_far', { days: String(MOST_DAYS_AHEAD) })]
      : []),
    ...(date !== null && date < FIRST_DAY ? [fault('date', 'date_long_ago')] : []),
    ...(areas.length === 0 ? [fault('areas', 'no_areas')] : []),
    ...(unknown === undefined ? [] : [fault('areas', 'unknown_area', { area: unknown, areas: codebook.join(', ') })]),
    ...(facilitators.length === 0 ? [fault('facilitators', 'no_facilitators')] : []),
  ];
}
