import type { Clock } from '../../desk/ports.ts';
import { Bounded } from '../bounded.ts';
import { answeredMessage } from './answered.ts';
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
  /** The one that somebody has in front of them, which is not open any more: taken before their answer, because the next may be shown before it returns. */
  take(address: string): Posted | undefined;
  /** Takes the buttons away. Never rejects. */
  settle(posted: Posted, words: Words): Promise<void>;
}

export function createOpenQuestions(clients: Clients, clock: Clock): OpenQuestions {
  const shown = new Bounded<string, Posted>(ours.openQuestions);
  /** By token: how many were changed in which minute. */
  const changed = new Bounded<string, { minute: number; count: number }>(ours.knownInstalls);

  /** Slack lets a workspace's bot change some fifty messages a minute. Where many answer at once, presses come first. */
  function spare(token: string): boolean {
    const minute = Math.floor(clock.now().getTime() / 60_000);
    const before = changed.get(token);
    const count = before?.minute === minute ? before.count : 0;
    changed.set(token, { minute, count: count + 1 });
    return count < ours.settledInAMinute;
  }

  return {
    show: (address, posted) => shown.set(address, posted),
    take: (address) => shown.take(address),
    settle: async (posted, words) => {
      if (!posted.message.blocks.some(({ type }) => type === 'actions') || !spare(posted.token)) return;
      const { token, channel, ts, message } = posted;
      await clients
        .quick(token)
        .chat.update({ channel, ts, ...answeredMessage(message, null, words) })
        .catch(() => undefined);
    },
  };
}
