import { say, type Words } from '../../engine/index.ts';
import { hashOfCode } from '../codes.ts';
import { offeredBy } from '../listed.ts';
import type { DeskParts } from '../parts.ts';
import type { TabletSetup } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { handsQuestions, questionsOf } from '../surveys/questions.ts';
import { tokenOf } from './tokens.ts';

/** The purpose of the script by which a group is asked; its words are its terms. */
const SCRIPT = 'group';

/** All that a tablet needs to work without a network. Nothing of it is about a person. */
export async function startOf(parts: DeskParts, shelf: Shelf, code: string): Promise<TabletSetup | null> {
  const { store, clock, seal, lexicon, areas, terms } = parts;
  const tablet = await store.tablets.start(hashOfCode(code), clock.now());
  const run = tablet && (await store.surveys.run(tablet.run));
  const session = run?.session ? await store.sessions.show(run.session) : null;
  if (!tablet || !run || !session) return null;
  const { flow } = await shelf.pinned(run.flow, run.flowVersion);
  const { phrases, commands, constants, policy } = lexicon;
  const plain = (words: Words, language = 'en') => say(words, language, (gap) => constants[gap] ?? '');
  const labelOf = (area: string) => {
    const known = areas.find(({ value }) => value === area);
    return { value: area, label: known ? plain(known.label) : area };
  };
  const script = terms.findLast(({ purpose }) => purpose === SCRIPT);
  const { main, called } = flow.bundle;
  return {
    v: 1,
    id: tablet.id,
    token: tokenOf(seal, tablet.id),
    publicKey: tablet.publicKey,
    session: { date: session.date, setting: session.setting.name, areas: session.areas.map(labelOf) },
    run: { id: run.id, areas: run.areas },
    // What is tried and what is sent is no business of a tablet.
    flow: { main: { ...main, examples: [], nudges: [] }, called },
    lexicon: { phrases, commands, constants, policy },
    languages: Object.entries(main.languages).flatMap(([language, state]) => (state === 'checked' ? [language] : [])),
    secure: session.setting.kind === 'secure',
    hands: handsQuestions(questionsOf(flow, run, constants, clock.now())).map(({ step, label, many, options }) => ({
      step,
      label,
      many,
      options,
    })),
    attributions: parts.attributions.map(({ value, label }) => ({ value, label: plain(label) })),
    bands: offeredBy(parts, shelf, 'age_band').map(({ value, names }) => ({ value, label: names[0] ?? value })),
    consent: script
      ? { version: script.version, text: plain(script.wording as Words), easy: plain(script.wording as Words, 'easy') }
      : null,
    pack: [],
    idle: parts.tabletIdle,
  };
}
