import { copyOf, erase, eraseUnagreed, restand } from './answer.ts';
import { choose, judge } from './change.ts';
import { commandOf } from './commands.ts';
import type { CompiledFlow } from './compile.ts';
import { obeying } from './obey.ts';
import type { Reply, Session } from './session.ts';
import { promptIdOf, waiting } from './show.ts';
import { take } from './take.ts';
import { phrase } from './tell.ts';
import { type Turn, walk } from './walk.ts';

export { promptOf, recall, restate, retell } from './show.ts';

/**
 * A new conversation, walked to its first question. The same flow and language always begin the same.
 * @param given what its conditions have to know from outside: what was agreed to before, the survey that it answers, the person's pathway, the opportunity
 */
export function begin(
  flow: CompiledFlow,
  language: string,
  given: Pick<Session, 'agreed' | 'survey' | 'pathway' | 'mentoring' | 'opportunity'> = {},
): Turn {
  const session: Session = {
    v: 1,
    language,
    startedIn: language,
    ...given,
    at: null,
    trail: [],
    answers: {},
    misfits: 0,
    change: null,
    ended: null,
  };
  const turn: Turn = { session, events: [] };
  walk(turn, flow, flow.first, false);
  return turn;
}

/**
 * An ended conversation, open again: at the question that waited when it lapsed, or else at its review, so that answers can be changed.
 * null when there is nothing to come back to.
 * @param said the person's last word on purposes: it may have changed since
 */
export function reopen(flow: CompiledFlow, session: Session, said: Record<string, boolean> = {}): Turn | null {
  if (session.ended === null) return null;
  const turn: Turn = { session: { ...copyOf(session), ended: null }, events: [] };
  restand(turn.session, flow, said);
  if (session.ended !== 'lapsed') {
    const review = session.trail.findLastIndex((id) => flow.nodes.get(id)?.kind === 'review');
    if (review >= 0) turn.session.trail = session.trail.slice(0, review);
    turn.session.before = session.ended;
    delete turn.session.latest;
  }
  walk(turn, flow, flow.first, true);
  return turn.session.at === null ? null : turn;
}

/**
 * What should be said next? Given a conversation and a reply, the next session and what happened. Pure, and never throws on any reply:
 * one that does not fit is an event with words for the person. STOP, START, HELP, MENU and CODE are about more than one conversation:
 * whoever calls this obeys them first.
 */
export function advance(flow: CompiledFlow, before: Session, reply: Reply, now: Date): Turn {
  const turn: Turn = { session: copyOf(before), events: [] };
  const node = waiting(flow, turn.session);
  if (!node) return turn;
  if (reply.kind === 'silence') return hush(turn, flow);
  if (reply.prompt !== undefined && reply.prompt !== promptIdOf(turn.session)) return phrase(turn, flow, 'stale');
  const command = reply.kind === 'text' ? commandOf(reply.text, flow.lexicon.commands) : null;
  const obey = command ? obeying[command] : undefined;
  if (obey) return obey(turn, flow, node);
  if (turn.session.change === 'choosing') return choose(turn, flow, reply);
  return node.kind === 'review' ? judge(turn, flow, node, reply) : take(turn, flow, node, reply, now);
}

/** A no to a purpose that was said outside of this conversation: its yes becomes a no here too, and what was kept under it goes. */
export function takeBack(flow: CompiledFlow, before: Session, purpose: string): Turn {
  const turn: Turn = { session: copyOf(before), events: [] };
  restand(turn.session, flow, { [purpose]: false });
  erase(turn, flow, (under) => under === purpose);
  return turn;
}

/** The purpose that the question which waits asks consent for; null when it asks something else. */
export function purposeAsked(flow: CompiledFlow, session: Session): string | null {
  const node = session.change === 'choosing' ? null : waiting(flow, session);
  return (node?.kind === 'ask' ? node.ask.purpose : node?.review.purpose) ?? null;
}

/** The conversation left where it is: `reopen` goes on from there. One that had been finished before is finished again. */
export function lapse(session: Session): Session {
  return { ...copyOf(session), at: null, change: null, ended: session.before ?? 'lapsed' };
}

function hush(turn: Turn, flow: CompiledFlow): Turn {
  const { silence } = flow.bundle.main;
  if (!silence) return turn;
  eraseUnagreed(turn, flow);
  turn.session = lapse(turn.session);
  turn.events.push({ type: 'ended', outcome: turn.session.ended ?? silence.end });
  return turn;
}
