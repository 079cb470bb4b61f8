import type { Carrier, ChannelName, Delivered, Found, OutMessage, Pace } from '../../src/desk/ports.ts';

/** A channel that is pushed to, in memory. */
export function fakeCarrier(channel: ChannelName = 'slack', pace?: Pace) {
  const sent: OutMessage[] = [];
  /** What the next tries do; when there is none left, they are sent. */
  const during: (() => Promise<Delivered>)[] = [];
  const carrier: Carrier = {
    channel,
    ...(pace && { pace }),
    send: async (message) => {
      const outcome: Delivered = (await during.shift()?.()) ?? { kind: 'sent', externalId: `sent-${sent.length + 1}` };
      if (outcome.kind === 'sent') sent.push(message);
      return outcome;
    },
  };
  return {
    carriers: new Map([[channel, carrier]]),
    during,
    /** The next tries end so. */
    ends: (...outcomes: Delivered[]) => during.push(...outcomes.map((outcome) => () => Promise.resolve(outcome))),
    /** From now on it can be asked for what may have arrived. */
    set finds(find: () => Promise<Found>) {
      carrier.find = find;
    },
    sent,
    texts: () => sent.map(({ said }) => said.text),
  };
}
