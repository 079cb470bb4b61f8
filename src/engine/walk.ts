import type { CompiledFlow, Node } from './compile.ts';
import type { Event } from './event.ts';
import { stepNamed } from './fill.ts';
import { MAX_STEPS_PER_TURN } from './limits.ts';
import type { Session } from './session.ts';
import { restate, words } from './show.ts';

/** A session and what happened on the way to it. */
export interface Turn {
  session: Session;
  events: Event[];
}

/**
 * Walks from a step to the next question that has no answer, to a review, or to the end. What was said or done before
 * (`session.trail` when `again`) is passed in silence, so that walking a path twice says and does nothing twice.
 * Writes to the session and the events it is given: both are this turn's own.
 */
export function walk({ session, events }: Turn, flow: CompiledFlow, from: string | null, again: boolean): void {
  const before = again ? new Set(session.trail) : null;
  if (again) session.trail = [];
  let at = from;
  for (let steps = 0; steps < MAX_STEPS_PER_TURN && at !== null; steps++) {
    const node = flow.nodes.get(at);
    if (!node) break;
    const passed = before?.has(node.id) ?? false;
    switch (node.kind) {
      case 'ask':
        if (!session.answers[node.id]) return wait({ session, events }, flow, node.id);
        break;
      case 'review':
        if (!passed) return wait({ session, events }, flow, node.id);
        break;
      case 'say':
        if (!passed) events.push({ type: 'said', said: { text: words(flow, session, node.text, node.scope) } });
        break;
      case 'do':
        if (!passed) events.push({ type: 'acted', action: node.action, with: detailsOf(node, session) });
        break;
      case 'end':
        return end({ session, events }, flow, node);
    }
    if (node.kind !== 'pass' && node.kind !== 'branch') session.trail.push(node.id);
    at = node.kind === 'branch' ? (node.when.find(({ holds }) => holds(session))?.to ?? node.next) : node.next;
  }
  end({ session, events }, flow, { text: null, outcome: 'completed', scope: '' });
}

/** Details for an action: `{step}` is what was answered there: own words, a day or an option as they are kept, anything else as it is counted. */
function detailsOf({ with: details, scope }: Extract<Node, { kind: 'do' }>, { answers }: Session): Record<string, string> {
  const answered = (step: string) => {
    const { category = null, value = null } = answers[scope + step] ?? {};
    return typeof value === 'string' ? value : (category ?? '');
  };
  const filled = (text: string) => text.replace(stepNamed, (_, step: string) => answered(step));
  return Object.fromEntries(Object.entries(details).map(([name, text]) => [name, filled(text)]));
}

function wait({ session, events }: Turn, flow: CompiledFlow, id: string): void {
  session.at = id;
  session.change = null;
  session.misfits = 0;
  const said = restate(flow, session);
  if (said) events.push({ type: 'said', said });
}

type Ending = { text: Parameters<typeof words>[2] | null; outcome: NonNullable<Session['ended']>; scope: string };

function end({ session, events }: Turn, flow: CompiledFlow, { text, outcome, scope }: Ending): void {
  session.at = null;
  session.change = null;
  session.misfits = 0;
  session.ended = outcome;
  if (text) events.push({ type: 'said', said: { text: words(flow, session, text, scope) } });
  events.push({ type: 'ended', outcome });
}
