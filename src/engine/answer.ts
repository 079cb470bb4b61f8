import type { CompiledFlow, Node } from './compile.ts';
import type { Event } from './event.ts';
import type { Answered, Session } from './session.ts';
import type { Turn } from './walk.ts';

type Ask = Extract<Node, { kind: 'ask' }>;

/** Keeps an answer, with what follows from it at once: the person's own detail, a consent. */
export function keep({ session, events }: Turn, node: Ask, answer: Answered): void {
  const replaces = session.answers[node.id] !== undefined;
  const earlier = session.answers[node.id]?.value;
  session.answers[node.id] = answer;
  events.push({ type: 'answered', step: node.id, answer, replaces });
  if (node.ask.save) learn({ session, events }, node.ask.save, answer.value === null ? null : String(answer.value));
  if (node.ask.purpose && typeof answer.value === 'boolean')
    events.push({ type: 'consented', purpose: node.ask.purpose, state: answer.value ? 'given' : 'refused' });
  else if (node.ask.purpose && earlier === true) withdraw(events, node.ask.purpose);
}

/** Takes an answer back. Its history stays with whoever wrote it down. */
export function retire({ session, events }: Turn, flow: CompiledFlow, id: string): void {
  const node = flow.nodes.get(id);
  const earlier = session.answers[id]?.value;
  delete session.answers[id];
  events.push({ type: 'retired', step: id });
  if (node?.kind !== 'ask') return;
  if (node.ask.save) learn({ session, events }, node.ask.save, null);
  if (node.ask.purpose && earlier === true) withdraw(events, node.ask.purpose);
}

/** A consent that was taken back, or left open by a skip, is in force no more. */
function withdraw(events: Event[], purpose: string): void {
  events.push({ type: 'consented', purpose, state: 'withdrawn' });
}

function learn({ session, events }: Turn, field: Extract<Event, { type: 'learned' }>['field'], value: string | null): void {
  if (field === 'language') session.language = value ?? session.startedIn;
  events.push({ type: 'learned', field, value: field === 'language' ? session.language : value });
}

/** A session of its own for this turn: the one that was handed in is never written to. */
export function copyOf(session: Session): Session {
  return { ...session, trail: [...session.trail], answers: { ...session.answers } };
}
