import type { Goes } from '../nudges/goes.ts';
import type { DeskParts } from '../parts.ts';
import type { Blackout, Carrier, Claimed, Delivered, OutMessage, Settled } from '../ports.ts';

export type SendingParts = Pick<DeskParts, 'store' | 'clock' | 'ids' | 'carriers' | 'contactHours'> & {
  /** A message as it goes out now, with its links; null: they may not be written to there any more. */
  prepare(message: Claimed): Promise<OutMessage | null>;
  /** Whether a nudge that was queued still goes; null: it is none. */
  stillGoes(message: Claimed, blackouts: readonly Blackout[], now: Date): Promise<Goes | null>;
};

/**
 * Milliseconds for which a message is one worker's. A worker that lives renews it (`RENEWAL`); one that has died leaves its messages to others
 * after so long. Three renewals fit in, so that one that is late does not matter.
 */
export const LEASE = 6_000;
export const RENEWAL = 2_000;

/** The first wait after a try that was not taken, doubled each time. In doubt it is short: the channel is only asked. */
const PATIENCE = { first: 1_000, longest: 3_600_000, inDoubt: 2_000 };

/** Tries until a message is put aside: with the waits above, some nine hours. */
const MOST_TRIES = 20;

/** Whether it is better sent twice than never. What nobody waits for is not: it counts as sent. */
const twiceRatherThanNever = ({ kind }: Claimed) => kind === null || kind === 'alert';

function backOff({ attempts }: Claimed, { clock, ids }: SendingParts, first: number): Date {
  const wait = Math.min(first * 2 ** attempts, PATIENCE.longest);
  // Spread, so that what failed together does not come back together.
  return new Date(clock.now().getTime() + wait + ids.below(Math.ceil(wait / 2)));
}

/** Tried again, unless it was tried often enough. */
export function putOff(message: Claimed, at: Date | null, doubt: boolean, parts: SendingParts): Settled {
  if (message.attempts + 1 >= MOST_TRIES) return { state: 'failed', reason: doubt ? 'doubt' : 'tries' };
  return { state: 'queued', dueAt: at ?? backOff(message, parts, doubt ? PATIENCE.inDoubt : PATIENCE.first), doubt };
}

/** What becomes of a message that may have arrived, when the channel cannot say whether. */
export function inDoubt(message: Claimed, parts: SendingParts): Settled {
  return twiceRatherThanNever(message) ? putOff(message, null, true, parts) : { state: 'unknown' };
}

/** What becomes of a message after a try. */
export function settledBy(delivered: Delivered, message: Claimed, carrier: Carrier, parts: SendingParts): Settled {
  switch (delivered.kind) {
    case 'sent': {
      const { externalId, place } = delivered;
      return { state: 'sent', externalId, ...(place !== undefined && { place }) };
    }
    case 'unknown':
      return carrier.find || carrier.keepsKeys ? putOff(message, null, true, parts) : inDoubt(message, parts);
    case 'unreachable':
      return { state: 'failed', reason: 'unreachable' };
    case 'refused':
      return { state: 'failed', reason: 'refused' };
    case 'later':
      return putOff(message, delivered.at, false, parts);
  }
}
