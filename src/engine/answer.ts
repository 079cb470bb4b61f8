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
  const { purpose } = node.ask;
  events.push({ type: 'answered', step: node.id, answer, replaces, ...(purpose && { consent: true }) });
  if (node.ask.save) learn(turn, flow, node.ask.save, answer);
  if (!purpose) return;
  const no = earlier === true || session.agreed?.yes.includes(purpose) ? 'withdrawn' : 'refused';
  if (typeof answer.value === 'boolean') consent(events, node.ask, answer.value ? 'given' : no);
  else if (earlier === true) consent(events, node.ask, 'withdrawn');
  if (answer.value !== true) erase(turn, flow, (under) => under === purpose);
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
  if (earlier === true) consent(events, node.ask, 'withdrawn', true);
}

type State = Extract<Event, { type: 'consented' }>['state'];

/** A consent that was taken back, or left open by a skip, is in force no more. Each names the words that were in front of the person. */
export function consent(events: Event[], { purpose, terms }: Pick<Ask['ask'], 'purpose' | 'terms'>, state: State, undone = false): void {
  if (purpose) events.push({ type: 'consented', purpose, terms: terms ?? null, state, ...(undone && { undone }) });
}

/**
 * Takes away answers that are kept under a purpose, and their history.
 * @param asked whether their questions count as skipped; if not, they are asked again
 */
export function erase({ session, events }: Turn, flow: CompiledFlow, which: (under: string) => boolean, asked = true): void {
  for (const node of flow.nodes.values()) {
    if (node.kind !== 'ask' || !node.ask.under || !which(node.ask.under) || session.answers[node.id]?.value == null) continue;
    if (asked) session.answers[node.id] = { value: null, category: 'skipped', raw: '' };
    else delete session.answers[node.id];
    events.push({ type: 'erased', flow: flow.id, step: node.id });
  }
}

/** Takes away what is kept under a purpose that got no yes. Whoever comes back is asked again. */
export function eraseUnagreed(turn: Turn, flow: CompiledFlow): void {
  const { answers, agreed } = turn.session;
  const nodes = [...flow.nodes.values()];
  const said = (purpose: string) =>
    agreed?.yes.includes(purpose) ||
    nodes.some((node) => node.kind === 'ask' && node.ask.purpose === purpose && answers[node.id]?.value === true);
  erase(turn, flow, (under) => !said(under), false);
}

/** The person's last word on purposes, as it is kept elsewhere, put where this conversation has asked for them. */
export function restand({ answers }: Session, flow: CompiledFlow, said: Record<string, boolean>): void {
  for (const node of flow.nodes.values()) {
    const value = node.kind === 'ask' && node.ask.purpose ? said[node.ask.purpose] : undefined;
    const stands = answers[node.id];
    if (value !== undefined && stands && stands.value !== value) answers[node.id] = { value, category: value ? 'yes' : 'no', raw: '' };
  }
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
