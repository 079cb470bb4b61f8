import type { Heard } from './names.ts';
import type { Phrase } from './phrase.ts';
import { beginsAt, type Place, type Span, stands } from './place.ts';
import type { Exceptions } from './rules.ts';
import { wordOf } from './words.ts';

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
  const any = (phrases: Phrase[], heard: Heard, span: Span) => phrases.some((one) => stands(one, heard, span));

  /** A "not" before the phrase or in a gap of it, with nothing between that breaks it off: "never stops hitting me" denies nothing. */
  function isDenied(heard: Heard, { from, to, skipped }: Place): boolean {
    const { words, pauses } = heard;
    for (let at = Math.max(0, from - REACH); at < to; at++) {
      const inside = at >= from;
      if (inside && !skipped.includes(at)) continue;
      const kind = denied.find(({ by }) => by.has(words[at] as string));
      if (!kind) continue;
      let next = at + 1;
      const free = () => next < from || skipped.includes(next);
      while (free() && kind.over.has(words[next] as string) && !pauses[next]) next++;
      if (!free() && !pauses[next]) return !any(untilLately, heard, [at, words.length]);
    }
    return false;
  }

  /** Said of people in general, with nobody of one's own in it. */
  function isGeneral(heard: Heard, { from, to }: Place): boolean {
    if (heard.words.slice(Math.max(0, from - OWN), to).some((word) => personal.has(word))) return false;
    return any(general, heard, [Math.max(0, from - NEAR), from]);
  }

  return {
    /** @param unless phrases of the rule itself */
    excused: (heard: Heard, place: Place, unless: Phrase[]) =>
      manners.some((one) => beginsAt(one, heard, place.to)) ||
      isDenied(heard, place) ||
      isGeneral(heard, place) ||
      any(madeUp, heard, near(heard, place)) ||
      any(unless, heard, near(heard, place)),
    urgencyOf: (heard: Heard, place: Place, urgency: 'now' | 'soon') => {
      const around = near(heard, place);
      if (any(hastens, heard, around)) return 'now';
      return any(softens, heard, around) ? 'soon' : urgency;
    },
  };
}

/** What is said around a phrase: some people write everything in one sentence, and its other end is another story. */
const near = ({ words }: Heard, { from, to }: Place): Span => [Math.max(0, from - NEAR), Math.min(words.length, to + NEAR)];
