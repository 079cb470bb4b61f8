import { allowed, type Refusal } from '../../nudges/index.ts';
import type { Choice } from '../../people/index.ts';
import { reached } from '../mail.ts';
import type { DeskParts } from '../parts.ts';
import type { Candidate } from '../ports.ts';

/** Whether somebody could be sent a nudge, for a preview. `paused`: after the break that they take. */
export type Might = { kind: 'hears'; paused: boolean } | { kind: 'not'; why: Refusal };

/**
 * As the planner asks it, but for what passes by itself: hours, budget, and that a concern is open, which nobody reads off a preview. It is asked again when the nudge goes.
 * @param oldEnough whether we may write unasked at their age
 */
export function mightHear(
  parts: DeskParts,
  candidate: Candidate,
  { purpose, oldEnough, choices }: { purpose: string; oldEnough: boolean; choices: readonly Choice[] },
  now: Date,
): Might {
  const asked = { kind: 'nudge', purpose, unlessNo: null, concern: false, sent: [] } as const;
  const verdict = allowed(
    { ...asked, person: reached(parts, candidate), choices, connected: parts.connected, oldEnough },
    { hours: { ...parts.contactHours, zone: candidate.zone ?? parts.contactHours.zone }, blackouts: [], budget: parts.budget },
    now,
  );
  return verdict.kind === 'refuse'
    ? { kind: 'not', why: verdict.why }
    : { kind: 'hears', paused: verdict.kind === 'wait' && verdict.why === 'paused' };
}
