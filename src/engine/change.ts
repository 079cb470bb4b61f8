import { consent } from './answer.ts';
import type { CompiledFlow } from './compile.ts';
import { MISFITS_BEFORE_OFFER } from './limits.ts';
import { numbersIn } from './numbers.ts';
import { obeying } from './obey.ts';
import { type Options, optionsOf } from './options.ts';
import { pickOne } from './questions/choice.ts';
import { type Asking, changeable, display, labelled, words } from './show.ts';
import { type Given, misfit, settle } from './take.ts';
import { phrase } from './tell.ts';
import { type Turn, walk } from './walk.ts';

/** @param sure only what was named exactly, where nothing may be guessed */
function oneOf(reply: Given, options: Options, { lexicon }: CompiledFlow, sure = false): string | undefined {
  if (reply.kind === 'choice') return reply.values.length === 1 ? reply.values[0] : undefined;
  const picked = pickOne(reply.text, options, lexicon.readers.distance);
  return picked && (picked.sure || !sure) ? picked.pick.value : undefined;
}

type Changeable = ReturnType<typeof changeable>[number];

/** The answer that a reply names, among those that can be changed. */
function entryNamed(turn: Turn, flow: CompiledFlow, reply: Given): Changeable | undefined {
  const entries = changeable(flow, turn.session);
  const options = optionsOf(
    entries.map((entry) => ({
      value: entry.node.id,
      label: { en: words(flow, turn.session, entry.node.ask.label, entry.node.scope) },
      // The whole line, as it was shown.
      synonyms: [labelled(flow, turn.session, entry)],
    })),
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

/** At a review: right, or change something, or a no where it asks consent. The name of an answer goes straight to it. */
export function judge(turn: Turn, flow: CompiledFlow, node: Extract<Asking, { kind: 'review' }>, reply: Given): Turn {
  const { review, options, refuse } = node;
  const value = oneOf(reply, options, flow, review.purpose !== undefined);
  if (value === 'right') {
    delete turn.session.latest;
    turn.session.trail.push(node.id);
    consent(turn.events, review, 'given');
    walk(turn, flow, node.next, false);
    return settle(turn, flow);
  }
  // Not on the trail: whoever comes back is asked again.
  if (value === 'refuse') {
    consent(turn.events, review, turn.session.before === 'completed' ? 'withdrawn' : 'refused');
    walk(turn, flow, refuse, false);
    return turn;
  }
  if (value === 'change' && obeying.change) return obeying.change(turn, flow, node);
  // A number or a letter stands for one of the two choices that were shown, never for an answer in the summary.
  const names = reply.kind === 'text' && /\p{L}{3}/u.test(reply.text) && numbersIn(reply.text).length === 0;
  const entry = names ? entryNamed(turn, flow, reply) : undefined;
  if (entry) return revise(turn, flow, entry);
  return misfit(turn, flow, node, { fits: false });
}
