import type { Said } from '../../desk/ports.ts';
import { createGuesses } from './guesses.ts';
import { ours } from './limits.ts';
import type { Room, Who } from './room.ts';
import { sayUnkept } from './unkept.ts';

/**
 * A code to come back, typed in the messages with us: `blue-otter-lemon-42`, or with spaces. A wrong one costs nothing: with its dashes it is no
 * answer to any question, and without them it is left to be what it may well be, somebody's words.
 */

const dashed = /^\s*[a-z]+(?:-[a-z]+){2}-\d\d[\s.]*$/i;
const spaced = /^\s*[a-z]+(?:[\s-]+[a-z]+){2}[\s-]+\d\d[\s.]*$/i;

export interface TypedCode {
  text: string;
  /** Of the event. */
  externalId: string;
}

/** Takes what somebody wrote if it is a code. false: it is none, and the desk has to hear it. */
export type TakeCode = (room: Room, who: Who, written: TypedCode) => Promise<boolean>;

export function createTakeCode(): TakeCode {
  const ofOne = createGuesses(ours.wrongCodesOfOne, ours.openQuestions);
  const ofAll = createGuesses(ours.wrongCodesOfAll, 1);
  return async (room, who, { text, externalId }) => {
    if (!spaced.test(text)) return false;
    const now = room.clock.now().getTime();
    const spent = ofOne.isSpent(who.address, now) || ofAll.isSpent('', now);
    const redeemed = spent ? null : await room.desk.redeem('slack', who.address, text, { externalId });
    if (redeemed?.kind === 'duplicate') return true;
    if (redeemed?.kind === 'redeemed') {
      room.later(() => welcome(room, who));
      return true;
    }
    if (redeemed) {
      ofOne.note(who.address, now);
      ofAll.note('', now);
    }
    if (!dashed.test(text)) return false;
    // It may be about somebody in danger all the same.
    const heard = await room.desk.overhear({ channel: 'slack', externalId, address: who.address, text });
    if (!heard) room.later(() => room.tell(who, undefined, spent ? 'code_wait' : 'code_refused'));
    return true;
  };
}

/** Shows them where they are: what was said last, with the question that waits. */
async function welcome(room: Room, who: Who): Promise<void> {
  const { messages, prompt, stopped, language } = await room.desk.view('slack', who.address);
  const words = room.words(language);
  if (stopped) return sayUnkept(room, who, [{ text: words('home_stopped') }], language);
  const last = messages.findLast(({ direction }) => direction === 'out');
  const again: Said[] = prompt && last ? [{ text: last.text, prompt }] : [];
  await sayUnkept(room, who, [{ text: words('code_taken') }, ...again], language);
}
