import { z } from 'zod';
import type { DeskParts } from '../parts.ts';
import type { ConcernState, ConcernSummary, KeptOfConcern, Sheet } from '../ports.ts';
import { type Context, staffCommand } from './command.ts';
import { short, when } from './when.ts';

const states = ['acknowledged', 'in hand', 'referred', 'closed'] as const satisfies ConcernState[];
const id = z.string().describe('the id from the list, or its beginning');
const find = ({ parts }: Context, input: { id: string }) => parts.store.concerns.show(input.id);

/** Never the words that were written: they are read one by one, and who reads them is in the audit. */
function sheetOf(concerns: ConcernSummary[]): Sheet {
  const rows = concerns.map(({ id, at, urgency, family, place, person, state, events, told }) => [
    short(id),
    when(at),
    urgency,
    family.replaceAll('_', ' '),
    place ?? '',
    short(person),
    state,
    events.at(-1)?.who ?? '',
    told.map(({ lead, at }) => `${lead}, ${when(at)}`).join('; '),
  ]);
  return { tables: [{ head: ['Id', 'When', 'Urgency', 'About', 'Where', 'Person', 'State', 'By', 'Told'], rows }], data: concerns };
}

function rowsOf({ name, ageBand, place, reach }: KeptOfConcern): string[][] {
  const facts = [['Name', name], ['Age', ageBand], ['Where', place], ...reach.map((way) => ['Reach', way])];
  return facts.flatMap(([what, fact]) => (what && fact ? [[what, fact]] : []));
}

/** What was written by a link is kept only as answers, and an anonymous one is mixed with the others: those are found in which the same rule fires. */
async function wordsInSurvey({ store, screen }: DeskParts, run: string, { person, rule }: ConcernSummary): Promise<string | null> {
  const texts = await store.surveys.texts(run, person);
  const found = texts.filter(({ step, text }) => rule === `answer: ${step}` || screen(text)?.rule === rule).map(({ text }) => text);
  return found.length > 0 ? found.join('\n') : null;
}

export const concernsList = staffCommand({
  name: 'concerns list',
  summary: 'what the safeguarding screen found and is not closed: the most urgent first, then the oldest',
  may: 'see concerns',
  private: true,
  input: z.strictObject({ all: z.boolean().default(false).describe('the closed ones too') }),
  positional: [],
  run: async ({ parts, words }, { all }) => {
    const concerns = await parts.store.concerns.list(all);
    return concerns.length > 0 ? sheetOf(concerns) : { text: words('no_concerns'), data: concerns };
  },
});

export const concernsRead = staffCommand({
  name: 'concerns read',
  summary: 'what was written when the screen fired, and what was done since; that you read it is recorded',
  may: 'see concerns',
  private: true,
  input: z.strictObject({ id }),
  positional: ['id'],
  find,
  missing: 'no_concern',
  run: async ({ parts, words }, _input, concern) => {
    const kept = await parts.store.concerns.kept(concern.id);
    const said = await parts.store.concerns.words(concern.id);
    const inSurvey = concern.run === null ? null : await wordsInSurvey(parts, concern.run, concern);
    const text = said?.text ?? kept?.words ?? inSurvey;
    const facts = kept ? rowsOf(kept) : [];
    const done = concern.events.map(({ at, state, who, why }) => [when(at), state, who, why]);
    return {
      text: text ?? words('words_gone'),
      tables: [
        ...(sheetOf([concern]).tables ?? []),
        ...(facts.length > 0 ? [{ head: [words('kept_for_concern'), ''], rows: facts }] : []),
        ...(done.length > 0 ? [{ head: ['When', 'State', 'By', 'What was done, and why'], rows: done }] : []),
      ],
      ...(said?.session && {
        next: [{ label: words('step_show_session'), order: { name: 'session show', input: { session: said.session } } }],
      }),
      data: { ...concern, words: text, kept },
    };
  },
});

export const concernsMark = staffCommand({
  name: 'concerns mark',
  summary: 'say what was done about a concern; what was said before stays in the log',
  may: 'handle concerns',
  private: true,
  input: z.strictObject({
    id,
    state: z.enum(states).describe('what it is now'),
    why: z.string().trim().min(1).describe('what was done, and why'),
  }),
  positional: ['id'],
  find,
  missing: 'no_concern',
  detail: ({ state }) => state,
  keepsWhy: true,
  run: async ({ parts, actor, now }, { state, why }, { id }) => {
    await parts.store.concerns.add(id, { state, who: actor.name, why, at: now });
    const marked = await parts.store.concerns.show(id);
    return sheetOf(marked ? [marked] : []);
  },
});
