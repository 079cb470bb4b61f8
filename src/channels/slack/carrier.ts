import type { Carrier, ChannelPhrases, Clock, Delivered, OutMessage } from '../../desk/ports.ts';
import type { Channels } from './channels.ts';
import type { Clients } from './clients.ts';
import { partsOf } from './inbound.ts';
import { createLanes } from './lanes.ts';
import { ours } from './limits.ts';
import type { OpenQuestions } from './open-questions.ts';
import { messagesOf, type SlackMessage } from './outbound.ts';
import { outcomeOf, patienceOf, refusalOf } from './outcome.ts';
import { createPace } from './pace.ts';
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

interface Place {
  install: string;
  user: string;
  token: string;
  channel: string;
}

/** What nobody waits for. */
const mayWait = ({ kind }: OutMessage) => kind === 'invitation' || kind === 'reminder';

/** Sends messages of the desk to people alone, one a second to each. Those that nobody waits for leave room for all others. */
export function createCarrier({ clients, channels, tokenOf, questions, phrases, clock, wait }: CarrierParts): Carrier {
  const lanes = createLanes();
  const pace = createLanes();
  const posting = createPace(ours.betweenInvitations, clock, wait);

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

  /** Where somebody is, or why they can't be reached. */
  async function placeOf(address: string, hurry: boolean): Promise<Place | Delivered> {
    const whose = partsOf(address);
    const token = whose && (await tokenOf(whose.install));
    if (!whose || !token) return { kind: 'unreachable' };
    try {
      return { ...whose, token, channel: await channels.of(address, whose.user, token, whose.install, hurry) };
    } catch (error) {
      const outcome = outcomeOf(error, clock.now());
      // Nothing was said yet, and opening the same twice does no harm.
      return outcome.kind === 'unknown' ? { kind: 'later', at: null } : outcome;
    }
  }

  async function deliver({ install, user, token, ...place }: Place, { address, said, language }: OutMessage): Promise<Delivered> {
    let { channel } = place;
    let sent: string | null = null;
    for (const [at, message] of messagesOf(said, wordsOf(phrases, language)).entries()) {
      try {
        sent = await post(token, channel, message).catch(async (error: unknown) => {
          if (refusalOf(error) !== 'channel_not_found' || at > 0) throw error;
          channels.forget(address);
          channel = await channels.of(address, user, token, install, true);
          return post(token, channel, message);
        });
      } catch (error) {
        posting.rest(install, patienceOf(error));
        // The first part of a long text is there already: sent again, it would be there twice.
        if (at > 0) return { kind: 'unknown' };
        throw error;
      }
      if (said.prompt) questions.show(address, { token, channel, ts: sent, message });
    }
    return { kind: 'sent', externalId: sent && `${channel}/${sent}` };
  }

  async function send(message: OutMessage): Promise<Delivered> {
    const { address } = message;
    const hurry = !mayWait(message);
    const say = async (place: Place | Delivered) => ('kind' in place ? place : deliver(place, message));
    // What may wait does so before the person's lane, so that an answer to them passes it.
    if (hurry) return lanes.run(address, async () => say(await inTurn(await placeOf(address, true), true)));
    const place = await inTurn(await placeOf(address, false), false);
    return lanes.run(address, () => say(place));
  }

  async function inTurn(place: Place | Delivered, hurry: boolean): Promise<Place | Delivered> {
    if ('install' in place) await posting.turn(place.install, hurry);
    return place;
  }

  return { channel: 'slack', send: (message) => send(message).catch((error: unknown) => outcomeOf(error, clock.now())) };
}
