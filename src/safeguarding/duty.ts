import { z } from 'zod';
import { afterOpenMinutes, Hours } from '../calendar/index.ts';
import type { Alarm } from '../desk/ports.ts';

/** When leads are at work, and how soon they have to acknowledge. */
export const Duty = z.strictObject({ hours: Hours, acknowledge_within: z.number().int().min(1) });
export type Duty = z.infer<typeof Duty>;

/**
 * How many steps of the ladder have to have been told by `now` of a concern that nobody has acknowledged: the first at once, each further
 * one when `acknowledge_within` minutes have gone by without a word. Danger now runs day and night; the rest waits for working hours.
 */
export function rungsDue(duty: Duty, { urgency, at }: Pick<Alarm, 'urgency'> & { at: Date }, now: Date): number {
  const { hours, acknowledge_within: within } = duty;
  const minutes = (rung: number) => (rung - 1) * within;
  if (urgency === 'now') return now < at ? 0 : Math.floor((now.getTime() - at.getTime()) / (within * 60_000)) + 1;
  let due = 0;
  for (;;) {
    const next = afterOpenMinutes(hours, at, minutes(due + 1));
    if (!next || next > now || due === MOST_RUNGS) return due;
    due += 1;
  }
}

/** As high as a ladder goes. */
const MOST_RUNGS = 9;

/** Somebody who can be told of a concern. */
export interface Lead {
  person: string;
  /** Where they are lead: as people's `place`; empty: everywhere. */
  place: string;
  /** Their step of the ladder, from 1; steps that nobody stands on are left out. */
  rung: number;
}

/** Whom to tell by now: the leads of that place and of everywhere, on as many steps of the ladder as are due. Where there are none, those of other places: somebody has to hear it. */
export function leadsDue<L extends Lead>(leads: L[], place: string | null, rungs: number): L[] {
  const near = leads.filter((lead) => lead.place === '' || lead.place === place);
  const theirs = near.length > 0 ? near : leads;
  const steps = [...new Set(theirs.map(({ rung }) => rung))].sort((a, b) => a - b).slice(0, rungs);
  return theirs.filter(({ rung }) => steps.includes(rung));
}
