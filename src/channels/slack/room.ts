import { setTimeout as sleep } from 'node:timers/promises';
import type { Carrier, Desk } from '../../desk/ports.ts';
import { type Afterwards, createAfterwards } from '../afterwards.ts';
import { Bounded } from '../bounded.ts';
import { createCarrier } from './carrier.ts';
import { type Channels, createChannels, type Who } from './channels.ts';
import { type Clients, createClients, quietLogger } from './clients.ts';
import { addressOf } from './inbound.ts';
import type { Tokens } from './installs.ts';
import { ours } from './limits.ts';
import { createOpenQuestions, type OpenQuestions } from './open-questions.ts';
import { notice, type SlackMessage } from './outbound.ts';
import { refusalOf } from './outcome.ts';
import type { SlackParts } from './parts.ts';
import { type PhraseId, type Words, wordsOf } from './words.ts';

export type { Who } from './channels.ts';

/** The parts with what is made of them once, for every handler. */
export interface Room extends SlackParts, Afterwards {
  desk: Desk;
  tokens: Tokens;
  clients: Clients;
  channels: Channels;
  questions: OpenQuestions;
  /** Who was greeted by this replica and has not answered yet, and the greeting's question: their first words may be an answer to it. */
  greeted: Bounded<string, string | undefined>;
  /** Messages whose copy of somebody's data was just handed over. */
  handed: Bounded<string, true>;
  carrier: Carrier;
  wait(milliseconds: number): Promise<unknown>;
  words(language: string): Words;
  /** Shows something that only they see, where they are; in their messages when there is no such place, or we may not write there. */
  show(who: Who, channel: string | undefined, message: SlackMessage): Promise<void>;
  /** The same in a sentence. */
  say(who: Who, channel: string | undefined, text: string): Promise<void>;
  /** The same by a phrase. */
  tell(who: Who, channel: string | undefined, phrase: PhraseId): Promise<void>;
  /** Into somebody's own messages. */
  post(who: Who, message: SlackMessage): Promise<void>;
  failed(error: unknown): void;
}

/** The language of words to somebody of whom we do not know any: staff, or a press that came to nothing. */
export const plainLanguage = 'en';

/** The desk comes later: it is built with the carrier of this room. */
export function createRoom(parts: SlackParts, tokens: Tokens): Omit<Room, 'desk'> {
  const wait = parts.wait ?? sleep;
  const clients = createClients(parts.settings.apiUrl, quietLogger());
  const channels = createChannels(clients, parts.clock, wait);
  const questions = createOpenQuestions(clients, parts.clock);
  const failed = (error: unknown) => parts.log.error({ err: error }, 'Slack: something could not be done');
  const post: Room['post'] = async (who, message) => {
    const { chat } = clients.quick(who.token);
    await chat.postMessage({ channel: await channels.of(who, null, true), ...message });
  };
  const show: Room['show'] = async (who, channel, message) => {
    if (!channel) return post(who, message);
    const { chat } = clients.quick(who.token);
    await chat.postEphemeral({ channel, user: who.user, ...message }).catch((error: unknown) => {
      if (refusalOf(error) === null) throw error;
      return post(who, message);
    });
  };
  const say: Room['say'] = (who, channel, text) => show(who, channel, notice(text));
  return {
    ...parts,
    tokens,
    clients,
    channels,
    questions,
    greeted: new Bounded(ours.openQuestions),
    handed: new Bounded(ours.openQuestions),
    wait,
    carrier: createCarrier({
      ...parts,
      clients,
      channels,
      questions,
      wait,
      tokenOf: async (install) => (await tokens.of(install))?.token ?? null,
    }),
    words: (language) => wordsOf(parts.phrases, language),
    ...createAfterwards(failed),
    show,
    say,
    post,
    tell: (who, channel, phrase) => say(who, channel, wordsOf(parts.phrases, plainLanguage)(phrase)),
    failed,
  };
}

/** As Bolt names where something came from. */
export interface Origin {
  isEnterpriseInstall: boolean;
  enterpriseId?: string | undefined;
  teamId?: string | undefined;
  userId?: string | undefined;
  botToken?: string | undefined;
}

export const installOf = ({ isEnterpriseInstall, enterpriseId, teamId }: Origin) => (isEnterpriseInstall ? enterpriseId : teamId);

/** null: nobody, or a workspace that we are not in any more. */
export function whoOf(origin: Origin): Who | null {
  const install = installOf(origin);
  const { userId: user, botToken: token } = origin;
  return install && user && token ? { install, user, token, address: addressOf(install, user) } : null;
}
