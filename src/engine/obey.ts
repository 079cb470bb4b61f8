import { retire } from './answer.ts';
import type { CompiledFlow } from './compile.ts';
import type { Command } from './phrases.ts';
import { type Asking, changeable, restate, words } from './show.ts';
import { accept } from './take.ts';
import { phrase } from './tell.ts';
import { type Turn, walk } from './walk.ts';

/** What is done on a command at a question. The others are about more than one conversation, and are not the engine's. */
export const obeying: Partial<Record<Command, (turn: Turn, flow: CompiledFlow, node: Asking) => Turn>> = {
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
