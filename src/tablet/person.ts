import { advance, begin, type CompiledFlow, commandOf, compile, promptOf, type Reply, type Session } from '../engine/index.ts';
import type { Spoken, TabletSetup } from '../envelope.ts';

/** One young person at the tablet: where they are in the questions, and what they have said so far. Pure: the tablet's page draws it. */
export interface Person {
  session: Session;
  mode: Spoken['mode'];
  /** What was said to them last. */
  heard: string[];
}

/** Nothing is typed for a choice here, and a date comes from the browser's own field. So no everyday language has to be read. */
const readers = {
  distance: (a: string, b: string) => (a === b ? 0 : Number.MAX_SAFE_INTEGER),
  date: (text: string, now: Date) => /^\d{4}-\d\d-\d\d$/.exec(text)?.[0] ?? (text === 'today' ? now.toISOString().slice(0, 10) : null),
  phone: (text: string) => (/^\+?[\d ]{10,17}$/.test(text.trim()) ? text.replaceAll(' ', '') : null),
};

export const compiled = ({ flow, lexicon }: Pick<TabletSetup, 'flow' | 'lexicon'>): CompiledFlow => compile(flow, { ...lexicon, readers });

const heardIn = (events: ReturnType<typeof begin>['events']) => events.flatMap((event) => (event.type === 'said' ? [event.said.text] : []));

export function firstOf(flow: CompiledFlow, { run }: Pick<TabletSetup, 'run'>, language: string, mode: Spoken['mode']): Person {
  const { session, events } = begin(flow, language, { survey: { run: run.id, areas: run.areas, named: false } });
  return { session, mode, heard: heardIn(events) };
}

/** `help`: they ask for somebody, so who can help is to be shown. */
export type Next = { kind: 'went' | 'stop' | 'help'; person: Person; answered: boolean };

/** @param now of the day on the tablet's own clock, which only a question about a date asks for */
export function nextOf(flow: CompiledFlow, person: Person, reply: Reply, now: Date): Next {
  const command = reply.kind === 'text' ? commandOf(reply.text, flow.lexicon.commands) : null;
  if (command === 'stop') return { kind: 'stop', person, answered: false };
  if (command === 'help' || command === 'person') return { kind: 'help', person, answered: false };
  // Other words about a chat mean nothing here, where there is none: whoever writes "opportunities" says what they want.
  const { session, events } = advance(flow, person.session, reply, now);
  const answered = events.some(({ type }) => type === 'answered' || type === 'retired');
  return { kind: 'went', person: { ...person, session, heard: heardIn(events) }, answered };
}

/** The words of one of the engine's own commands, as the engine reads them. */
export const commandWord = ({ lexicon }: CompiledFlow, command: 'back' | 'skip' | 'why') => lexicon.commands[command][0] as string;

export const questionOf = (flow: CompiledFlow, { session }: Person) => promptOf(flow, session);

/** What leaves the tablet. Questions that dropped out of the path are left out by whoever takes it. */
export function spokenBy({ session, mode }: Person): Spoken {
  const answers = Object.fromEntries(Object.entries(session.answers).map(([step, { value }]) => [step, value]));
  return { v: 1, mode, answers, finished: session.at === null };
}
