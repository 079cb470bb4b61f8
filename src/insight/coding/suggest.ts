import type { Codebook } from './book.ts';

/** An area that may be in a text, and the words of the text that say so. */
export interface Suggestion {
  area: string;
  because: string[];
}

/** Letters, figures and apostrophes; accents are kept apart from their letters and go. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’ʼ]/g, "'")
    .toLowerCase()
    .match(/[\p{L}\p{N}][\p{L}\p{N}']*/gu) ?? [];

const fitsWord = (word: string, rule: string) => (rule.endsWith('*') ? word.startsWith(rule.slice(0, -1)) : word === rule);

/** The first words of a text that a rule fits, as they stand there; null: none. */
function found(words: string[], rule: string): string | null {
  const parts = rule.split(' ');
  for (let at = 0; at + parts.length <= words.length; at++)
    if (parts.every((part, place) => fitsWord(words[at + place] as string, part))) return words.slice(at, at + parts.length).join(' ');
  return null;
}

/** Areas that may be in a text, in the order of the codebook: words and nothing else make a suggestion, and which they were is said. A person decides. */
export function suggest(text: string, { areas }: Codebook): Suggestion[] {
  const words = wordsOf(text);
  return areas.flatMap(({ area, rules }) => {
    const because = rules.flatMap((rule) => found(words, rule) ?? []);
    return because.length > 0 ? [{ area, because: [...new Set(because)] }] : [];
  });
}
