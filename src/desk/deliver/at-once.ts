import type { Draft } from '../draft.ts';
import type { Claimed, ClaimedAtOnce } from '../ports.ts';
import { LEASE } from './policy.ts';

/**
 * The answer to a turn is claimed as it is written: then it needs no claim of its own, and usually no look for another after it. Only the first message;
 * what follows it waits for it as ever.
 */
export function claimAtOnce({ parts, record }: Draft): void {
  if (!record.pushed || !parts.carriers.has(record.channel)) return;
  const first = record.messages.find(({ direction, shown }) => direction === 'out' && !shown);
  if (first) first.lease = new Date(parts.clock.now().getTime() + LEASE);
}

/** The message as a claim would have answered it; null: its lease is over before anybody came to send it, and it is whose who claims it. */
export function claimedAtOnce({ parts, record, person, now }: Draft, written: ClaimedAtOnce): Claimed | null {
  const { channel, address, messages, letterbox } = record;
  const first = messages.find(({ lease }) => lease !== undefined);
  if (!first?.lease || first.lease <= parts.clock.now()) return null;
  return {
    ...written,
    ...(letterbox !== undefined && { place: letterbox }),
    person: person.id,
    channel,
    address,
    said: first.said,
    language: person.language,
    kind: null,
    attempts: 0,
    at: now,
    // A STOP from before is older than what it answers, and the rest is of nudges.
    stoppedAt: null,
    pausedUntil: null,
    zone: null,
    goodUntil: null,
    concern: false,
    doubt: false,
    abandoned: false,
    counted: false,
  };
}
