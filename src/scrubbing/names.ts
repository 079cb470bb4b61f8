import { cluesOf } from './clues.ts';
import type { Span } from './kinds.ts';
import { type ScrubLists, setsOf } from './lists.ts';
import type { Vocabulary } from './vocabulary.ts';
import { follows, type Piece, type Word } from './words.ts';

export interface Names {
  find(piece: Piece): Span[];
  /** Whether capitals or the words around say that this word, which can be something else, is somebody. */
  meant(words: Word[], index: number): boolean;
  /** Whether "my name is" or the like stands before it. */
  named(words: Word[], index: number): boolean;
}

/** "hayley b": but "sarah u ok", "sarah n me". */
const initial = /^[b-hjlmopqstvwz]$/i;
/** After a first name: a middle one and two surnames. */
const LONGEST_REST = 3;

export function namesOf({ names, places }: Pick<ScrubLists, 'names' | 'places'>, vocabulary: Vocabulary): Names {
  const { small, ordinary, unknown, first, wordy, surname, brand } = vocabulary;
  const sets = setsOf(names);
  const clues = cluesOf({ names }, vocabulary);
  const toward = new Set(places.toward);
  const low = (word: Word | undefined) => word?.low ?? '';
  const capitalInside = (word: Word) => word.capital && !word.opens;

  function meant(words: Word[], index: number): boolean {
    const word = words[index] as Word;
    if (clues.inCalendar(words, index)) return false;
    if (clues.hyphened(words, index)) return true;
    if (capitalInside(word)) return !clues.inTitleOfSomething(words, index);
    const title = clues.title(words, index);
    if (title === 'strong' || (word.capital && clues.begins(words, index))) return true;
    if (clues.named(words, index) || clues.speaks(words, index) || clues.itself(words, index)) return true;
    if (small(word.low)) return false;
    return title !== null || clues.related(words, index) || clues.withMe(words, index) || clues.nicknamed(words, index);
  }

  function isName(words: Word[], index: number): boolean {
    const word = words[index] as Word;
    if (first(word)) return true;
    if (wordy(word)) return meant(words, index);
    const before = clues.title(words, index);
    const sure = sets.sure_titles.has(low(words[index - 1])) && !small(word.low);
    // "officer b", "Mr O", "mr white"
    if (before === 'strong' && (sure || word.raw.length === 1)) return true;
    if (small(word.low) || /\d/.test(word.low)) return false;
    const plain = word.capital && !brand(word);
    if (before === 'strong') return surname(word) || unknown(word) || plain;
    if (before === 'weak') return unknown(word) || plain || (surname(word) && !ordinary(word.bare));
    if (clues.named(words, index) || clues.related(words, index)) return unknown(word) || plain;
    if (!unknown(word)) return surname(word) && plain && clues.speaks(words, index);
    if (capitalInside(word) || clues.withMe(words, index) || clues.paired(words, index) || clues.object(words, index)) return true;
    if (word.opens && sets.is_somebody.has(low(words[index + 1]))) return true;
    const owned =
      sets.owners.has(low(words[index - 1])) || ['the', 'a', 'an', 'that', 'this', 'these', 'some'].includes(low(words[index - 1]));
    return clues.speaks(words, index) && !owned;
  }

  /** Goes with the name before it: "Sarah Green", "ryan smith", "hayley b". */
  const continues = (word: Word | undefined): word is Word =>
    word !== undefined &&
    follows(word) &&
    (/^(?!I)\p{Lu}$/u.test(word.raw) || !small(word.low)) &&
    ((capitalInside(word) && !brand(word)) || (surname(word) && !ordinary(word.bare)) || initial.test(word.raw));

  return {
    meant,
    named: clues.named,
    find({ words }) {
      const spans: Span[] = [];
      for (let index = 0; index < words.length; index++) {
        if (!isName(words, index)) continue;
        const [before, word] = [words[index - 1], words[index] as Word];
        const own = before && (clues.hyphened(words, index) || (sets.epithets.has(before.low) && follows(word)));
        const from = own ? before.from : word.from;
        const place = unknown(word) && !first(word) && toward.has(low(before));
        let last = word;
        for (let rest = 0; rest < LONGEST_REST && continues(words[index + 1]); rest++) last = words[++index] as Word;
        spans.push({ kind: place ? 'place' : 'name', from, to: last.to });
      }
      return spans;
    },
  };
}
