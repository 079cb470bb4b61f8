import { copyOf, keep, retire } from './answer.ts';
import { commandOf } from './commands.ts';
import type { CompiledFlow } from './compile.ts';
import { MISFITS_BEFORE_OFFER } from './limits.ts';
import { numbersIn } from './numbers.ts';
import { type Options, optionsOf } from './options.ts';
import type { Command, EnginePhrases } from './phrases.ts';
import { pickOne } from './questions/choice.ts';
import { type Understood, understand, understandChoice } from './reply.ts';
import type { Reply, Session } from './session.ts';
import { type Asking, changeable, display, promptIdOf, restate, waiting, words } from './show.ts';
import { type Turn, walk } from './walk.ts';

export { promptOf, restate } from './show.ts';

/** A new conversation, walked to its first question. The same flow and language always begin the same. */
export function begin(flow: CompiledFlow, language: string): Turn {
  const session: Session = {
    v: 1,
    language,
    startedIn: language,
    at: null,
    trail: [],
    answers: {},
    misfits: 0,
    change: null,
    silences: 0,
    ended: null,
  };
  const turn: Turn = { session, events: [] };
  walk(turn, flow, flow.first, false);
  return turn;
}

/**
 * An ended conversation, open again: at the question that waited when it lapsed, or else at its review, so that answers can be changed.
 * null when there is nothing to come back to.
 */
export function reopen(flow: CompiledFlow, session: Session): Turn | null {
  if (session.ended === null) return null;
  const turn: Turn = { session: { ...copyOf(session), ended: null, silences: 0 }, events: [] };
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
  turn.session.silences = 0;
  if (reply.prompt !== undefined && reply.prompt !== promptIdOf(turn.session)) return phrase(turn, flow, 'stale');
  const command = reply.kind === 'text' ? commandOf(reply.text, flow.lexicon.commands) : null;
  const obey = command ? obeying[command] : undefined;
  if (obey) return obey(turn, flow, node);
  if (turn.session.change === 'choosing') return choose(turn, flow, reply);
  return node.kind === 'review' ? judge(turn, flow, node, reply) : take(turn, flow, node, reply, now);
}

/** Says one of our phrases, then the question that waits. */
function phrase(turn: Turn, flow: CompiledFlow, id: keyof EnginePhrases, fills: Record<string, string> = {}, again = false): Turn {
  turn.events.push({ type: 'said', said: { text: words(flow, turn.session, flow.lexicon.phrases[id], '', fills) } });
  const said = restate(flow, turn.session, again);
  if (said) turn.events.push({ type: 'said', said });
  return turn;
}

function hush(turn: Turn, flow: CompiledFlow): Turn {
  const { silence } = flow.bundle.main;
  turn.session.silences += 1;
  if (silence?.text && turn.session.silences === 1) {
    const said = restate(flow, turn.session);
    turn.events.push({ type: 'said', said: { text: words(flow, turn.session, silence.text) } });
    if (said) turn.events.push({ type: 'said', said });
  } else if (silence?.end) {
    turn.session.at = null;
    turn.session.change = null;
    turn.session.ended = turn.session.before ?? silence.end;
    turn.events.push({ type: 'ended', outcome: turn.session.ended });
  }
  return turn;
}

const obeying: Partial<Record<Command, (turn: Turn, flow: CompiledFlow, node: Asking) => Turn>> = {
  back: (turn, flow) => {
    const { session } = turn;
    if (session.change) {
      walk(turn, flow, flow.first, true);
      return turn;
    }
    const last = session.latest ?? session.trail.findLast((id) => session.answers[id] !== undefined);
    if (last === undefined) return phrase(turn, flow, 'nothing_to_undo');
    session.trail = session.trail.slice(0, session.trail.indexOf(last));
    delete session.latest;
    retire(turn, flow, last);
    walk(turn, flow, last, false);
    return turn;
  },
  skip: (turn, flow, node) => {
    if (turn.session.change === 'choosing' || node.kind === 'review') return phrase(turn, flow, 'skip_not_allowed');
    if (!node.ask.skip) return phrase(turn, flow, 'skip_not_allowed');
    return accept(turn, flow, node, { value: null, category: 'skipped', raw: '' });
  },
  why: (turn, flow, node) => {
    const source = node.kind === 'ask' ? node.ask : node.review;
    turn.events.push({ type: 'said', said: { text: words(flow, turn.session, source.why, node.scope) } });
    const said = restate(flow, turn.session);
    if (said) turn.events.push({ type: 'said', said });
    return turn;
  },
  change: (turn, flow) => {
    if (changeable(flow, turn.session).length === 0) return phrase(turn, flow, 'nothing_to_change');
    if (turn.session.change === 'revising') walk(turn, flow, flow.first, true);
    turn.events = turn.events.filter((event) => event.type !== 'said');
    turn.session.change = 'choosing';
    turn.session.misfits = 0;
    const said = restate(flow, turn.session);
    if (said) turn.events.push({ type: 'said', said });
    return turn;
  },
  person: (turn, flow) => {
    turn.events.push({ type: 'person_wanted' });
    return phrase(turn, flow, 'person_wanted');
  },
};

type Said = Exclude<Reply, { kind: 'silence' }>;

function oneOf(reply: Said, options: Options, { lexicon }: CompiledFlow): string | undefined {
  if (reply.kind === 'choice') return reply.values.length === 1 ? reply.values[0] : undefined;
  return pickOne(reply.text, options, lexicon.readers.distance)?.pick.value;
}

