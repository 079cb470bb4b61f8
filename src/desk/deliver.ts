import { createGate } from './deliver/gate.ts';
import { LEASE, type SendingParts } from './deliver/policy.ts';
import type { ChannelName, Said } from './ports.ts';

export type { SendingParts } from './deliver/policy.ts';
export { createSender } from './deliver/sender.ts';

/** Channels that show nothing by themselves: what is said there is queued, and sent. */
export const pushedChannels: readonly ChannelName[] = ['slack', 'botframework', 'email', 'sms'];

/** Shows what waits for one person on a channel that they have to look at, in its order. */
export async function collect(parts: SendingParts, channel: ChannelName, person: string, show: (said: Said) => void): Promise<void> {
  const { store, clock } = parts;
  const gate = createGate(parts);
  for (;;) {
    const now = clock.now();
    const lease = new Date(now.getTime() + LEASE);
    const [message] = await store.outbox.claim({ channel, now, lease, most: 1, pace: null, person });
    if (!message) return;
    const refused = await gate(message);
    if (!refused) show(message.said);
    await store.outbox.settle(message, refused ?? { state: 'sent', externalId: null }, now, null);
  }
}
