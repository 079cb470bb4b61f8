import type { Phrase } from './phrase.ts';
import { beginsAt, type Place, stands } from './place.ts';
import type { Exceptions } from './rules.ts';
import { type Sentence, wordOf } from './words.ts';

/** How far before a phrase a "not" can still belong to it, in words. */
const REACH = 6;
/** Words around a phrase that can be about the same. */
const NEAR = 12;
/** Words before a phrase in which "i" makes it somebody's own. */
const OWN = 3;

/** What makes a phrase that stands in a sentence no alarm, or a lesser one. Each is a list in the data. */
export function excusesOf(exceptions: Exceptions, phrase: (source: string) => Phrase) {
  const set = (list: string[]) => new Set(list.map(wordOf));
  const denied = exceptions.denied.map(({ by, over }) => ({ by: set(by), over: set(over) }));
  const personal = set(exceptions.personal);
  const read = (list: string[]) => list.map(phrase);
  const untilLately = read(exceptions.until_lately);
  const manners = read(exceptions.manner_of_speaking);
  const madeUp = read(exceptions.made_up);
  const general = read(exceptions.general);
  const softens = read(exceptions.softens);
  const hastens = read(exceptions.hastens);
  const any = (phrases: Phrase[], words: string[]) => phrases.some((one) => stands(one, words));

  /** A "not" before the phrase or in a gap of it, with nothing between that breaks it off: "never stops hitting me" denies nothing. */
  function isDenied({ words, pauses }: Sentence, { from, to, skipped }: Place): boolean {
    for (let at = Math.max(0, from - REACH); at < to; at++) {
      const inside = at >= from;
      if (inside && !skipped.includes(at)) continue;
      const kind = denied.find(({ by }) => by.has(words[at] as string));
      if (!kind) continue;
      let next = at + 1;
      const free = () => next < from || skipped.includes(next);
      while (free() && kind.over.has(words[next] as string) && !pauses[next]) next++;
      if (!free() && !pauses[next]) return !any(untilLately, words.slice(at));
    }
    return false;
  }

  /** Said of people in general, with nobody of one's own in it. */
  function isGeneral({ words }: Sentence, { from, to }: Place): boolean {
    if (words.slice(Math.max(0, from - OWN), to).some((word) => personal.has(word))) return false;
    return any(general, words.slice(Math.max(0, from - NEAR), from));
  }

  return {
    /** @param unless phrases of the rule itself */
    excused: (sentence: Sentence, place: Place, unless: Phrase[]) =>
      manners.some((one) => beginsAt(one, sentence.words, place.to)) ||
      isDenied(sentence, place) ||
      isGeneral(sentence, place) ||
      any([...madeUp, ...unless], near(sentence, place)),
    urgencyOf: (sentence: Sentence, place: Place, urgency: 'now' | 'soon') => {
      const words = near(sentence, place);
      if (any(hastens, words)) return 'now';
      return any(softens, words) ? 'soon' : urgency;
    },
  };
}

/** What is said around a phrase: some people write everything in one sentence, and its other end is another story. */
const near = ({ words }: Sentence, { from, to }: Place) => words.slice(Math.max(0, from - NEAR), to + NEAR);
