import type { List } from './lists.ts';
import type { Part, Phrase } from './phrase.ts';

/** Where a phrase stands in a sentence: its words are from `from` to before `to`, and its gaps took in the words at `skipped`. */
export interface Place {
  from: number;
  to: number;
  skipped: number[];
}

const none: string[][] = [];

/** Bounded: parts times gaps. */
function matched(parts: Part[], part: number, words: string[], at: number): Omit<Place, 'from'> | null {
  const now = parts[part];
  if (!now) return { to: at, skipped: [] };
  if ('gap' in now) {
    for (let length = 0; length <= now.gap && at + length <= words.length; length++) {
      const rest = matched(parts, part + 1, words, at + length);
      if (rest) return { to: rest.to, skipped: [...Array.from({ length }, (_, index) => at + index), ...rest.skipped] };
    }
    return null;
  }
  const word = words[at];
  if (word !== undefined)
    for (const { one, several } of now.list.ways()) {
      for (const way of several.get(word) ?? none)
        if (way.every((each, index) => words[at + 1 + index] === each)) {
          const rest = matched(parts, part + 1, words, at + 1 + way.length);
          if (rest) return rest;
        }
      if (one.has(word)) {
        const rest = matched(parts, part + 1, words, at + 1);
        if (rest) return rest;
      }
    }
  return now.optional ? matched(parts, part + 1, words, at) : null;
}

/** Whether something of a list begins at one of the words. */
const begins = (list: List, words: string[]) =>
  list.ways().some(({ one, several }) => words.some((word) => one.has(word) || several.has(word)));

/** Whether the words have something of each list that the phrase needs, the rarest first: nearly all phrases end here. */
const possible = ({ needed }: Phrase, words: string[]) => needed().every((list) => begins(list, words));

/** The first place where the phrase stands, of those that suit. */
export function placeOf(phrase: Phrase, words: string[], suits: (place: Place) => boolean): Place | undefined {
  if (!possible(phrase, words)) return undefined;
  for (let from = 0; from < words.length; from++) {
    const found = matched(phrase.parts, 0, words, from);
    const place = found && { from, ...found };
    if (place && suits(place)) return place;
  }
  return undefined;
}

/** Whether the phrase begins here. */
export function beginsAt(phrase: Phrase, words: string[], from: number): boolean {
  return possible(phrase, words) && matched(phrase.parts, 0, words, from) !== null;
}

/** Whether the phrase stands anywhere. */
export function stands(phrase: Phrase, words: string[]): boolean {
  return placeOf(phrase, words, () => true) !== undefined;
}
