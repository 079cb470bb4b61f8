import { isWord, wordOf } from './words.ts';

/** Words that a star in a phrase may stand for. */
const LONGEST_GAP = 3;

type Part = { kind: 'words'; words: string[]; optional: boolean } | { kind: 'gap' };
export type Phrase = Part[];

/** @throws when the phrase names a class that is not there */
export function readPhrase(source: string, classes: Record<string, string[]>): Phrase {
  return source
    .trim()
    .split(/\s+/)
    .map((part): Part => {
      if (part === '*') return { kind: 'gap' };
      const optional = part.endsWith('?');
      const names = (optional ? part.slice(0, -1) : part).split('|');
      const words = names.flatMap((name) => {
        if (!name.startsWith('@')) return [name];
        const found = classes[name.slice(1)];
        if (!found) throw new Error(`"${source}" names the word class ${name}, which is not there`);
        return found;
      });
      return { kind: 'words', words: words.map((word) => wordOf(word.replace(/['’]/g, ''))), optional };
    });
}

/** Where a phrase stands in a sentence: its words are from `from` to before `to`, and its stars took in the words at `skipped`. */
export interface Place {
  from: number;
  to: number;
  skipped: number[];
}

/** Bounded: parts times gap. */
function matched(phrase: Phrase, part: number, sentence: string[], at: number): Omit<Place, 'from'> | null {
  const now = phrase[part];
  if (!now) return { to: at, skipped: [] };
  if (now.kind === 'gap') {
    for (let length = 0; length <= LONGEST_GAP && at + length <= sentence.length; length++) {
      const rest = matched(phrase, part + 1, sentence, at + length);
      if (rest) return { to: rest.to, skipped: [...Array.from({ length }, (_, index) => at + index), ...rest.skipped] };
    }
    return null;
  }
  const written = sentence[at];
  if (written !== undefined && now.words.some((word) => isWord(written, word))) {
    const rest = matched(phrase, part + 1, sentence, at + 1);
    if (rest) return rest;
  }
  return now.optional ? matched(phrase, part + 1, sentence, at) : null;
}

/** Every place of a sentence where the phrase stands. */
export function* placesOf(phrase: Phrase, sentence: string[]): Generator<Place> {
  for (let from = 0; from < sentence.length; from++) {
    const place = matched(phrase, 0, sentence, from);
    if (place) yield { from, ...place };
  }
}

export function stands(phrase: Phrase, sentence: string[]): boolean {
  return !placesOf(phrase, sentence).next().done;
}
