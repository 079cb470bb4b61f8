import type { Carrier, ChannelPhrases, Clock, Delivered, OutMessage } from '../../desk/ports.ts';
import type { Channels } from './channels.ts';
import type { Clients } from './clients.ts';
import { partsOf } from './inbound.ts';
import { createLanes } from './lanes.ts';
import { ours } from './limits.ts';
import type { OpenQuestions } from './open-questions.ts';
import { messagesOf, type SlackMessage } from './outbound.ts';
import { outcomeOf, refusalOf } from './outcome.ts';
import { wordsOf } from './words.ts';

export interface CarrierParts {
  clients: Clients;
  channels: Channels;
  /** The bot's token in a workspace; null: we are not there, or not any more. */
  tokenOf(install: string): Promise<string | null>;
  questions: OpenQuestions;
  phrases: ChannelPhrases;
  clock: Clock;
  wait(milliseconds: number): Promise<unknown>;
}

/** Blocks that this workspace's Slack does not take: the words alone always go. */
const blockTrouble = new Set(['invalid_blocks', 'msg_blocks_too_long', 'msg_too_long']);

/** Sends messages of the desk to people alone, one a second to each. */
export function createCarrier({ clients, channels, tokenOf, questions, phrases, clock, wait }: CarrierParts): Carrier {
  const lanes = createLanes(0, wait);
  const pace = createLanes(0, wait);

  /** The second runs from when Slack answered: nobody knows how long a message was on its way before Slack counted it. */
  function paced<T>(channel: string, send: () => Promise<T>): Promise<T> {
    const sent = pace.run(channel, send);
    void pace.run(channel, () => wait(ours.betweenMessages));
    return sent;
  }

  async function post(token: string, channel: string, message: SlackMessage): Promise<string> {
    const send = (blocks: SlackMessage['blocks']) => paced(channel, () => clients.post(token, { channel, text: message.text, blocks }));
    try {
      return (await send(message.blocks)).ts;
    } catch (error) {
      if (!blockTrouble.has(refusalOf(error) ?? '')) throw error;
      return (await send([])).ts;
    }
  }

  async function deliver({ address, said, language }: OutMessage): Promise<Delivered> {
    const whose = partsOf(address);
    const token = whose && (await tokenOf(whose.install));
    if (!whose || !token) return { kind: 'unreachable' };
    let channel: string;
    try {
      channel = await channels.of(address, whose.user, token, whose.install);
    } catch (error) {
      const outcome = outcomeOf(error, clock.now());
      // Nothing was said yet, and opening the same twice does no harm.
      return outcome.kind === 'unknown' ? { kind: 'later', at: null } : outcome;
    }
    let sent: string | null = null;
    for (const [at, message] of messagesOf(said, wordsOf(phrases, language)).entries()) {
      try {
        sent = await post(token, channel, message).catch(async (error: unknown) => {
          if (refusalOf(error) !== 'channel_not_found' || at > 0) throw error;
          channels.forget(address);
          channel = await channels.of(address, whose.user, token, whose.install);
          return post(token, channel, message);
        });
      } catch (error) {
        // The first part of a long text is there already: sent again, it would be there twice.
        if (at > 0) return { kind: 'unknown' };
        throw error;
      }
      if (said.prompt) questions.show(address, { token, channel, ts: sent, message });
    }
    return { kind: 'sent', externalId: sent && `${channel}/${sent}` };
  }

  return {
    channel: 'slack',
    send: (message) => lanes.run(message.address, () => deliver(message).catch((error: unknown) => outcomeOf(error, clock.now()))),
  };
}
