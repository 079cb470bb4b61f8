import { type CompiledFlow, type Node, offered } from './compile.ts';
import type { Prompt, Said } from './event.ts';
import { say } from './fill.ts';
import type { Answered, Session } from './session.ts';
import type { Words } from './words.ts';

export type Asking = Extract<Node, { kind: 'ask' | 'review' }>;

/** What decides how something is told. */
type Told = Pick<Session, 'language' | 'answers'>;

/** Fills the gaps of a text: own values first, then answers of the same (called) flow, of the whole flow, then the constants. */
export function words(flow: CompiledFlow, session: Told, text: Words, scope = '', fills: Record<string, string> = {}): string {
  return say(text, session.language, (gap) => {
    const own = fills[gap];
    if (own !== undefined) return own;
    for (const id of [scope + gap, gap]) {
      const node = flow.nodes.get(id);
      const answer = session.answers[id];
      if (answer && node?.kind === 'ask') return display(flow, session, node, answer);
    }
    return flow.lexicon.constants[gap] ?? '';
  });
}

/** Made once: making one costs more than all else in a turn. */
const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** An answer as the person would say it, in their language. */
export function display(flow: CompiledFlow, session: Told, node: Extract<Node, { kind: 'ask' }>, answer: Answered): string {
  const { value } = answer;
  if (value === null) return words(flow, session, flow.lexicon.phrases.skipped);
  const label = (one: string) => {
    const pick = node.options.byValue.get(one);
    return pick ? (pick.label[session.language] ?? pick.label.en) : one;
  };
  if (Array.isArray(value)) return value.map(label).join(', ');
  if (typeof value === 'boolean') return label(value ? 'yes' : 'no');
  if (node.ask.type === 'date') return longDate.format(new Date(`${value}T00:00:00Z`));
  return label(String(value));
}

/** The id of the prompt that is in front of the person. */
export function promptIdOf(session: Session): string | null {
  return session.change === 'choosing' ? 'change' : session.at;
}

/** The step that waits, or null. */
export function waiting(flow: CompiledFlow, session: Session): Asking | null {
  const node = session.at === null ? undefined : flow.nodes.get(session.at);
  return node?.kind === 'ask' || node?.kind === 'review' ? node : null;
}

/** Answered questions on the path, in order: what CHANGE can change. */
export function changeable(flow: CompiledFlow, session: Session): { node: Extract<Node, { kind: 'ask' }>; answer: Answered }[] {
  return session.trail.flatMap((id) => {
    const node = flow.nodes.get(id);
    const answer = session.answers[id];
    return node?.kind === 'ask' && answer ? [{ node, answer }] : [];
  });
}

/** A line of the summary: what was asked, and the answer. */
export function labelled(flow: CompiledFlow, session: Told, { node, answer }: ReturnType<typeof changeable>[number]): string {
  return `${words(flow, session, node.ask.label, node.scope)}: ${display(flow, session, node, answer)}`;
}

/** An answer that was kept, as its person would read it: what was asked, and what they said. null when the flow has no such question. */
export function recall(flow: CompiledFlow, language: string, step: string, answer: Answered): { question: string; answer: string } | null {
  const node = flow.nodes.get(step);
  if (node?.kind !== 'ask') return null;
  const session = { language, answers: {} };
  return { question: words(flow, session, node.ask.label, node.scope), answer: display(flow, session, node, answer) };
}

/** The same in one line. */
export function retell(flow: CompiledFlow, language: string, step: string, answer: Answered): string | null {
  const recalled = recall(flow, language, step, answer);
  return recalled && `${recalled.question}: ${recalled.answer}`;
}

/** The question that waits, for a channel to draw; null when none does. */
export function promptOf(flow: CompiledFlow, session: Session): Prompt | null {
  const node = waiting(flow, session);
  if (!node) return null;
  if (session.change === 'choosing') {
    const options = changeable(flow, session).map((entry) => ({ value: entry.node.id, label: labelled(flow, session, entry) }));
    return { id: 'change', type: 'change', options, many: false, skip: false, progress: null };
  }
  const options = offered(node, session).list.map((pick) => ({ value: pick.value, label: words(flow, session, pick.label, node.scope) }));
  if (node.kind === 'review') return { id: node.id, type: 'review', options, many: false, skip: false, progress: null };
  const { type, skip } = node.ask;
  return { id: node.id, type, options, many: type === 'several', skip, progress: progress(flow, session, node) };
}

function progress(flow: CompiledFlow, session: Session, node: Asking): Prompt['progress'] {
  // How many there are depends on what is known from outside: a number would be wrong for most.
  if (session.change || flow.asksAgreed || flow.asksPathway) return null;
  let at = 1;
  for (const id of session.trail) if (flow.nodes.get(id)?.kind === 'ask') at += 1;
  const of = at - 1 + (flow.ahead.get(node.id)?.most ?? 1);
  return of === 1 ? null : { at, of };
}

/** The question that waits, said; `again` says it another way. null when none waits. */
export function restate(flow: CompiledFlow, session: Session, again = false): Said | null {
  const node = waiting(flow, session);
  const prompt = promptOf(flow, session);
  if (!node || !prompt) return null;
  if (session.change === 'choosing') return { text: words(flow, session, flow.lexicon.phrases.change_which), prompt };
  const source = node.kind === 'ask' ? node.ask : node.review;
  const text = words(flow, session, again ? source.again : source.text, node.scope);
  if (node.kind === 'ask') return { text, prompt };
  const lines = changeable(flow, session).map((entry) => labelled(flow, session, entry));
  const asks = node.review.asks ? [words(flow, session, node.review.asks, node.scope)] : [];
  return { text: [text, ...lines, ...asks].join('\n'), prompt };
}
