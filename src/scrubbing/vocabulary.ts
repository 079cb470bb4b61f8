import { isOrdinary } from './english.ts';
import { type ScrubLists, setsOf } from './lists.ts';
import type { Word } from './words.ts';

/** What the lists say about one word. */
export interface Vocabulary {
  /** "the", "said": never a name, and in capitals only in titles. */
  small(low: string): boolean;
  /** In a dictionary, or slang: a name only where something else says so. */
  ordinary(low: string): boolean;
  /** Nothing that we know: after "my mate" it is a name. */
  unknown(word: Word | undefined): boolean;
  /** A first name that is nothing else, with or without "s". */
  first(word: Word | undefined): boolean;
  /** A first name that is a word as well. */
  wordy(word: Word | undefined): boolean;
  surname(word: Word | undefined): boolean;
  /** Written with a capital, and nobody's name. */
  brand(word: Word): boolean;
}

/** Endings of words, made new every day, that names do not have. */
const madeWord = /(?:ing|ness|tion|sion|ment|ship|ism|ist|able|ible|ful|less|ology|wise)s?$/;
/** "zainabs group": an apostrophe is the first thing that is left out. Shorter words would be other words. */
const SHORTEST_WITH_S = 5;

export function vocabularyOf({ names }: Pick<ScrubLists, 'names'>): Vocabulary {
  const sets = setsOf(names);
  const slang = new Set(
    [names.ordinary, names.relations, names.titles, names.weak_titles, names.owners, names.capitals, names.says].flat(),
  );
  const ordinary = (low: string) => sets.small_words.has(low) || slang.has(low) || isOrdinary(low);
  const has = (set: Set<string>, one: Word) =>
    set.has(one.bare) ||
    (one.low.length >= SHORTEST_WITH_S && one.low.endsWith('s') && !ordinary(one.low) && set.has(one.low.slice(0, -1)));

  return {
    small: (low) => sets.small_words.has(low),
    ordinary,
    unknown: (one) =>
      one !== undefined && /^\p{L}{2,}$/u.test(one.bare) && !madeWord.test(one.bare) && !ordinary(one.bare) && !ordinary(one.low),
    first: (one) => one !== undefined && has(sets.first_names, one),
    wordy: (one) => one !== undefined && has(sets.wordy_names, one),
    surname: (one) => one !== undefined && sets.surnames.has(one.bare),
    brand: (one) => sets.capitals.has(one.bare),
  };
}
