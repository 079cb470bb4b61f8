import { answerOf, type PromiseState, promiseStanding, type Standing, standingOf } from './standing.ts';

/** A finding with all that came of it, as it is kept: each with the moment when it was noted. Days are YYYY-MM-DD. */
export interface Kept {
  area: string;
  said: string;
  sent: { to: string; on: string; answerBy: string; at: Date } | null;
  /** In the order in which they were noted. */
  answers: readonly { kind: 'yes' | 'partly' | 'no' | 'looking'; words: string; on: string; at: Date }[];
  promises: readonly {
    words: string;
    on: string;
    by: string;
    at: Date;
    done: { on: string; did: string; at: Date } | null;
    goneAt: Date | null;
  }[];
}

/** The same as a report shows it. It names nobody. */
export interface SaidAndDone extends Standing {
  area: string;
  said: string;
  to: string;
  sentOn: string;
  answerBy: string;
  /** The newest. */
  answer: { kind: 'yes' | 'partly' | 'no' | 'looking'; words: string; on: string } | null;
  promises: ({ words: string; on: string; by: string; doneOn: string | null; did: string | null } & Standing<PromiseState>)[];
}

/**
 * What was known of a finding at a moment: what was noted later is not in it, whatever day it says, so that the same report can be made again. null: it had not been sent.
 * @param today the local day of that moment
 */
export function saidAndDone({ area, said, sent, answers, promises }: Kept, cutOff: Date, today: string): SaidAndDone | null {
  if (sent === null || sent.at > cutOff) return null;
  const known = answers.filter(({ at }) => at <= cutOff);
  const made = promises
    .filter(({ at, goneAt }) => at <= cutOff && (goneAt === null || goneAt > cutOff))
    .map(({ words, on, by, done }) => {
      const was = done !== null && done.at <= cutOff ? done : null;
      return { words, on, by, doneOn: was?.on ?? null, did: was?.did ?? null };
    });
  const { to, on: sentOn, answerBy } = sent;
  const answer = answerOf(known, today);
  return {
    ...{ area, said, to, sentOn, answerBy },
    answer: answer && { kind: answer.kind, words: answer.words, on: answer.on },
    promises: made.map((one) => ({ ...one, ...promiseStanding(one, today) })),
    ...standingOf({ sentOn, answerBy, answers: known, promises: made }, today),
  };
}
