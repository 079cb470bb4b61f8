import { allPhrasesOf, type ScrubLists, setsOf } from './lists.ts';
import type { Vocabulary } from './vocabulary.ts';
import { follows, type Word } from './words.ts';

/** What the words around a word say about it. */
export type Clues = ReturnType<typeof cluesOf>;

const low = (word: Word | undefined) => word?.low ?? '';

export function cluesOf({ names }: Pick<ScrubLists, 'names'>, { ordinary, unknown, first, surname }: Vocabulary) {
  const sets = setsOf(names);
  const { naming, selves } = allPhrasesOf(names);

  /** "officer X"; after a weak title there is often no name. */
  function title(words: Word[], index: number): 'strong' | 'weak' | null {
    const before = low(words[index - 1]);
    if (!follows(words[index])) return null;
    if (sets.titles.has(before)) return 'strong';
    return sets.weak_titles.has(before) && !(before === 'miss' && sets.no_title_after.has(low(words[index - 2]))) ? 'weak' : null;
  }
  /** "my name is X" */
  const named = (words: Word[], index: number) => !words[index]?.opens && naming.before(words, index) > 0;
  /** "my mate X" */
  const related = (words: Word[], index: number) =>
    !words[index]?.opens &&
    sets.relations.has(low(words[index - 1])) &&
    [2, 3, 4].some((back) => sets.owners.has(low(words[index - back])));
  /** "X said" */
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
  /** "Youth Justice Board": a capital beside another that is a word. */
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
  /** "me and X" */
  const withMe = (words: Word[], index: number) =>
    (joined(words[index - 1]) && ['me', 'i'].includes(low(words[index - 2]))) ||
    (joined(words[index + 1]) && ['me', 'i'].includes(low(words[index + 2])));
  /** "in May", "12 June" */
  const inCalendar = (words: Word[], index: number) =>
    sets.calendar.has(low(words[index])) &&
    (sets.calendar_after.has(low(words[index - 1])) || /^\d/.test(low(words[index + 1])) || /^\d/.test(low(words[index - 1])));

  /** "its X", and no more: what comes after "its" is mostly something else. */
  const itself = (words: Word[], index: number) => {
    const next = words[index + 1];
    return selves.before(words, index) > 0 && (!next || next.opens || sets.selves_end.has(next.low));
  };
  /** "Faith is my mentor", "Summer and Hope", and "Rose" alone: a capital at the start that is followed by what follows people. */
  const begins = (words: Word[], index: number) => {
    const [next, after] = [words[index + 1], words[index + 2]];
    return !next || (joined(next) && after?.capital === true) || (['is', 'was'].includes(low(next)) && sets.who_is.has(low(after)));
  };
  /** "mad X off b wing" */
  const nicknamed = (words: Word[], index: number) =>
    sets.epithets.has(low(words[index - 1])) && (low(words[index + 1]) === 'off' || speaks(words, index));

  return { title, named, related, speaks, object, paired, hyphened, inTitleOfSomething, withMe, inCalendar, itself, begins, nicknamed };
}
