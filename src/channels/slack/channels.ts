import type { Clock } from '../../desk/ports.ts';
import { Bounded } from '../bounded.ts';
import type { Clients } from './clients.ts';
import { ours } from './limits.ts';
import { patienceOf } from './outcome.ts';
import { createPace } from './pace.ts';

/** Somebody who did something in Slack. */
export interface Who {
  /** The workspace, or the organisation, that installed us. */
  install: string;
  user: string;
  address: string;
  /** The bot's, there. */
  token: string;
}

/** The channel in which we talk to somebody alone. Slack opens few of them in a minute, so they are remembered, also from what people write. */
export interface Channels {
  /** Rejects as Slack's client does. @param place where something arrived before; null: nobody knows. @param hurry somebody waits for it */
  of(who: Who, place: string | null, hurry: boolean): Promise<string>;
  learn(address: string, channel: string): void;
  /** It was not there any more. */
  forget(address: string): void;
}

export function createChannels(clients: Clients, clock: Clock, wait: (milliseconds: number) => Promise<unknown>): Channels {
  const known = new Bounded<string, string>(ours.knownChannels);
  const opening = createPace(ours.betweenOpens, clock, wait);
  return {
    of: async ({ address, user, token, install }, place, hurry) => {
      const channel = known.get(address) ?? place;
      if (channel) return channel;
      await opening.turn(install, hurry);
      const client = hurry ? clients.quick(token) : clients.bulk(token);
      const opened = await client.conversations.open({ users: user }).catch((error: unknown) => {
        opening.rest(install, patienceOf(error));
        throw error;
      });
      const id = opened.channel?.id;
      if (!id) throw new Error('Slack opened a conversation and did not say which.');
      known.set(address, id);
      return id;
    },
    learn: (address, channel) => known.set(address, channel),
    forget: (address) => void known.take(address),
  };
}
