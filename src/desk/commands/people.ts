import { z } from 'zod';
import { say } from '../../engine/index.ts';
import { mayUse } from '../../people/index.ts';
import { standingsOf } from '../choices.ts';
import type { PersonDetail, PersonSummary } from '../ports.ts';
import { type Context, staffCommand } from './command.ts';
import { consentTables } from './consents.ts';
import { day, short, when } from './when.ts';

/** What staff have to know before they write to somebody. */
function flagsOf({ registeredAt, stoppedAt, pausedUntil, personWantedAt }: PersonSummary): string {
  const flags = [
    registeredAt ? '' : 'not finished',
    personWantedAt ? 'asked for a person' : '',
    stoppedAt ? 'said STOP' : '',
    pausedUntil ? `paused until ${when(pausedUntil)}` : '',
  ];
  return flags.filter(Boolean).join(', ');
}

function shown(value: PersonDetail['answers'][number]['value']): string {
  if (value === null) return 'skipped';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** A question in its flow as it is now. */
function stepOf({ parts, shelf }: Context, flow: string, step: string) {
  const node = parts.flows.has(flow) ? shelf.current(flow).flow.nodes.get(step) : undefined;
  return node?.kind === 'ask' ? node.ask : undefined;
}

/** How a question is called in lists: its label, or the step's id. */
function labelOf(context: Context, flow: string, step: string): string {
  const ask = stepOf(context, flow, step);
  return ask ? say(ask.label, 'en', (gap) => context.parts.lexicon.constants[gap] ?? '') : step;
}

export const peopleList = staffCommand({
  name: 'people list',
  summary: 'who has registered interest, the newest first',
  suggest: ['chat'],
  may: 'see people',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(1_000_000).default(50).describe('how many at most') }),
  positional: [],
  run: async ({ parts, words }, { limit }) => {
    const people = await parts.store.people.list(limit);
    if (people.length === 0) return { text: words('nobody_yet'), data: people };
    const matches = { label: words('step_matches'), order: { name: 'people matches', input: {} } };
    const rows = people.map((person) => [
      short(person.id),
      person.name ?? '',
      person.ageBand ?? '',
      person.place ?? '',
      when(person.startedAt),
      when(person.registeredAt),
      flagsOf(person),
    ]);
    return { tables: [{ head: ['Id', 'Name', 'Age', 'Where', 'Started', 'Registered', 'Note'], rows }], next: [matches], data: people };
  },
});

export const peopleShow = staffCommand({
  name: 'people show',
  summary: 'one person, with what they answered and agreed to',
  may: 'see people',
  input: z.strictObject({ id: z.string().describe('the id from the list, or its beginning') }),
  positional: ['id'],
  find: ({ parts }, { id }) => parts.store.people.show(id),
  missing: 'no_person',
  run: async (context, _input, person) => {
    const facts: [string, string][] = [
      ['Id', person.id],
      ['Also', person.merged.map(short).join(', ')],
      ['Name', person.name ?? ''],
      ['Age', person.ageBand ?? ''],
      ['Where', person.place ?? ''],
      ['Language', person.language],
      ['Channels', person.channels.join(', ')],
      ['Not reached on', person.unreachable.join(', ')],
      ['Started', when(person.startedAt)],
      ['Registered', when(person.registeredAt)],
      ['Note', flagsOf(person)],
    ];
    const standings = standingsOf(context.parts, person.ageBand, person.consents);
    // What somebody answered about a mentor is theirs: a no is nobody's business.
    const told = person.answers.filter(({ flow }) => flow !== context.parts.home.mentors);
    const seen = told.map((answer) => {
      const under = stepOf(context, answer.flow, answer.step)?.under;
      if (!under || answer.value === null || mayUse(under, standings)) return answer;
      return { ...answer, value: context.words('not_for_use', { purpose: under }), raw: '' };
    });
    const answers = seen.map(({ flow, step, value, raw, at, current }) => [
      labelOf(context, flow, step),
      shown(value),
      raw,
      `${when(at)}${current ? '' : ' (changed since)'}`,
    ]);
    const { standing, lineage } = consentTables(context, person);
    const missing = [answers.length ? '' : context.words('no_answers'), lineage.rows.length ? '' : context.words('no_consents')];
    return {
      tables: [
        { head: ['Person', ''], rows: facts.filter(([, fact]) => fact) },
        { head: ['Question', 'Answer', 'In their words', 'When'], rows: answers },
        standing,
        lineage,
        { head: ['Came to', 'Where'], rows: person.sessions.map(({ date, setting }) => [day(date), setting.name]) },
      ].filter(({ rows }) => rows.length > 0),
      text: missing.filter(Boolean).join('\n'),
      data: { ...person, answers: seen, standings: standings.filter(({ lineage }) => lineage.length > 0) },
    };
  },
});

export const peopleAnswered = staffCommand({
  name: 'people answered',
  summary: 'note that somebody who asked for a person was answered, so that they wait no more',
  may: 'see people',
  input: z.strictObject({
    id: z.string().describe('the id from the list, or its beginning'),
    asked: z.iso.datetime().optional().describe('when they asked, as home says it: who asked again since goes on waiting'),
  }),
  positional: ['id'],
  find: ({ parts }, { id }) => parts.store.people.show(id),
  missing: 'no_person',
  run: async ({ parts, words, now }, { asked }, { id }) => {
    const done = await parts.store.people.answered(id, asked === undefined ? now : new Date(asked));
    return done ? { text: words('person_answered'), data: { id } } : { refused: words('person_not_waiting') };
  },
});
