import { type Condition, compileCondition, type Scope } from './condition.ts';
import { type AskStep, type DoStep, type FlowBundle, type FlowDefinition, idOf, type ReviewStep, type Step } from './flow.ts';
import { type Options, optionsAtReview, optionsFor, optionsOf } from './options.ts';
import type { Commands, EnginePhrases } from './phrases.ts';
import type { Readers } from './readers.ts';
import type { Session } from './session.ts';
import type { Words } from './words.ts';

/** What every flow shares: phrases, command words, the readers, and the charity's own constants and policy. */
export interface Lexicon {
  phrases: EnginePhrases;
  commands: Commands;
  readers: Readers;
  /** Filled in texts as {name}. */
  constants: Record<string, string>;
  /** Seen by conditions as `policy.name`: lists of words, for instance the age bands that need a guardian. */
  policy: Record<string, string[]>;
}

/** A step ready to walk. Steps of called flows are laid in place, their ids behind the call's: `contact.email`. `next` null ends the flow. */
export type Node = { id: string; scope: string; next: string | null } & (
  | { kind: 'ask'; ask: AskStep; options: Options; offers: Map<string, Condition> }
  | { kind: 'review'; review: ReviewStep; options: Options; refuse: string | null }
  | { kind: 'say'; text: Words }
  | { kind: 'branch'; when: { holds: Condition; to: string }[] }
  | { kind: 'do'; action: string; with: DoStep['with'] }
  | { kind: 'end'; text: Words | null; outcome: 'completed' | 'declined' | 'lapsed' }
  | { kind: 'pass' }
);

/** Questions on the ways from a step: the most on any one way, and all of them. */
export interface Ahead {
  most: number;
  asks: Set<string>;
}

/** A flow ready to run: pure data and functions, shared by all its conversations. */
export interface CompiledFlow {
  id: string;
  bundle: FlowBundle;
  lexicon: Lexicon;
  first: string;
  nodes: Map<string, Node>;
  /** Whether its conditions ask what was agreed to before: then it is told when it begins, and is never gone back to later. */
  asksAgreed: boolean;
  /** The same for the person’s own pathway, and mentors. */
  asksPathway: boolean;
  /** What may still come from each step on, itself included. */
  ahead: Map<string, Ahead>;
}

/** Ids of the steps a step can lead to, within its own flow; null is the way out. */
export function waysOf(step: Step, following: string | null): (string | null)[] {
  if ('end' in step) return [];
  if ('branch' in step) return [...step.when.map(({ to }) => to), step.else ?? following];
  if ('review' in step && step.refuse) return [step.next ?? following, step.refuse];
  return [step.next ?? following];
}

/** The names that conditions in one flow can use, called flows included. */
export function scopeOf(definition: FlowDefinition, called: FlowBundle['called'], prefix = '', depth = 0): Scope {
  const scope: Scope = {};
  for (const step of definition.steps) {
    if ('ask' in step) scope[step.ask] = { ask: step, key: prefix + step.ask };
    const inner = 'call' in step ? called[step.flow] : undefined;
    if ('call' in step && inner && depth < 5) scope[step.call] = scopeOf(inner, called, `${prefix}${step.call}.`, depth + 1);
  }
  return scope;
}

/** @throws on a flow that `inspect` would refuse. Compile once, at publish or load; run many times. */
export function compile(bundle: FlowBundle, lexicon: Lexicon): CompiledFlow {
  const nodes = new Map<string, Node>();
  const { phrases } = lexicon;
  let asksAgreed = false;
  let asksPathway = false;

  function lay(definition: FlowDefinition, prefix: string, out: string | null): string {
    const scope = scopeOf(definition, bundle.called, prefix);
    const condition = (source: string) => {
      asksAgreed ||= /\bagreed\./.test(source);
      asksPathway ||= /\b(pathway|mentoring)\./.test(source);
      return compileCondition(source, scope, lexicon.policy);
    };
    const full = (id: string | null) => (id === null ? out : prefix + id);
    definition.steps.forEach((step, index) => {
      const following = definition.steps[index + 1];
      const id = prefix + idOf(step);
      const next = full('next' in step && step.next ? step.next : following ? idOf(following) : null);
      const base = { id, scope: prefix, next };
      if ('ask' in step) {
        const offers = new Map(step.options.flatMap((one) => (one.if ? [[one.value, condition(one.if)]] : [])));
        nodes.set(id, { ...base, kind: 'ask', ask: step, options: optionsFor(step, phrases.yes, phrases.no), offers });
      } else if ('review' in step)
        nodes.set(id, {
          ...base,
          kind: 'review',
          review: step,
          options: optionsAtReview(step, phrases),
          refuse: step.refuse === undefined ? null : prefix + step.refuse,
        });
      else if ('say' in step) nodes.set(id, { ...base, kind: 'say', text: step.text });
      else if ('do' in step) nodes.set(id, { ...base, kind: 'do', action: step.action, with: step.with });
      else if ('branch' in step) {
        const when = step.when.map(({ if: source, to }) => ({ holds: condition(source), to: prefix + to }));
        nodes.set(id, { ...base, kind: 'branch', when, next: step.else ? prefix + step.else : next });
      } else if ('call' in step) {
        const inner = bundle.called[step.flow];
        if (!inner) throw new Error(`flow ${definition.flow} calls ${step.flow}, which is not in its bundle`);
        nodes.set(id, { ...base, kind: 'pass', next: lay(inner, `${id}.`, next) });
      } else if (prefix === '') nodes.set(id, { ...base, kind: 'end', text: step.text ?? null, outcome: step.outcome });
      // The end of a called flow is a way back, not an end.
      else nodes.set(id, step.text ? { ...base, kind: 'say', text: step.text, next: out } : { ...base, kind: 'pass', next: out });
    });
    return prefix + idOf(definition.steps[0] as Step);
  }

  const first = lay(bundle.main, '', null);
  return { id: bundle.main.flow, bundle, lexicon, first, nodes, asksAgreed, asksPathway, ahead: lookAhead(nodes) };
}

/** What can be picked at a question now. */
export function offered(node: Extract<Node, { kind: 'ask' | 'review' }>, session: Session): Options {
  if (node.kind === 'review' || node.offers.size === 0) return node.options;
  return optionsOf(node.ask.options.filter(({ value }) => node.offers.get(value)?.(session) ?? true));
}

function lookAhead(nodes: Map<string, Node>): Map<string, Ahead> {
  const ahead = new Map<string, Ahead>();
  const visit = (id: string | null): Ahead => {
    const known = id === null ? undefined : ahead.get(id);
    if (known) return known;
    const found: Ahead = { most: 0, asks: new Set() };
    const node = id === null ? undefined : nodes.get(id);
    if (id === null || !node) return found;
    ahead.set(id, found);
    const others = node.kind === 'branch' ? node.when.map(({ to }) => to) : node.kind === 'review' ? [node.refuse] : [];
    const ways = node.kind === 'end' ? [] : [node.next, ...others];
    for (const way of ways.map(visit)) {
      found.most = Math.max(found.most, way.most);
      for (const ask of way.asks) found.asks.add(ask);
    }
    if (node.kind === 'ask') {
      found.most += 1;
      found.asks.add(id);
    }
    return found;
  };
  for (const id of nodes.keys()) visit(id);
  return ahead;
}
