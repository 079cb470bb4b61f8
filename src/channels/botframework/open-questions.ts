import { Bounded } from '../bounded.ts';
import { settled } from './answered.ts';
import { ours } from './limits.ts';
import type { Connector, Json, Reference } from './port.ts';
import type { Words } from './words.ts';

/** An activity of ours, where it is. */
export interface Posted {
  to: Reference;
  id: string;
  activity: Json;
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

export function createOpenQuestions(connector: Connector): OpenQuestions {
  const shown = new Bounded<string, Posted>(ours.remembered);
  return {
    show: (address, posted) => shown.set(address, posted),
    take: (address) => shown.take(address),
    settle: async ({ to, id, activity }, words) => {
      const without = settled(activity, null, words);
      if (without) await connector.update(to, id, without);
    },
  };
}
