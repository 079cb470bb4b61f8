import type { Span } from './kinds.ts';
import { allPhrasesOf, type ScrubLists, setsOf } from './lists.ts';
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
  const { naming, selves } = allPhrasesOf(names);
  const toward = new Set(places.toward);
  const low = (word: Word | undefined) => word?.low ?? '';
  const capitalInside = (word: Word) => word.capital && !word.opens;

  function title(words: Word[], index: number): 'strong' | 'weak' | null {
    const before = low(words[index - 1]);
    if (!follows(words[index])) return null;
    if (sets.titles.has(before)) return 'strong';
    return sets.weak_titles.has(before) && !(before === 'miss' && sets.no_title_after.has(low(words[index - 2]))) ? 'weak' : null;
  }
  const named = (words: Word[], index: number) => !words[index]?.opens && naming.before(words, index) > 0;
  const related = (words: Word[], index: number) =>
    !words[index]?.opens &&
    sets.relations.has(low(words[index - 1])) &&
    [2, 3, 4].some((back) => sets.owners.has(low(words[index - back])));
  const speaks = (words: Word[], index: number) => sets.says.has(low(words[index + 1])) && follows(words[index + 1]);
  const joined = (word: Word | undefined) => ['and', 'n'].includes(low(word));
  /** "ask X", "the lad X": only somebody stands there. */
  const object = (words: Word[], index: number) => follows(words[index]) && sets.to_somebody.has(low(words[index - 1]));
  /** "X and Y", and one of them is a name or neither is a word. */
  const paired = (words: Word[], index: number) =>
    [-1, 1].some((way) => {
      const other = words[index + 2 * way];
      return joined(words[index + way]) && (first(other) || (unknown(other) && unknown(words[index])));
    });
  /** "T-Jay" */
  const hyphened = (words: Word[], index: number) => words[index]?.gap === '-' && /^[a-wyz]$/i.test(words[index - 1]?.raw ?? '');
  const inTitleOfSomething = (words: Word[], index: number) => {
    const [before, next] = [words[index - 1], words[index + 1]];
    const other = (word: Word | undefined) =>
      word?.capital &&
      ordinary(word.bare) &&
      !surname(word) &&
      !sets.titles.has(word.low) &&
      !sets.weak_titles.has(word.low) &&
      !sets.relations.has(word.low);
    return (follows(words[index]) && before && !before.opens && other(before)) || (follows(next) && other(next));
  };
  const withMe = (words: Word[], index: number) =>
    (joined(words[index - 1]) && ['me', 'i'].includes(low(words[index - 2]))) ||
    (joined(words[index + 1]) && ['me', 'i'].includes(low(words[index + 2])));
  const inCalendar = (words: Word[], index: number) =>
    sets.calendar.has(low(words[index])) &&
    (sets.calendar_after.has(low(words[index - 1])) || /^\d/.test(low(words[index + 1])) || /^\d/.test(low(words[index - 1])));

  function meant(words: Word[], index: number): boolean {
    const word = words[index] as Word;
    if (inCalendar(words, index)) return false;
    if (hyphened(words, index)) return true;
    if (capitalInside(word)) return !inTitleOfSomething(words, index);
    const [next, after] = [words[index + 1], words[index + 2]];
    if (word.capital && (!next || (joined(next) && after?.capital) || (['is', 'was'].includes(low(next)) && sets.who_is.has(low(after)))))
      return true;
    if (title(words, index) === 'strong' || named(words, index) || speaks(words, index)) return true;
    if (selves.before(words, index) > 0 && (!next || next.opens || sets.selves_end.has(next.low))) return true;
    return (
      !small(word.low) &&
      (title(words, index) !== null ||
        related(words, index) ||
        withMe(words, index) ||
        (sets.epithets.has(low(words[index - 1])) && (low(next) === 'off' || speaks(words, index))))
    );
  }

  function isName(words: Word[], index: number): boolean {
    const word = words[index] as Word;
    if (first(word)) return true;
    if (wordy(word)) return meant(words, index);
    if (
      title(words, index) === 'strong' &&
      (sets.sure_titles.has(low(words[index - 1])) ? !small(word.low) || word.raw.length === 1 : initial.test(word.raw))
    )
      return true;
    if (small(word.low) || /\d/.test(word.low)) return false;
    const plain = word.capital && !brand(word);
    const before = title(words, index);
    if (before === 'strong') return surname(word) || unknown(word) || plain;
    if (before === 'weak') return unknown(word) || plain || (surname(word) && !ordinary(word.bare));
    if (named(words, index) || related(words, index)) return unknown(word) || plain;
    if (!unknown(word)) return surname(word) && plain && speaks(words, index);
    if (capitalInside(word) || withMe(words, index) || paired(words, index) || object(words, index)) return true;
    if (word.opens && sets.is_somebody.has(low(words[index + 1]))) return true;
    const owned =
      sets.owners.has(low(words[index - 1])) || ['the', 'a', 'an', 'that', 'this', 'these', 'some'].includes(low(words[index - 1]));
    return speaks(words, index) && !owned;
  }

  /** Goes with the name before it: "Sarah Green", "ryan smith", "hayley b". */
  const continues = (word: Word | undefined): word is Word =>
    word !== undefined &&
    follows(word) &&
    (/^(?!I)\p{Lu}$/u.test(word.raw) || !small(word.low)) &&
    ((capitalInside(word) && !brand(word)) || (surname(word) && !ordinary(word.bare)) || initial.test(word.raw));

  return {
    meant,
    named,
    find({ words }) {
      const spans: Span[] = [];
      for (let index = 0; index < words.length; index++) {
        if (!isName(words, index)) continue;
        const [before, word] = [words[index - 1], words[index] as Word];
        const own = before && (hyphened(words, index) || (sets.epithets.has(before.low) && follows(word)));
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
