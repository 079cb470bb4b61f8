import type { Span } from './kinds.ts';
import { allPhrasesOf, type ScrubLists, setsOf } from './lists.ts';
import type { Phrases } from './phrases.ts';
import { type Piece, together, type Word } from './words.ts';

/** Words between a lead and the offence: "done for a bit of robbery". */
const FILLERS = 3;
/** What a strong lead takes with it where no offence is known: "my charge is something i never did". */
const STRONG_REST = 5;
/** "possession of a class a drug" */
const TAIL = 4;
/** "doing about a 4 year". */
const BEFORE_NUMBER = 2;

/**
 * Where somebody says an offence or a sentence, their own or another person's. A topic ("knife crime is bad") has no lead and stays, and so
 * does what was done to the writer ("i got robbed", "they robbed me").
 */
export function offencesOf({ offences: lists }: Pick<ScrubLists, 'offences'>): (piece: Piece) => Span[] {
  const sets = setsOf(lists);
  const { leads, strong_leads: strong, offences, people, is, deeds, harms, handles, helpers, serving, sentences } = allPhrasesOf(lists);
  const lowAt = (words: Word[], index: number) => words[index]?.low ?? '';
  const isNumber = (low: string) => /^\d{1,3}$/.test(low) || sets.numbers.has(low);

  /** Up to a word that begins another thought, or a sentence. */
  function until(words: Word[], index: number, most: number): number {
    let end = index;
    while (end < index + most && words[end] && !words[end]?.opens && !sets.stops.has(lowAt(words, end))) end++;
    return end;
  }

  /** Where the offence ends that begins at `index` or up to FILLERS words later in the same sentence; 0 for none. */
  function offenceFrom(words: Word[], index: number): number {
    for (let at = index; at <= index + FILLERS && together(words, index - 1, at + 1); at++) {
      const length = offences.at(words, at);
      if (length > 0) return sets.tails.has(lowAt(words, at + length)) ? until(words, at + length, TAIL) : at + length;
    }
    return 0;
  }

  /** "robbery and a bit of fraud": all of it. */
  function andMore(words: Word[], end: number): number {
    for (let to = end; ; ) {
      const joined = ['and', 'n', 'with', 'plus'].includes(lowAt(words, to)) || /^\s*[,/&+]/.test(words[to]?.gap ?? '');
      const more = joined ? offenceFrom(words, ['and', 'n', 'with', 'plus'].includes(lowAt(words, to)) ? to + 1 : to) : 0;
      if (more === 0) return to;
      to = more;
    }
  }

  function saidFor(words: Word[], index: number): number {
    const lead = leads.at(words, index);
    const sure = strong.at(words, index);
    const offence = lead + sure > 0 ? offenceFrom(words, index + Math.max(lead, sure)) : 0;
    if (offence > 0) return andMore(words, offence);
    if (sure === 0) return 0;
    const end = until(words, index + sure, STRONG_REST);
    return end > index + sure ? end : 0;
  }

  /** "torched a car", "kept a gun": where what it was done to ends. */
  function done(words: Word[], index: number, verbs: Phrases, objects: Set<string>): number {
    const verb = verbs.at(words, index);
    if (verb === 0 || sets.victims.has(lowAt(words, index + verb))) return 0;
    for (let at = index + verb; at < index + verb + FILLERS && together(words, index, at + 1); at++)
      if (objects.has(lowAt(words, at))) return at + 1;
    return 0;
  }

  /** "he used to rob people", "i was shotting"; not "i was robbed" and not "they robbed me". */
  function deed(words: Word[], index: number): number {
    let before = index;
    for (let help = 0; help < FILLERS; help++) before -= helpers.before(words, before);
    const low = lowAt(words, index);
    const told = words[index]?.opens && (low.endsWith('ed') || sets.past.has(low));
    if (!told && !(sets.subjects.has(lowAt(words, before - 1)) && together(words, before - 1, index + 1))) return 0;
    if (!told && sets.being.has(lowAt(words, index - 1)) && !low.endsWith('ing')) return 0;
    const length = deeds.at(words, index);
    if (length === 0) return done(words, index, harms, sets.harmed) || done(words, index, handles, sets.contraband);
    if (sets.victims.has(lowAt(words, index + length))) return 0;
    let end = index + length;
    while (end < index + length + FILLERS && !words[end]?.opens && sets.targets.has(lowAt(words, end))) end++;
    return end;
  }

  /** "doing 4 years", "got life", and "a 4 year sentence" without anything before it. */
  function sentence(words: Word[], index: number): number {
    const serves = serving.at(words, index);
    let at = index + serves;
    if (serves > 0) {
      const bare = sentences.at(words, at);
      if (bare > 0 && together(words, index, at + bare) && !sets.not_a_sentence.has(lowAt(words, at + bare))) return at + bare;
      for (let skip = 0; skip < BEFORE_NUMBER && sets.before_number.has(lowAt(words, at)); skip++) at++;
    }
    if (!isNumber(lowAt(words, at))) return 0;
    while (isNumber(lowAt(words, at)) || ['and', 'half', 'of'].includes(lowAt(words, at))) at++;
    if (sets.after_length.has(lowAt(words, at)) && together(words, index, at + 1)) return at + 1;
    if (serves > 0 && lowAt(words, at) === 'for' && together(words, index, at + 1)) return offenceFrom(words, at + 1);
    if (!sets.units.has(lowAt(words, at)) || !together(words, index, at + 1)) return 0;
    const next = words[at + 1]?.opens ? '' : lowAt(words, at + 1);
    if (sets.after_length.has(next)) return at + 2;
    const nextButOne = words[at + 2]?.opens ? '' : lowAt(words, at + 2);
    return serves > 0 && !sets.not_a_sentence.has(next) && !sets.not_a_sentence.has(nextButOne) ? at + 1 : 0;
  }

  /** "hes a murderer", "my robbery charge". */
  function other(words: Word[], index: number): number {
    const who = people.at(words, index);
    if (who > 0 && is.before(words, index) > 0) return index + who;
    const what = offences.at(words, index);
    const owned = [1, 2].some((back) => ['my', 'his', 'her', 'their', 'a'].includes(lowAt(words, index - back)));
    return what > 0 && owned && sets.matters.has(lowAt(words, index + what)) && together(words, index, index + what + 1)
      ? index + what + 1
      : 0;
  }

  return ({ words }) => {
    const spans: Span[] = [];
    for (let index = 0; index < words.length; index++)
      for (const finder of [saidFor, deed, sentence, other]) {
        const end = finder(words, index);
        if (end > index) spans.push({ kind: 'offence', from: (words[index] as Word).from, to: (words[end - 1] as Word).to });
      }
    return spans;
  };
}
