import type { DeskParts } from './parts.ts';
import type { ChannelName, Claimed, Delivered, DeliveryCounts, Said, Settled } from './ports.ts';
import { withLink } from './surveys/links.ts';

/** Channels that show nothing by themselves: what is said there is queued, and sent. */
export const pushedChannels: readonly ChannelName[] = ['slack', 'botframework', 'email', 'sms'];

/** A worker that has not settled a message after so long is taken for dead. Longer than any channel is waited for. */
const LEASE = 120_000;

/** Messages on their way at once. Channels keep their own pace; this only has to be more than the slowest of them needs. */
const WORKERS = 16;

/** The first wait after a try that was not taken, doubled each time. */
const PATIENCE = { first: 5_000, longest: 3_600_000 };

/** Tries until a message is put aside: with the waits above, some eight hours. */
const MOST_TRIES = 16;

type Parts = Pick<DeskParts, 'store' | 'clock' | 'ids' | 'carriers' | 'seal' | 'publicUrl'>;

/** Nothing that was said before STOP, and nothing that nobody asked for, goes after it. */
const isHeld = ({ stoppedAt, kind, at }: Claimed) => stoppedAt !== null && (kind !== null || at < stoppedAt);

function settledBy(delivered: Delivered, { attempts }: Claimed, { clock, ids }: Parts): Settled {
  switch (delivered.kind) {
    case 'sent':
      return { state: 'sent', externalId: delivered.externalId };
    case 'unknown':
      return { state: 'unknown' };
    case 'unreachable':
      return { state: 'failed' };
    case 'later': {
      if (attempts + 1 >= MOST_TRIES) return { state: 'failed' };
      const wait = Math.min(PATIENCE.first * 2 ** attempts, PATIENCE.longest);
      // Spread, so that what failed together does not come back together.
      const backOff = wait + ids.below(Math.ceil(wait / 2));
      return { state: 'queued', dueAt: delivered.at ?? new Date(clock.now().getTime() + backOff) };
    }
  }
}

/** When a claim that is made now runs out. */
export const leaseFrom = (now: Date) => new Date(now.getTime() + LEASE);

/** Sends one message that is claimed, and keeps how it ended. */
export async function sendClaimed(parts: Parts, message: Claimed): Promise<Settled['state']> {
  const { store, carriers } = parts;
  const carrier = carriers.get(message.channel);
  const settled: Settled =
    isHeld(message) || !carrier
      ? { state: 'held' }
      : settledBy(await carrier.send({ ...message, said: withLink(parts, message.said) }), message, parts);
  await store.outbox.settle(message, settled);
  return settled.state;
}

/** Shows what waits for one person on a channel that they have to look at, in its order. */
export async function collect({ store, clock }: Parts, channel: ChannelName, person: string, show: (said: Said) => void): Promise<void> {
  for (;;) {
    const now = clock.now();
    const message = await store.outbox.claim([channel], now, leaseFrom(now), person);
    if (!message) return;
    const held = isHeld(message);
    if (!held) show(message.said);
    await store.outbox.settle(message, held ? { state: 'held' } : { state: 'sent', externalId: null });
  }
}

/**
 * Sends what is queued for one person, or for everybody: one at a time for each of them, in its order.
 * @param going asked before each message, so that a bot which stops does not start another
 */
export async function deliver(parts: Parts, going: () => boolean, person: string | null = null): Promise<DeliveryCounts> {
  const { store, clock, carriers } = parts;
  const counts: DeliveryCounts = { sent: 0, queued: 0, unknown: 0, failed: 0, held: 0 };
  const channels = [...carriers.keys()];
  if (channels.length === 0) return counts;

  async function work(): Promise<void> {
    while (going()) {
      const now = clock.now();
      const message = await store.outbox.claim(channels, now, leaseFrom(now), person);
      if (!message) return;
      counts[await sendClaimed(parts, message)] += 1;
    }
  }
  await Promise.all(Array.from({ length: person === null ? WORKERS : 1 }, work));
  return counts;
}
