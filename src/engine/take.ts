import { keep, retire } from './answer.ts';
import { type CompiledFlow, offered } from './compile.ts';
import { MISFITS_BEFORE_OFFER } from './limits.ts';
import { type Understood, understand, understandChoice } from './reply.ts';
import type { Reply, Session } from './session.ts';
import { type Asking, display, words } from './show.ts';
import { phrase } from './tell.ts';
import { type Turn, walk } from './walk.ts';

/** A reply as somebody gave it. */
export type Given = Exclude<Reply, { kind: 'silence' }>;

/** A reply to a question: kept when it fits. */
export function take(turn: Turn, flow: CompiledFlow, node: Extract<Asking, { kind: 'ask' }>, reply: Given, now: Date): Turn {
  const asked = { ask: node.ask, options: offered(node, turn.session), readers: flow.lexicon.readers, now };
  const read = reply.kind === 'choice' ? understandChoice(reply.values, asked, turn.session.language) : understand(reply.text, asked);
  if (!read.fits) return misfit(turn, flow, node, read);
  return accept(turn, flow, node, read.answer, read.guess);
}

/**
 * Keeps the answer, says it back when it is a guess, and goes on. After a change the whole path is walked again, because it may have turned.
 * Kept first, so that an answer that sets the language is said back in that language.
 */
export function accept(
  turn: Turn,
  flow: CompiledFlow,
  node: Extract<Asking, { kind: 'ask' }>,
  answer: Session['answers'][string],
  guess = false,
): Turn {
  const { session } = turn;
  keep(turn, flow, node, answer);
  if (guess) {
    const label = display(flow, session, node, answer);
    turn.events.push({ type: 'said', said: { text: words(flow, session, flow.lexicon.phrases.taken_as, '', { label }) } });
  }
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
export function settle(turn: Turn, flow: CompiledFlow): Turn {
  const { session } = turn;
  const behind = new Set(session.trail);
  const ahead = session.at === null ? undefined : flow.ahead.get(session.at)?.asks;
  for (const id of Object.keys(session.answers))
    if (!behind.has(id) && !ahead?.has(id)) {
      retire(turn, flow, id);
      const node = flow.nodes.get(id);
      // Its yes goes with it, and nothing is kept without one, not even as what was said first.
      if (node?.kind === 'ask' && node.ask.under) turn.events.push({ type: 'erased', flow: flow.id, step: id });
    }
  return turn;
}

/** The first misfit says the question another way; from the third on there is a way out. */
export function misfit(turn: Turn, flow: CompiledFlow, node: Asking, read: Extract<Understood, { fits: false }>): Turn {
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
