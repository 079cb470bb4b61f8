import { together, type Word } from './words.ts';

/** Phrases by their first word, so that a long list costs no more than a short one. */
export interface Phrases {
  /** How many words of the longest phrase that begins here; 0 if none does. */
  at(words: Word[], index: number): number;
  /** How many words of the longest phrase that ends right before here. */
  before(words: Word[], index: number): number;
}

export function phrasesOf(list: string[]): Phrases {
  const byFirst = new Map<string, string[][]>();
  const byLast = new Map<string, string[][]>();
  const add = (map: Map<string, string[][]>, key: string, phrase: string[]) => map.set(key, [...(map.get(key) ?? []), phrase]);
  for (const source of list) {
    const phrase = source.split(' ');
    add(byFirst, phrase[0] as string, phrase);
    add(byLast, phrase.at(-1) as string, phrase);
  }

  const longest = (words: Word[], from: (phrase: string[]) => number, candidates: string[][] | undefined) =>
    (candidates ?? []).reduce((best, phrase) => {
      const start = from(phrase);
      if (phrase.length <= best || start < 0 || !together(words, start, start + phrase.length)) return best;
      return phrase.every((part, offset) => words[start + offset]?.low === part || words[start + offset]?.bare === part)
        ? phrase.length
        : best;
    }, 0);

  return {
    at: (words, index) => longest(words, () => index, byFirst.get(words[index]?.bare ?? '') ?? byFirst.get(words[index]?.low ?? '')),
    before: (words, index) => longest(words, ({ length }) => index - length, byLast.get(words[index - 1]?.low ?? '')),
  };
}
