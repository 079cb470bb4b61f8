import type { PersonDetail, PersonSummary } from '../desk/ports.ts';
import { tableOf } from './table.ts';
import { when } from './when.ts';

/** Letters of an id that a list shows: to the millisecond in which it was made, which is enough to tell people apart. */
export const SHORT_ID = 13;

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

export function listOf(people: PersonSummary[]): string {
  if (people.length === 0) return 'Nobody has registered interest yet.';
  return tableOf(
    ['Id', 'Name', 'Age', 'Where', 'Started', 'Registered', 'Note'],
    people.map((person) => [
      person.id.slice(0, SHORT_ID),
      person.name ?? '',
      person.ageBand ?? '',
      person.place ?? '',
      when(person.startedAt),
      when(person.registeredAt),
      flagsOf(person),
    ]),
  );
}

function shown(value: PersonDetail['answers'][number]['value']): string {
  if (value === null) return 'skipped';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** @param labelOf how a question is called in lists */
export function detailOf(person: PersonDetail, labelOf: (flow: string, step: string) => string): string {
  const facts: [string, string][] = [
    ['Id', person.id],
    ['Name', person.name ?? ''],
    ['Age', person.ageBand ?? ''],
    ['Where', person.place ?? ''],
    ['Language', person.language],
    ['Channels', person.channels.join(', ')],
    ['Started', when(person.startedAt)],
    ['Registered', when(person.registeredAt)],
    ['Note', flagsOf(person)],
  ];
  const answers = person.answers.map(({ flow, step, value, raw, at, current }) => [
    labelOf(flow, step),
    shown(value),
    raw,
    `${when(at)}${current ? '' : ' (changed since)'}`,
  ]);
  const consents = person.consents.map(({ purpose, state, how, channel, termsVersion, at }) => [
    purpose,
    state,
    `${how}, ${channel}`,
    termsVersion,
    when(at),
  ]);
  return [
    tableOf(
      ['Person', ''],
      facts.filter(([, fact]) => fact),
    ),
    answers.length > 0 ? tableOf(['Question', 'Answer', 'In their words', 'When'], answers) : 'No answers yet.',
    consents.length > 0 ? tableOf(['Consent', 'State', 'How', 'Wording', 'When'], consents) : 'No consents yet.',
  ].join('\n');
}
