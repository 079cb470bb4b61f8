import { Bounded } from './bounded.ts';
import type { Clients } from './clients.ts';
import { createLanes } from './lanes.ts';
import { ours } from './limits.ts';

/** The channel in which we talk to somebody alone. Slack opens few of them in a minute, so they are remembered, also from what people write. */
export interface Channels {
  /** Rejects as Slack's client does. @param place where something arrived before; null: nobody knows */
  of(address: string, user: string, token: string, install: string, place: string | null): Promise<string>;
  learn(address: string, channel: string): void;
  /** It was not there any more. */
  forget(address: string): void;
}

export function createChannels(clients: Clients, wait: (milliseconds: number) => Promise<unknown>): Channels {
  const known = new Bounded<string, string>(ours.knownChannels);
  const opening = createLanes(ours.betweenOpens, wait);
  return {
    of: async (address, user, token, install, place) => {
      const channel = known.get(address) ?? place;
      if (channel) return channel;
      const opened = await opening.run(install, () => clients.bulk(token).conversations.open({ users: user }));
      const id = opened.channel?.id;
      if (!id) throw new Error('Slack opened a conversation and did not say which.');
      known.set(address, id);
      return id;
    },
    learn: (address, channel) => known.set(address, channel),
    forget: (address) => void known.take(address),
  };
}
