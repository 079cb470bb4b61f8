import type { DeskParts } from '../parts.ts';
import type { Shelf } from '../shelf.ts';
import { sendNudges } from './send.ts';

/** Milliseconds within which nudges are looked for, that other replicas have planned. */
const WITHIN = 1000;

/** Nudges, decided on when they are due. */
export interface NudgeWatch {
  /** Decides on every nudge that is due now. */
  decide(): Promise<void>;
  /** The same where one is known to be due, or others may have planned some. @returns when the next is due; null: none is */
  look(): Promise<Date | null>;
}

/** @param wake what goes was queued, and is to be sent at once. @param going asked before more is decided */
export function watchNudges(parts: DeskParts, shelf: Shelf, wake: () => void, going: () => boolean): NudgeWatch {
  const { store, clock } = parts;
  let seen: { at: number; next: Date | null } = { at: 0, next: null };

  async function decide(): Promise<void> {
    if ((await sendNudges(parts, shelf, clock.now(), going)) > 0) wake();
  }

  return {
    decide,
    look: async () => {
      const now = clock.now().getTime();
      if (Math.abs(now - seen.at) >= WITHIN || (seen.next && now >= seen.next.getTime())) {
        await decide();
        seen = { at: now, next: await store.nudges.nextDue() };
      }
      return seen.next;
    },
  };
}
