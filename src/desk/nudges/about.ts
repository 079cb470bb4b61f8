import type { Said } from '../ports.ts';

/** What the words of a nudge are filled with, in the person's language, and the buttons below them. */
export interface Told {
  fills: Record<string, string>;
  quick: Said['quick'] | null;
}

/** What becomes of a nudge by what it is about: all else is the planner's. `wanted`: they asked to hear of it, whatever their age. */
export type About =
  | { kind: 'say'; told: Told; wanted?: boolean }
  | { kind: 'wait'; until: Date; why: 'paused' }
  | { kind: 'end'; state: 'refused' | 'skipped' | 'cancelled'; why: string };
