import type { Alarm, Screen } from '../desk/ports.ts';
import { disguiseOf } from './disguise.ts';
import { excusesOf } from './excuse.ts';
import { type Phrase, phraseReader } from './phrase.ts';
import { type Place, placesOf } from './place.ts';
import type { ScreenRules } from './rules.ts';
import { shorthandOf } from './shorthand.ts';
import { type Sentence, sentencesOf } from './words.ts';

interface Ready {
  alarm: Alarm;
  phrases: Phrase[];
  unless: Phrase[];
}

/**
 * The screen: the same text always gives the same answer, and every answer has a rule that can be read. It finds phrases and understands
 * nothing: it can miss, and it can be wrong, and says neither to the person.
 * @throws an Error with a sentence for each example of the rules that does not hold
 */
export function createScreen(rules: ScreenRules): Screen {
  const plain = shorthandOf(rules.spelling);
  const { phrase, vocabulary } = phraseReader(rules.words, plain);
  const families = [...rules.families].sort((a, b) => a.weight - b.weight);
  const ready = families.flatMap(({ family, rules: all }) =>
    all.map(
      ({ id, urgency, phrases, unless }): Ready => ({
        alarm: { family, urgency, rule: id },
        phrases: phrases.map(phrase),
        unless: unless.map(phrase),
      }),
    ),
  );
  const { excused, urgencyOf } = excusesOf(rules.exceptions, phrase);

  // A sentence is only asked about phrases of which it has a word.
  const byWord = new Map<string, Phrase[]>();
  for (const one of ready.flatMap(({ phrases }) => phrases)) {
    for (const word of one.anchor) {
      const phrases = byWord.get(word);
      if (phrases) phrases.push(one);
      else byWord.set(word, [one]);
    }
  }
  const undisguised = disguiseOf(rules.spelling, vocabulary());

  function found(sentence: Sentence, { phrases, unless }: Ready, possible: Set<Phrase>): Place | undefined {
    for (const one of phrases) {
      if (!possible.has(one)) continue;
      for (const place of placesOf(one, sentence.words)) if (!excused(sentence, place, unless)) return place;
    }
    return undefined;
  }

  const screen: Screen = (text) => {
    let worst: Alarm | null = null;
    for (const written of sentencesOf(text)) {
      const sentence = plain(undisguised(plain(written)));
      const possible = new Set(sentence.words.flatMap((word) => byWord.get(word) ?? []));
      if (possible.size === 0) continue;
      for (const rule of ready) {
        if (worst?.urgency === 'now') return worst;
        const place = found(sentence, rule, possible);
        if (!place) continue;
        const urgency = urgencyOf(sentence, place, rule.alarm.urgency);
        if (!worst || urgency === 'now') worst = { ...rule.alarm, urgency };
      }
    }
    return worst;
  };

  const wrong = families.flatMap(({ family, rules: all }) =>
    all.flatMap(({ id, fires, silent }) => [
      ...fires.filter((text) => screen(text)?.family !== family).map((text) => `${family}, ${id}: "${text}" has to fire, and does not`),
      ...silent.filter((text) => screen(text) !== null).map((text) => `${family}, ${id}: "${text}" must not fire, and does`),
    ]),
  );
  if (wrong.length > 0) throw new Error(`The safeguarding rules do not do what their examples say:\n${wrong.join('\n')}`);
  return screen;
}
