import { dayOf } from '../../calendar/index.ts';
import { emailAnswers } from '../mail.ts';
import type { DeskParts } from '../parts.ts';
import type { Shelf } from '../shelf.ts';
import { judge } from './judge.ts';

/** Nudges that one statement settles. */
const AT_ONCE = 200;

/**
 * Decides on every nudge that is due. On channels that are pushed to, what goes is queued, and sent with the next round.
 * @param going asked before each round, so that a bot which stops does not start another
 * @returns how many go
 */
export async function sendNudges(parts: DeskParts, shelf: Shelf, now: Date, going: () => boolean): Promise<number> {
  const { store, wakes, contactHours } = parts;
  let sent = 0;
  let blackouts: Awaited<ReturnType<typeof store.nudges.blackouts.list>> | null = null;
  while (going()) {
    const due = await store.nudges.due(now, AT_ONCE, emailAnswers(shelf));
    if (due.length === 0) return sent;
    blackouts ??= await store.nudges.blackouts.list(dayOf(contactHours.zone, now));
    const shown = blackouts;
    const decisions = await Promise.all(due.map((one) => judge(parts, shelf, now, one, shown)));
    for (const person of await store.nudges.settle(decisions, now)) {
      sent += 1;
      wakes.announce(person);
    }
  }
  return sent;
}
