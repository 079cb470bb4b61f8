import type { CompiledFlow, Node } from './compile.ts';
import type { Event } from './event.ts';
import type { Answered, Session } from './session.ts';
import type { Turn } from './walk.ts';

type Ask = Extract<Node, { kind: 'ask' }>;

/** Keeps an answer, with what follows from it at once: the person's own detail, a consent. */
export function keep(turn: Turn, flow: CompiledFlow, node: Ask, answer: Answered): void {
  const { session, events } = turn;
  const replaces = session.answers[node.id] !== undefined;
  const earlier = session.answers[node.id]?.value;
  session.answers[node.id] = answer;
  events.push({ type: 'answered', step: node.id, answer, replaces });
  if (node.ask.save) learn(turn, flow, node.ask.save, answer);
  if (node.ask.purpose && typeof answer.value === 'boolean')
    events.push({ type: 'consented', purpose: node.ask.purpose, state: answer.value ? 'given' : 'refused' });
  else if (node.ask.purpose && earlier === true) withdraw(events, node.ask.purpose);
}

/** Takes an answer back. Its history stays with whoever wrote it down. */
export function retire(turn: Turn, flow: CompiledFlow, id: string): void {
  const { session, events } = turn;
  const node = flow.nodes.get(id);
  const earlier = session.answers[id]?.value;
  delete session.answers[id];
  events.push({ type: 'retired', step: id });
  if (node?.kind !== 'ask') return;
  if (node.ask.save) learn(turn, flow, node.ask.save);
  if (node.ask.purpose && earlier === true) withdraw(events, node.ask.purpose);
}

/** A consent that was taken back, or left open by a skip, is in force no more. */
function withdraw(events: Event[], purpose: string): void {
  events.push({ type: 'consented', purpose, state: 'withdrawn' });
}

type Field = Extract<Event, { type: 'learned' }>['field'];

/** The detail is what was answered now, or else the last answer that stands: on the path, or further on where BACK came past it. */
function learn({ session, events }: Turn, flow: CompiledFlow, field: Field, now?: Answered): void {
  const standing = now?.value == null ? standingFor(session, flow, field) : now;
  const told = standing?.value == null ? null : String(standing.value);
  if (field === 'language') session.language = told ?? session.startedIn;
  events.push({ type: 'learned', field, value: field === 'language' ? session.language : told });
}

function standingFor({ trail, answers }: Session, flow: CompiledFlow, field: Field): Answered | undefined {
  const tells = (step: string) => {
    const node = flow.nodes.get(step);
    return node?.kind === 'ask' && node.ask.save === field && answers[step]?.value != null;
  };
  const id = trail.findLast(tells) ?? Object.keys(answers).findLast(tells);
  return id === undefined ? undefined : answers[id];
}

/** A session of its own for this turn: the one that was handed in is never written to. */
export function copyOf(session: Session): Session {
  return { ...session, trail: [...session.trail], answers: { ...session.answers } };
}