type Changeable = ReturnType<typeof changeable>[number];

/** The answer that a reply names, among those that can be changed. */
function entryNamed(turn: Turn, flow: CompiledFlow, reply: Said): Changeable | undefined {
  const entries = changeable(flow, turn.session);
  const options = optionsOf(
    entries.map(({ node }) => ({ value: node.id, label: { en: words(flow, turn.session, node.ask.label, node.scope) }, synonyms: [] })),
  );
  const value = oneOf(reply, options, flow);
  return entries.find(({ node }) => node.id === value);
}

/** CHANGE was said: which answer? */
function choose(turn: Turn, flow: CompiledFlow, reply: Said): Turn {
  const entry = entryNamed(turn, flow, reply);
  if (entry) return revise(turn, flow, entry);
  turn.session.misfits += 1;
  if (turn.session.misfits < MISFITS_BEFORE_OFFER) return phrase(turn, flow, 'misfit');
  walk(turn, flow, flow.first, true);
  return turn;
}

function revise(turn: Turn, flow: CompiledFlow, { node, answer }: Changeable): Turn {
  turn.session.change = 'revising';
  turn.session.misfits = 0;
  turn.session.at = node.id;
  return phrase(turn, flow, 'change_asking', {
    label: words(flow, turn.session, node.ask.label, node.scope),
    value: display(flow, turn.session, node, answer),
  });
}

/** At a review: right, or change something. The name of an answer goes straight to it. */
function judge(turn: Turn, flow: CompiledFlow, node: Extract<Asking, { kind: 'review' }>, reply: Said): Turn {
  const value = oneOf(reply, node.options, flow);
  if (value === 'right') {
    delete turn.session.latest;
    turn.session.trail.push(node.id);
    walk(turn, flow, node.next, false);
    return settle(turn, flow);
  }
  if (value === 'change' && obeying.change) return obeying.change(turn, flow, node);
  // A number or a letter stands for one of the two choices that were shown, never for an answer in the summary.
  const names = reply.kind === 'text' && /\p{L}{3}/u.test(reply.text) && numbersIn(reply.text).length === 0;
  const entry = names ? entryNamed(turn, flow, reply) : undefined;
  if (entry) return revise(turn, flow, entry);
  return misfit(turn, flow, node, { fits: false });
}

function take(turn: Turn, flow: CompiledFlow, node: Extract<Asking, { kind: 'ask' }>, reply: Said, now: Date): Turn {
  const asked = { ask: node.ask, options: node.options, readers: flow.lexicon.readers, now };
  const read = reply.kind === 'choice' ? understandChoice(reply.values, asked, turn.session.language) : understand(reply.text, asked);
  if (!read.fits) return misfit(turn, flow, node, read);
  if (read.guess) {
    const label = display(flow, turn.session, node, read.answer);
    turn.events.push({ type: 'said', said: { text: words(flow, turn.session, flow.lexicon.phrases.taken_as, '', { label }) } });
  }
  return accept(turn, flow, node, read.answer);
}

/** Keeps the answer and goes on. After a change the whole path is walked again, because it may have turned. */
function accept(turn: Turn, flow: CompiledFlow, node: Extract<Asking, { kind: 'ask' }>, answer: Session['answers'][string]): Turn {
  const { session } = turn;
  keep(turn, node, answer);
  if (session.change === null) {
    session.trail.push(node.id);
    walk(turn, flow, node.next, false);
  } else walk(turn, flow, flow.first, true);
  const last = session.trail.findLast((id) => session.answers[id] !== undefined);
  if (last === node.id || !session.trail.includes(node.id)) delete session.latest;
  else session.latest = node.id;
  return settle(turn, flow);
}

/** Answers further on, on any way from here, stand: nobody is asked the same twice. Answers off the path are taken back. */
function settle(turn: Turn, flow: CompiledFlow): Turn {
  const { session } = turn;
  const behind = new Set(session.trail);
  const ahead = session.at === null ? undefined : flow.ahead.get(session.at)?.asks;
  for (const id of Object.keys(session.answers)) if (!behind.has(id) && !ahead?.has(id)) retire(turn, flow, id);
  return turn;
}

/** The first misfit says the question another way; from the third on there is a way out. */
function misfit(turn: Turn, flow: CompiledFlow, node: Asking, read: Extract<Understood, { fits: false }>): Turn {
  const { session } = turn;
  session.misfits += 1;
  turn.events.push({ type: 'misfitted', step: node.id, count: session.misfits });
  const wayOut = session.misfits >= MISFITS_BEFORE_OFFER;
  if (read.because) {
    const got = read.got?.map((value) => {
      const label = node.options.byValue.get(value)?.label;
      return label ? (label[session.language] ?? label.en) : value;
    });
    const fills = { ...read.fills, got: got?.join(', ') ?? '' };
    if (!wayOut) return phrase(turn, flow, read.because, fills);
    turn.events.push({ type: 'said', said: { text: words(flow, session, flow.lexicon.phrases[read.because], '', fills) } });
  }
  if (wayOut) return phrase(turn, flow, node.kind === 'ask' && node.ask.skip ? 'misfit_offer_skip' : 'misfit_offer_person', {}, true);
  if (session.misfits === 2 && node.options.list.length > 0) return phrase(turn, flow, 'misfit_options');
  return phrase(turn, flow, 'misfit', {}, true);
}
