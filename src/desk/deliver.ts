import type { DeskParts } from './parts.ts';
import type { ChannelName, Claimed, Delivered, DeliveryCounts, OutMessage, Said, Settled } from './ports.ts';

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

type Parts = Pick<DeskParts, 'store' | 'clock' | 'ids' | 'carriers'>;

/** A message as it goes out now; null: it may not go there any more. */
export type Prepare = (message: Claimed) => Promise<OutMessage | null>;

/** Nothing that was said before STOP, and nothing that nobody asked for, goes after it. */
const isHeld = ({ stoppedAt, kind, at }: Claimed) => stoppedAt !== null && (kind !== null || at < stoppedAt);

function settledBy(delivered: Delivered, { attempts }: Claimed, { clock, ids }: Parts): Settled {
  switch (delivered.kind) {
    case 'sent':
      return { state: 'sent', externalId: delivered.externalId };
    case 'unknown':
      return { state: 'unknown' };
    case 'unreachable':
    case 'refused':
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

/** Shows what waits for one person on a channel that they have to look at, in its order. */
export async function collect({ store, clock }: Parts, channel: ChannelName, person: string, show: (said: Said) => void): Promise<void> {
  for (;;) {
    const now = clock.now();
    const message = await store.outbox.claim([channel], now, new Date(now.getTime() + LEASE), person);
    if (!message) return;
    const held = isHeld(message);
    if (!held) show(message.said);
    await store.outbox.settle(message, held ? { state: 'held' } : { state: 'sent', externalId: null });
  }
}

/**
 * Sends what is queued for one person, or for everybody: one at a time for each of them, in its order.
 * @param prepare asked for each message at the moment of sending
 * @param going asked before each message, so that a bot which stops does not start another
 */
export async function deliver(parts: Parts, prepare: Prepare, going: () => boolean, person: string | null = null): Promise<DeliveryCounts> {
  const { store, clock, carriers } = parts;
  const counts: DeliveryCounts = { sent: 0, queued: 0, unknown: 0, failed: 0, held: 0 };
  const channels = [...carriers.keys()];
  if (channels.length === 0) return counts;

  async function work(): Promise<void> {
    while (going()) {
      const now = clock.now();
      const message = await store.outbox.claim(channels, now, new Date(now.getTime() + LEASE), person);
      if (!message) return;
      const carrier = carriers.get(message.channel);
      const ready = carrier && !isHeld(message) ? await prepare(message) : null;
      const settled: Settled = ready && carrier ? settledBy(await carrier.send(ready), message, parts) : { state: 'held' };
      await store.outbox.settle(message, settled);
      counts[settled.state] += 1;
    }
  }
  await Promise.all(Array.from({ length: person === null ? WORKERS : 1 }, work));
  return counts;
}
