import type { Alarm, Screen } from '../desk/ports.ts';
import { disguiseOf } from './disguise.ts';
import { excusesOf } from './excuse.ts';
import { type Heard, nameReader } from './names.ts';
import { type Phrase, phraseReader } from './phrase.ts';
import { placeOf, possible, stands, whole } from './place.ts';
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
  const names = nameReader(rules.words.irregular, plain);
  const phrase = phraseReader(rules.words.classes, names);
  const families = [...rules.families].sort((a, b) => a.weight - b.weight);
  const ready = families.flatMap(({ family, rules: all }) =>
    all.flatMap(({ id, urgency, phrases, unless: sources }) => {
      const unless = sources.map(phrase);
      return phrases.map((source): Ready => ({ phrase: phrase(source), unless, alarm: { family, urgency, rule: id } }));
    }),
  );
  const { excused, urgencyOf } = excusesOf(rules.exceptions, phrase);
  const undisguised = disguiseOf(rules.spelling, names.vocabulary);

  // A sentence is only asked about phrases of which it has the rarest word.
  const byName: number[][] = [];
  ready.forEach(({ phrase: { needed } }, index) => {
    for (const name of needed()[0] ?? []) {
      byName[name] ??= [];
      byName[name].push(index);
    }
  });

  /** Those that could stand in it, in order: families by weight, then as they are written. */
  function triedOn(heard: Heard): Ready[] {
    const tried = new Set<number>();
    for (const spans of heard.spans) for (const { name } of spans) for (const index of byName[name] ?? []) tried.add(index);
    const all = [...tried].filter((index) => possible((ready[index] as Ready).phrase, heard));
    return all.sort((a, b) => a - b).map((index) => ready[index] as Ready);
  }

  const screen: Screen = (text) => {
    let worst: Alarm | null = null;
    const all = sentencesOf(text).map((written) => names.hear(plain(undisguised(plain(written)))));
    for (const heard of all) {
      for (const { phrase: one, unless, alarm } of triedOn(heard)) {
        if (!one.also.every((other) => all.some((each) => stands(other, each, whole(each))))) continue;
        const place = placeOf(one, heard, (here) => !excused(heard, here, unless));
        if (!place) continue;
        const urgency = urgencyOf(heard, place, alarm.urgency);
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
