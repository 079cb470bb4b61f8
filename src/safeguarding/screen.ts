import type { Alarm, Screen } from '../desk/ports.ts';
import { disguiseOf } from './disguise.ts';
import { excusesOf } from './excuse.ts';
import { listReader } from './lists.ts';
import { type Phrase, phraseOf } from './phrase.ts';
import { placeOf } from './place.ts';
import type { ScreenRules } from './rules.ts';
import { shorthandOf } from './shorthand.ts';
import { sentencesOf } from './words.ts';

interface Ready {
  phrase: Phrase;
  unless: Phrase[];
  alarm: Alarm;
}

/**
 * The screen: the same text always gives the same answer, and every answer has a rule that can be read. It finds phrases and understands
 * nothing: it can miss, and it can be wrong, and says neither to the person.
 * @throws an Error with a sentence for each example of the rules that does not hold
 */
export function createScreen(rules: ScreenRules): Screen {
  const plain = shorthandOf(rules.spelling);
  const { listOf, vocabulary } = listReader(rules.words, plain);
  const phrase = (source: string) => phraseOf(source, listOf);
  const families = [...rules.families].sort((a, b) => a.weight - b.weight);
  const ready = families.flatMap(({ family, rules: all }) =>
    all.flatMap(({ id, urgency, phrases, unless: sources }) => {
      const unless = sources.map(phrase);
      return phrases.map((source): Ready => ({ phrase: phrase(source), unless, alarm: { family, urgency, rule: id } }));
    }),
  );
  const { excused, urgencyOf } = excusesOf(rules.exceptions, phrase);
  const undisguised = disguiseOf(rules.spelling, vocabulary());

  // A sentence is only asked about phrases of which it has the rarest word.
  const byWord = new Map<string, number[]>();
  ready.forEach(({ phrase: { needed } }, index) => {
    for (const { one, several } of needed()[0]?.ways() ?? [])
      for (const word of [...one, ...several.keys()]) {
        const same = byWord.get(word);
        if (same) same.push(index);
        else byWord.set(word, [index]);
      }
  });

  /** In order: families by weight, then as they are written. */
  function triedOn(words: string[]): Ready[] {
    const found = new Set(words.flatMap((word) => byWord.get(word) ?? []));
    return [...found].sort((a, b) => a - b).map((index) => ready[index] as Ready);
  }

  const screen: Screen = (text) => {
    let worst: Alarm | null = null;
    for (const written of sentencesOf(text)) {
      const sentence = plain(undisguised(plain(written)));
      for (const { phrase: one, unless, alarm } of triedOn(sentence.words)) {
        const place = placeOf(one, sentence.words, (here) => !excused(sentence, here, unless));
        if (!place) continue;
        const urgency = urgencyOf(sentence, place, alarm.urgency);
        if (urgency === 'now') return { ...alarm, urgency };
        worst ??= { ...alarm, urgency };
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
