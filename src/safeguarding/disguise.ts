import type { Spelling } from './rules.ts';
import { type Sentence, wordOf } from './words.ts';

/** Longer runs of letters are noise, and taking them apart would cost. */
const LONGEST_RUN = 40;
/** Shorter words that are written together are words of their own too often: "indie". */
const SHORTEST_TOGETHER = 8;

/** Whether one edit leads from one word to the other: a letter more, fewer or other, or two swapped. */
function oneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}

/**
 * Finds the word in what somebody did not write plainly: "k*ll", "k i l l", "killmyself", "gettin", "sucidial".
 * @param vocabulary every word of the rules
 */
export function disguiseOf({ forgiving, hidden, short }: Spelling, vocabulary: Set<string>): (sentence: Sentence) => Sentence {
  const starred = hidden.map((word) => [word, wordOf(word)] as const);
  const heavy = new Set(hidden.map(wordOf));
  const long = forgiving.map(wordOf);
  const pieces = new Set([...vocabulary, ...short.map(([key]) => wordOf(key))]);

  const behindStars = (word: string) =>
    starred.find(([whole, plain]) => [whole, plain].some((one) => one.length === word.length && fits(word, one)))?.[1] ?? word;

  const slip = (word: string) => long.find((one) => one[0] === word[0] && oneEdit(word, one)) ?? word;

  /** The fewest words of the rules that make up the letters; null if they do not. */
  function apart(letters: string): string[] | null {
    const best: (string[] | null)[] = [[]];
    for (let end = 1; end <= letters.length; end++) {
      best[end] = null;
      for (let from = Math.max(0, end - 12); from < end; from++) {
        const before = best[from];
        const piece = letters.slice(from, end);
        const known = piece.length > 1 ? pieces.has(piece) : piece === 'i' || piece === 'a';
        if (before && known && before.length + 1 < (best[end]?.length ?? Infinity)) best[end] = [...before, piece];
      }
    }
    const found = best[letters.length] ?? null;
    return found?.some((piece) => heavy.has(piece)) ? found : null;
  }

  function read(word: string): string[] {
    if (vocabulary.has(word)) return [word];
    if (word.includes('*')) return [behindStars(word)];
    if (word.endsWith('in') && vocabulary.has(`${word}g`)) return [`${word}g`];
    if (word.length >= SHORTEST_TOGETHER && word.length <= LONGEST_RUN) {
      const found = apart(word);
      if (found) return found;
    }
    return [word.length > 4 ? slip(word) : word];
  }

  /** "k i l l": where letters stand alone and make words of the rules together. */
  function spelledOut(words: string[]): { words: string[]; taken: number } | null {
    let taken = 0;
    while (taken < words.length && words[taken]?.length === 1 && taken <= LONGEST_RUN) taken++;
    if (taken < 3 || taken > LONGEST_RUN) return null;
    const found = apart(wordOf(words.slice(0, taken).join('')));
    return found && { words: found, taken };
  }

  return ({ words, pauses }) => {
    const plain: Sentence = { words: [], pauses: [] };
    for (let at = 0; at < words.length; ) {
      const alone = words[at]?.length === 1 ? spelledOut(words.slice(at, at + LONGEST_RUN + 1)) : null;
      const found = alone?.words ?? read(words[at] as string);
      found.forEach((word, index) => {
        plain.words.push(word);
        plain.pauses.push(index === 0 && (pauses[at] ?? false));
      });
      at += alone?.taken ?? 1;
    }
    return plain;
  };
}

/** Whether a word with stars could be this one. */
function fits(written: string, word: string): boolean {
  return /\p{L}/u.test(written) && [...written].every((letter, index) => letter === '*' || letter === word[index]);
}
