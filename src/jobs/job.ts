import { type Rhythm, slotAfter } from '../calendar/index.ts';
import type { Counts } from '../desk/ports.ts';

export interface Job {
  /** Letters only: it is a label of metrics, and a row of the database. Whoever takes a job away takes its row away with a migration. */
  name: string;
  rhythm: Rhythm;
  /** Milliseconds after which it is late. */
  patience: number;
  /**
   * Does what there is to do for this slot, and counts it. It may be done again for the same slot, when its replica died or could not say that
   * it was done. Stops soon when `signal` says so. null: not done yet, to be tried again soon.
   */
  run(slot: Date, signal: AbortSignal): Promise<Counts | null>;
}

/** When a job is late that was begun now. */
export const lateWhenBegun = ({ patience }: Job, now: Date): Date => new Date(now.getTime() + patience);

/** When a job is late that was done for this slot: that long after the next. */
export const lateWhenDone = ({ rhythm, patience }: Job, slot: Date): Date => new Date(slotAfter(rhythm, slot).getTime() + patience);
