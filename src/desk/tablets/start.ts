import { say, type Words } from '../../engine/index.ts';
import { hashOfCode } from '../codes.ts';
import type { DeskParts } from '../parts.ts';
import type { TabletSetup } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { handsQuestions, questionsOf } from '../surveys/questions.ts';
import { pinnedIn, sessionPackOf } from '../surveys/session-pack.ts';
import { tokenOf } from './tokens.ts';

/** All that a tablet needs to work without a network. Nothing of it is about a person. */
export async function startOf(parts: DeskParts, shelf: Shelf, code: string): Promise<TabletSetup | null> {
  const { store, clock, seal, lexicon, areas } = parts;
  const tablet = await store.tablets.start(hashOfCode(code), clock.now());
  const run = tablet && (await store.surveys.run(tablet.run));
  const session = run?.session ? await store.sessions.show(run.session) : null;
  if (!tablet || !run || !session) return null;
  const asked = await pinnedIn(shelf, run);
  const { flow } = asked;
  const { phrases, commands, constants, policy } = lexicon;
  const plain = (words: Words) => say(words, 'en', (gap) => constants[gap] ?? '');
  const labelOf = (area: string) => {
    const known = areas.find(({ value }) => value === area);
    return { value: area, label: known ? plain(known.label) : area };
  };
  const pack = sessionPackOf(parts, shelf, session, asked);
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
    signposts: pack.signposts,
    hands: handsQuestions(questionsOf(flow, run, constants)).map(({ step, label, many, options }) => ({
      step,
      label,
      many,
      options,
    })),
    attributions: parts.attributions.map(({ value, label }) => ({ value, label: plain(label) })),
    bands: pack.bands,
    consent: pack.consent,
    pack: {
      order: pack.runningOrder,
      bring: pack.bring,
      danger: pack.danger,
      questions: pack.questions.map(({ number, plain, easy, options }) => {
        return { number, plain, easy, options: options.map((option) => option.plain) };
      }),
    },
    idle: parts.tabletIdle,
  };
}
