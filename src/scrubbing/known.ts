import type { Kind, Span } from './kinds.ts';
import type { Names } from './names.ts';
import { plainOf } from './plain.ts';
import type { Vocabulary } from './vocabulary.ts';
import { type Piece, pieceOf, together, type Word } from './words.ts';

/** What the database knows, and what is therefore looked for by itself. Give the same one for many texts: it is read once, and must not change after it. */
export interface Known {
  names: readonly string[];
  places?: readonly string[];
}

/** With one letter wrong a shorter name is another word too often. */
const SHORTEST_WITH_TYPO = 5;
/** No name is longer than this, and leaving letters out of a longer word takes time. */
const LONGEST_WITH_TYPO = 30;
/** Written without spaces between words, or not as words at all: looked for anywhere. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|[^\p{L}\p{N}\s'-]/u;

/** A word with each of its letters left out once: two words are a typo apart only if they share one of these. */
function shortened(word: string): string[] {
  return [word, ...Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))];
}

function swapped(one: string, other: string): boolean {
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return one.length === other.length && one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}

interface Index {
  kind: Kind;
  literals: string[];
  /** Names of more than one word, by the first. */
  phrases: Map<string, string[][]>;
  parts: Set<string>;
  doubtful: Set<string>;
  typos: Map<string, string[]>;
}

/** What is listed under a key so far. */
function listed<Value>(lists: Map<string, Value[]>, key: string): Value[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

export function createKnown(vocabulary: Vocabulary, names: Names, distance: (one: string, other: string) => number) {
  const { small, ordinary, wordy, first } = vocabulary;

  function indexOf(kind: Kind, list: readonly string[]): Index {
    // Many people have a name in common: it is held once.
    const held = new Map<string, string>();
    const once = (word: string) => {
      if (!held.has(word)) held.set(word, word);
      return held.get(word) as string;
    };
    const index: Index = { kind, literals: [], phrases: new Map(), parts: new Set(), doubtful: new Set(), typos: new Map() };
    for (const raw of list) {
      const { text } = plainOf(raw.trim());
      const { words } = pieceOf(text, small);
      if (unspaced.test(text)) index.literals.push(text.toLowerCase());
      const [head] = words;
      if (!head) continue;
      if (words.length > 1) listed(index.phrases, once(head.low)).push(words.map(({ low }) => once(low)));
      if (kind === 'place' && words.length > 1) continue;
      for (const word of words) {
        const { low } = word;
        if (words.length > 1 && (small(low) || low.length < 2)) continue;
        if (low.length < 2 || wordy(word) || ordinary(low)) index.doubtful.add(low);
        else if (!index.parts.has(low)) {
          index.parts.add(low);
          if (low.length >= SHORTEST_WITH_TYPO && low.length <= LONGEST_WITH_TYPO)
            for (const short of shortened(low)) listed(index.typos, short).push(low);
        }
      }
    }
    return index;
  }

  function isTypo({ typos }: Index, word: Word): boolean {
    const { length } = word.bare;
    if (
      length < SHORTEST_WITH_TYPO - 1 ||
      length > LONGEST_WITH_TYPO ||
      ordinary(word.low) ||
      ordinary(word.bare) ||
      wordy(word) ||
      first(word)
    )
      return false;
    return shortened(word.bare).some((short) =>
      typos.get(short)?.some((name) => distance(name, word.bare) <= 1 || swapped(name, word.bare)),
    );
  }

  function isPart(index: Index, words: Word[], at: number): boolean {
    const word = words[at] as Word;
    const forms = word.low.endsWith('s') && !ordinary(word.low) ? [word.low, word.bare, word.low.slice(0, -1)] : [word.low, word.bare];
    if (forms.some((form) => index.parts.has(form))) return true;
    if (!forms.some((form) => index.doubtful.has(form))) return isTypo(index, word);
    return (
      names.meant(words, at) ||
      (word.low.length === 1 && word.low !== 'i' && word.low !== 'a' && (words.length === 1 || names.named(words, at)))
    );
  }

  function found(index: Index, { text, words }: Piece): Span[] {
    const spans: Span[] = [];
    const low = text.toLowerCase();
    for (const literal of low.length === text.length ? index.literals : [])
      for (let from = low.indexOf(literal); from >= 0; from = low.indexOf(literal, from + literal.length))
        spans.push({ kind: index.kind, from, to: from + literal.length });
    for (const [at, word] of words.entries()) {
      for (const phrase of index.phrases.get(word.low) ?? []) {
        const last = words[at + phrase.length - 1];
        if (
          last &&
          together(words, at, at + phrase.length) &&
          phrase.every((part, offset) => part === words[at + offset]?.bare || part === words[at + offset]?.low)
        )
          spans.push({ kind: index.kind, from: word.from, to: last.to });
      }
      if (isPart(index, words, at)) spans.push({ kind: index.kind, from: word.from, to: word.to });
    }
    return spans;
  }

  // Of a hundred thousand names an index takes a second, and many texts are read with the same.
  const made = new WeakMap<Known, Index[]>();
  return (known: Known): ((piece: Piece) => Span[]) => {
    const indexes = made.get(known) ?? [indexOf('name', known.names), indexOf('place', known.places ?? [])];
    made.set(known, indexes);
    return (piece) => indexes.flatMap((index) => found(index, piece));
  };
}
