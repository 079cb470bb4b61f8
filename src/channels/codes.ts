import type { ChannelName, Clock, Desk } from '../desk/ports.ts';
import { createGuesses } from './guesses.ts';

/**
 * A code to come back, typed in a chat: `blue-otter-lemon-42`, or with spaces. A wrong one costs nothing: with its dashes it is no answer to
 * any question, and without them it is left to be what it may well be, somebody's words.
 */

const dashed = /^\s*[a-z]+(?:-[a-z]+){2}-\d\d[\s.]*$/i;
const spaced = /^\s*[a-z]+(?:[\s-]+[a-z]+){2}[\s-]+\d\d[\s.]*$/i;

/** Wrong codes: enough for slow thumbs, too few to guess; those of everybody together are counted too. Times in milliseconds. */
const wrongOfOne = { limit: 10, within: 15 * 60_000 };
const wrongOfAll = { limit: 100, within: 60 * 60_000 };
const known = 5_000;

export interface TypedCode {
  address: string;
  text: string;
  /** Of the event. */
  externalId: string;
}

/**
 * `no_code`: it is none, and the desk has to hear it. `taken`: the address is theirs who got the code. `refused`, `wait`: it is no answer to
 * anything either, and has been looked at by the screen. `done`: there is nothing more to say.
 */
export type CodeTaken = 'no_code' | 'taken' | 'refused' | 'wait' | 'done';

/** Takes what somebody wrote if it is a code. */
export type TakeCode = (desk: Desk, code: TypedCode) => Promise<CodeTaken>;

export function createTakeCode(channel: ChannelName, clock: Clock): TakeCode {
  const ofOne = createGuesses(wrongOfOne, known);
  const ofAll = createGuesses(wrongOfAll, 1);
  return async (desk, { address, text, externalId }) => {
    if (!spaced.test(text)) return 'no_code';
    const now = clock.now().getTime();
    const spent = ofOne.isSpent(address, now) || ofAll.isSpent('', now);
    const redeemed = spent ? null : await desk.redeem(channel, address, text, { externalId });
    if (redeemed?.kind === 'duplicate') return 'done';
    if (redeemed?.kind === 'redeemed') return 'taken';
    if (redeemed) {
      ofOne.note(address, now);
      ofAll.note('', now);
    }
    if (!dashed.test(text)) return 'no_code';
    // It may be about somebody in danger all the same.
    const heard = await desk.overhear({ channel, externalId, address, text });
    if (heard) return 'done';
    return spent ? 'wait' : 'refused';
  };
}
