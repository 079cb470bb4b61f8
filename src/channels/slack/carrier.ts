import type { Carrier, ChannelPhrases, Clock, Delivered, Found, OutMessage } from '../../desk/ports.ts';
import { createLanes } from '../../lanes.ts';
import type { Channels, Who } from './channels.ts';
import type { Clients } from './clients.ts';
import { partsOf } from './inbound.ts';
import { marksOf, type Part, partsIn } from './keys.ts';
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

/** Somebody waits for it. */
const waitedFor = (kind: OutMessage['kind']) => kind === null || kind === 'alert';

/** Sends messages of the desk to people alone, one a second to each. */
export function createCarrier({ clients, channels, tokenOf, questions, phrases, clock, wait }: CarrierParts): Carrier {
  const lanes = createLanes();
  const pace = createLanes();

  async function whoOf(address: string): Promise<Who | null> {
    const whose = partsOf(address);
    const token = whose && (await tokenOf(whose.install));
    return whose && token ? { ...whose, address, token } : null;
  }

  /** The second runs from when Slack answered: nobody knows how long a message was on its way before Slack counted it. */
  function paced<T>(channel: string, send: () => Promise<T>): Promise<T> {
    const sent = pace.run(channel, send);
    void pace.run(channel, () => wait(ours.betweenMessages));
    return sent;
  }

  async function post(token: string, channel: string, message: SlackMessage, part: Part): Promise<string | null> {
    const send = (blocks: SlackMessage['blocks']) =>
      paced(channel, () => clients.post(token, { channel, text: message.text, blocks, ...marksOf(part) }));
    try {
      return await send(message.blocks);
    } catch (error) {
      if (!blockTrouble.has(refusalOf(error) ?? '')) throw error;
      return await send([]);
    }
  }

  async function deliver({ id, address, place, said, language, kind }: OutMessage): Promise<Delivered> {
    const who = await whoOf(address);
    if (!who) return { kind: 'unreachable' };
    let channel: string;
    try {
      channel = await channels.of(who, place, waitedFor(kind));
    } catch (error) {
      const outcome = outcomeOf(error, clock.now());
      // Nothing was said yet, and opening the same twice does no harm. That few can be opened holds up nobody to whom we have written.
      return outcome.kind === 'unreachable' ? outcome : { kind: 'later', at: outcome.kind === 'later' ? outcome.at : null };
    }
    let sent: string | null = null;
    const messages = messagesOf(said, wordsOf(phrases, language));
    for (const [at, message] of messages.entries()) {
      const part = { id, part: at, of: messages.length };
      try {
        sent = await post(who.token, channel, message, part).catch(async (error: unknown) => {
          if (refusalOf(error) !== 'channel_not_found' || at > 0) throw error;
          channels.forget(address);
          channel = await channels.of(who, null, true);
          return post(who.token, channel, message, part);
        });
      } catch (error) {
        // The first part of a long text is there already: sent again, it would be there twice.
        if (at > 0) return { kind: 'unknown' };
        throw error;
      }
      if (sent !== null && said.prompt) questions.show(address, { token: who.token, channel, ts: sent, message });
    }
    return { kind: 'sent', externalId: sent && `${channel}/${sent}`, place: channel };
  }

  /** Looks for the marks of a message in what was said last. Part of a long text alone says too little. */
  async function find({ id, address, place, kind }: OutMessage): Promise<Found> {
    const who = await whoOf(address);
    if (!who) return { kind: 'unclear' };
    try {
      const channel = await channels.of(who, place, waitedFor(kind));
      const { conversations } = clients.bulk(who.token);
      const { messages = [] } = await conversations.history({ channel, include_all_metadata: true, limit: ours.lookedBack });
      const { of, found, shows } = partsIn(messages, id);
      if (found.size === 0) return { kind: shows ? 'absent' : 'unclear' };
      return found.size === of ? { kind: 'found', externalId: `${channel}/${found.get(of - 1)}` } : { kind: 'unclear' };
    } catch (error) {
      const outcome = outcomeOf(error, clock.now());
      if (outcome.kind === 'unreachable' || refusalOf(error) === 'missing_scope') return { kind: 'unclear' };
      return { kind: 'later', at: outcome.kind === 'later' ? outcome.at : null };
    }
  }

  return {
    channel: 'slack',
    pace: { address: ours.betweenMessages, workspace: ours.betweenInWorkspace, first: ours.betweenOpens },
    find,
    send: (message) => lanes.run(message.address, () => deliver(message).catch((error: unknown) => outcomeOf(error, clock.now()))),
  };
}
