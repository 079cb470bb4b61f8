import { begin } from './advance.ts';
import { type CompiledFlow, type Node, offered } from './compile.ts';
import type { QuestionType } from './flow.ts';
import type { Session } from './session.ts';
import { words } from './show.ts';

/** A flow as it stands on paper, where nobody decides what comes next but who reads it. */
export interface OnPaper {
  /** What is said before the first question. */
  intro: string[];
  /** All that somebody may be asked, in the order of the flow. */
  questions: {
    step: string;
    type: QuestionType;
    text: string;
    options: { value: string; label: string }[];
    /** Questions before it, of whose answers it depends whether it is asked. */
    depends: string[];
  }[];
}

type Ask = Extract<Node, { kind: 'ask' }>;

/** Where a step can lead. What is known of the survey decides now; what asks for an answer goes either way. */
function waysFrom(node: Node, session: Session): (string | null)[] {
  if (node.kind === 'end') return [null];
  if (node.kind !== 'branch') return [node.next];
  const ways: (string | null)[] = [];
  for (const { holds, to } of node.when) {
    if (holds.reads.length > 0) ways.push(to);
    else if (holds(session)) return [...ways, to];
  }
  return [...ways, node.next];
}

/** Each step that can be reached from one, without passing a step that is left out. null is the way out. */
function reached(flow: CompiledFlow, session: Session, from: string | null, without?: string): Set<string | null> {
  const seen = new Set<string | null>();
  const visit = (id: string | null) => {
    if (id === without || seen.has(id)) return;
    seen.add(id);
    const node = id === null ? undefined : flow.nodes.get(id);
    if (node) for (const way of waysFrom(node, session)) visit(way);
  };
  visit(from);
  return seen;
}

/** Questions of whose answers it depends whether this one is asked: those of branches whose ways differ in whether they lead to it, or past it. */
function dependsOf(flow: CompiledFlow, session: Session, branches: Node[], step: string): string[] {
  const passes = (from: string | null) => reached(flow, session, from, step).has(null);
  if (!passes(flow.first)) return [];
  const leads = (from: string | null) => `${reached(flow, session, from).has(step)} ${passes(from)}`;
  return branches.flatMap((node) => {
    if (node.kind !== 'branch') return [];
    const ways = new Set(waysFrom(node, session).map(leads));
    return ways.size > 1 ? node.when.flatMap(({ holds }) => holds.reads) : [];
  });
}

/** What is said on the way to the first question. */
function introOf(flow: CompiledFlow, session: Session): string[] {
  const said: string[] = [];
  let node = flow.nodes.get(flow.first);
  while (node && node.kind !== 'ask') {
    if (node.kind === 'say') said.push(words(flow, session, node.text, node.scope));
    node = flow.nodes.get(waysFrom(node, session)[0] ?? '');
  }
  return said;
}

/**
 * @param survey what the session was about, and whether answers are kept with names
 */
export function onPaper(flow: CompiledFlow, language: string, survey: { areas: string[]; named: boolean }): OnPaper {
  const { session } = begin(flow, language, { survey: { run: '', ...survey } });
  const reach = reached(flow, session, flow.first);
  const nodes = [...flow.nodes.values()].filter(({ id }) => reach.has(id));
  const asks = nodes.filter((node): node is Ask => node.kind === 'ask');
  const questions = asks.map((node, at) => {
    const before = asks.slice(0, at).map(({ id }) => id);
    const depends = new Set(dependsOf(flow, session, nodes, node.id));
    return {
      step: node.id,
      type: node.ask.type,
      text: words(flow, session, node.ask.text, node.scope),
      options: offered(node, session).list.map(({ value, label }) => ({ value, label: words(flow, session, label, node.scope) })),
      depends: before.filter((step) => depends.has(step)),
    };
  });
  return { intro: introOf(flow, session), questions };
}
