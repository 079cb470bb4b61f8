import type { Alarm, Screen } from '../desk/ports.ts';
import { type Phrase, type Place, placesOf, readPhrase, stands } from './phrase.ts';
import type { ScreenRules } from './rules.ts';
import { isWord, sentencesOf, wordOf } from './words.ts';

/** How far before a phrase a "not" still belongs to it, in words. */
const REACH = 3;

interface Ready {
  alarm: Alarm;
  phrases: Phrase[];
}

/**
 * The screen: the same text always gives the same answer, and every answer has a rule that can be read. It finds phrases and understands
 * nothing: it can miss, and it can be wrong, and says neither to the person.
 * @throws an Error with a sentence for each example of the rules that does not hold
 */
export function createScreen(rules: ScreenRules): Screen {
  const { cancels, classes, softens } = rules;
  const words = (list: string[]) => list.map((word) => wordOf(word.replace(/['’]/g, '')));
  const negators = words(cancels.negators);
  const harmlessAfter = words(cancels.unless_followed_by);
  const manners = words(cancels.manner_of_speaking);
  const madeUp = cancels.made_up.map((source) => readPhrase(source, classes));
  const softening = softens.map((source) => readPhrase(source, classes));
  const ready = rules.families.flatMap(({ family, rules: all }) =>
    all.map(({ id, urgency, phrases }): Ready => {
      return { alarm: { family, urgency, rule: id }, phrases: phrases.map((source) => readPhrase(source, classes)) };
    }),
  );

  const oneOf = (list: string[], word: string | undefined) => word !== undefined && list.some((one) => isWord(word, one));
  /** By a "not" shortly before the phrase, or inside one of its gaps. */
  const negated = (sentence: string[], { from, skipped }: Place) =>
    [...Array.from({ length: REACH }, (_, index) => from - 1 - index), ...skipped].some(
      (at) => oneOf(negators, sentence[at]) && !oneOf(harmlessAfter, sentence[at + 1]),
    );

  function found(sentence: string[], phrases: Phrase[]): boolean {
    return phrases.some((phrase) => {
      for (const place of placesOf(phrase, sentence)) if (!negated(sentence, place) && !oneOf(manners, sentence[place.to])) return true;
      return false;
    });
  }

  const screen: Screen = (text) => {
    let worst: Alarm | null = null;
    for (const sentence of sentencesOf(text)) {
      if (madeUp.some((phrase) => stands(phrase, sentence))) continue;
      for (const { alarm, phrases } of ready) {
        if (worst?.urgency === 'now' || (worst && alarm.urgency === 'soon')) continue;
        if (!found(sentence, phrases)) continue;
        const soft = alarm.urgency === 'now' && softening.some((phrase) => stands(phrase, sentence));
        if (soft && worst) continue;
        worst = soft ? { ...alarm, urgency: 'soon' } : alarm;
      }
    }
    return worst;
  };

  const wrong = rules.families.flatMap(({ family, rules: all }) =>
    all.flatMap(({ id, fires, silent }) => [
      ...fires.filter((text) => screen(text)?.family !== family).map((text) => `${family}, ${id}: "${text}" has to fire, and does not`),
      ...silent.filter((text) => screen(text) !== null).map((text) => `${family}, ${id}: "${text}" must not fire, and does`),
    ]),
  );
  if (wrong.length > 0) throw new Error(`The safeguarding rules do not do what their examples say:\n${wrong.join('\n')}`);
  return screen;
}
