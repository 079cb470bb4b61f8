import type { CompiledFlow } from './compile.ts';
import { MISFITS_BEFORE_OFFER } from './limits.ts';
import { numbersIn } from './numbers.ts';
import { obeying } from './obey.ts';
import { type Options, optionsOf } from './options.ts';
import { pickOne } from './questions/choice.ts';
import { type Asking, changeable, display, words } from './show.ts';
import { type Given, misfit, settle } from './take.ts';
import { phrase } from './tell.ts';
import { type Turn, walk } from './walk.ts';

function oneOf(reply: Given, options: Options, { lexicon }: CompiledFlow): string | undefined {
  if (reply.kind === 'choice') return reply.values.length === 1 ? reply.values[0] : undefined;
  return pickOne(reply.text, options, lexicon.readers.distance)?.pick.value;
}

type Changeable = ReturnType<typeof changeable>[number];

/** The answer that a reply names, among those that can be changed. */
function entryNamed(turn: Turn, flow: CompiledFlow, reply: Given): Changeable | undefined {
  const entries = changeable(flow, turn.session);
  const options = optionsOf(
    entries.map(({ node }) => ({ value: node.id, label: { en: words(flow, turn.session, node.ask.label, node.scope) }, synonyms: [] })),
  );
  const value = oneOf(reply, options, flow);
  return entries.find(({ node }) => node.id === value);
}

/** CHANGE was said: which answer? */
export function choose(turn: Turn, flow: CompiledFlow, reply: Given): Turn {
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
export function judge(turn: Turn, flow: CompiledFlow, node: Extract<Asking, { kind: 'review' }>, reply: Given): Turn {
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
