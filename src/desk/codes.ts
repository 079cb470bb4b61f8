import { createHash } from 'node:crypto';
import type { ChannelName, Ids } from './ports.ts';

/** How long a code works, in milliseconds: seven days, long enough to find another phone. The words of `code_is` say so too. */
export const CODE_LIFE = 7 * 24 * 60 * 60 * 1000;

/**
 * Where an address is an account of somebody's own, so that a code that is said there links two who have registered. A browser may be a shared tablet on
 * which the next young person opens their own chat: there a code only opens it.
 */
export const ownAccounts: readonly ChannelName[] = ['slack', 'botframework'];

const WORDS_IN_A_CODE = 3;

/**
 * A code that can be remembered: three easy words and a number from 10 to 99. With 256 words that is one in 1.5 thousand million;
 * the page that takes codes allows about a hundred wrong ones an hour.
 */
export function newCode(words: string[], ids: Pick<Ids, 'below'>): string {
  const drawn = Array.from({ length: WORDS_IN_A_CODE }, () => words[ids.below(words.length)]);
  return [...drawn, 10 + ids.below(90)].join('-');
}

/** The hash under which a code is kept. Case, spaces and dashes do not matter: it may be read out, or typed with thick thumbs. */
export function hashOfCode(code: string): string {
  const folded =
    code
      .normalize('NFKC')
      .toLowerCase()
      .match(/[a-z]+|\d+/g)
      ?.join('-') ?? '';
  return createHash('sha256').update(folded).digest('hex');
}
