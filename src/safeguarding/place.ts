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
    for (const { one, several } of now.ways) {
      for (const way of several.get(word) ?? none)
        if (way.every((each, index) => words[at + index] === each)) {
          const rest = matched(parts, part + 1, words, at + way.length);
          if (rest) return rest;
        }
      if (one.has(word)) {
        const rest = matched(parts, part + 1, words, at + 1);
        if (rest) return rest;
      }
    }
  return now.optional ? matched(parts, part + 1, words, at) : null;
}

/** Every place of a sentence where the phrase stands. */
export function* placesOf({ parts }: Phrase, words: string[]): Generator<Place> {
  for (let from = 0; from < words.length; from++) {
    const place = matched(parts, 0, words, from);
    if (place) yield { from, ...place };
  }
}

/** Whether the phrase begins here. */
export function beginsAt({ parts }: Phrase, words: string[], from: number): boolean {
  return matched(parts, 0, words, from) !== null;
}

export function stands(phrase: Phrase, words: string[]): boolean {
  return !placesOf(phrase, words).next().done;
}
