import { answeredMessage } from './answered.ts';
import { Bounded } from './bounded.ts';
import type { Clients } from './clients.ts';
import { ours } from './limits.ts';
import type { SlackMessage } from './outbound.ts';
import type { Words } from './words.ts';

/** A message of ours, where it is. */
export interface Posted {
  token: string;
  channel: string;
  ts: string;
  message: SlackMessage;
}

/**
 * The last question that each person was shown by this replica. Its buttons go when the answer is typed. Only a kindness: a button that stays
 * names its question, and is never an answer to another.
 */
export interface OpenQuestions {
  show(address: string, posted: Posted): void;
  /** It was answered by a press: whoever pressed has the message. */
  pressed(address: string): void;
  /** Takes the buttons away. Never rejects. */
  settle(address: string, words: Words): Promise<void>;
}

export function createOpenQuestions(clients: Clients): OpenQuestions {
  const shown = new Bounded<string, Posted>(ours.openQuestions);
  return {
    show: (address, posted) => shown.set(address, posted),
    pressed: (address) => void shown.take(address),
    settle: async (address, words) => {
      const posted = shown.take(address);
      if (!posted?.message.blocks.some(({ type }) => type === 'actions')) return;
      const { token, channel, ts, message } = posted;
      await clients
        .quick(token)
        .chat.update({ channel, ts, ...answeredMessage(message, null, words) })
        .catch(() => undefined);
    },
  };
}
