import { Environment } from '@marcbachmann/cel-js';
import type { AskStep } from './flow.ts';
import type { Agreed, MentoringContext, OpportunityContext, PathwayContext, Session } from './session.ts';

/**
 * A condition over the answers, what was agreed to, the survey that is answered, the person's own pathway, mentors, the opportunity that it is about, and the
 * charity's policy, in CEL, checked for types before it may run.
 */
export interface Condition {
  (session: Session): boolean;
  /** Questions of whose answers it asks. */
  reads: readonly string[];
}

/** The questions that conditions of one flow can name: id in that flow → id in the session, or a called flow's own scope. */
export interface Scope {
  [name: string]: { ask: AskStep; key: string } | Scope;
}

type Policy = Record<string, string[]>;
type Schema = { [name: string]: string | Schema };

function isAsk(entry: Scope[string]): entry is { ask: AskStep; key: string } {
  return 'ask' in entry && typeof entry.key === 'string';
}

/**
 * A question nobody answered, or skipped, reads as "", an empty list, false, or not-a-number: it equals nothing and is in no list. So it is
 * also `!=` to everything: a condition about those who did answer names what they answered.
 */
const celTypes: Record<AskStep['type'], { type: string; absent: unknown }> = {
  text: { type: 'string', absent: '' },
  name: { type: 'string', absent: '' },
  date: { type: 'string', absent: '' },
  age: { type: 'string', absent: '' },
  choice: { type: 'string', absent: '' },
  email: { type: 'string', absent: '' },
  phone: { type: 'string', absent: '' },
  several: { type: 'list<string>', absent: [] },
  yes_no: { type: 'bool', absent: false },
  consent: { type: 'bool', absent: false },
  number: { type: 'double', absent: Number.NaN },
  scale: { type: 'double', absent: Number.NaN },
  nought_to_ten: { type: 'double', absent: Number.NaN },
};

function schemaOf(scope: Scope): Schema {
  return Object.fromEntries(
    Object.entries(scope).map(([name, entry]) => [name, isAsk(entry) ? celTypes[entry.ask.type].type : schemaOf(entry)]),
  );
}

function valuesOf(scope: Scope, session: Session): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(scope))
    values[name] = isAsk(entry) ? (session.answers[entry.key]?.value ?? celTypes[entry.ask.type].absent) : valuesOf(entry, session);
  return values;
}

const nothingAgreed: Agreed = { yes: [], open: [], changed: [] };

/** A survey that somebody tries out: of no session, and nobody's. */
const noSurvey = { areas: [] as string[], named: false };

/** Somebody of whom nothing is known. */
export const noPathway: PathwayContext = {
  goal: false,
  paused: false,
  left: false,
  reference: false,
  full: false,
  record: false,
  projects: false,
  stages: false,
  trainings: false,
  pieces: false,
  check_ins: false,
  paid_work: false,
};

/** None. */
const noOpportunity: Omit<OpportunityContext, 'of'> = { interested: false, refused: false, told: false, others: false };

const noMentoring: MentoringContext = {
  wants: false,
  offers: false,
  mayAsk: false,
  mayOffer: false,
  question: '',
  waits: '',
  paired: '',
  second: '',
};

const schemaLike = (none: object) =>
  Object.fromEntries(Object.entries(none).map(([name, value]) => [name, typeof value === 'string' ? 'string' : 'bool']));
const lists = (names: string[]) => Object.fromEntries(names.map((name) => [name, 'list<string>']));

function environment(scope: Scope, policy: string[]): Environment {
  return new Environment()
    .registerVariable({ name: 'answers', schema: schemaOf(scope) } as never)
    .registerVariable({ name: 'agreed', schema: lists(Object.keys(nothingAgreed)) } as never)
    .registerVariable({ name: 'survey', schema: { areas: 'list<string>', named: 'bool' } } as never)
    .registerVariable({ name: 'pathway', schema: schemaLike(noPathway) } as never)
    .registerVariable({ name: 'mentoring', schema: schemaLike(noMentoring) } as never)
    .registerVariable({ name: 'opportunity', schema: schemaLike(noOpportunity) } as never)
    .registerVariable({ name: 'policy', schema: lists(policy) } as never);
}

/** Why a condition cannot be used, or null when it can: it must name known answers and come out true or false. */
export function conditionFault(source: string, scope: Scope, policy: string[]): string | null {
  const checked = environment(scope, policy).check(source);
  if (!checked.valid) return String(checked.error?.message ?? 'it cannot be read').split('\n')[0] as string;
  return String(checked.type) === 'bool' ? null : `it comes out as ${String(checked.type)}, not true or false`;
}

/** The question behind a name such as `contact.email`; of a name that goes on, as a call on its value does, the part that is one. */
function keyIn(scope: Scope, [first = '', ...rest]: string[]): string[] {
  const entry = scope[first];
  if (!entry) return [];
  return isAsk(entry) ? [entry.key] : keyIn(entry, rest);
}

const readsOf = (source: string, scope: Scope) => [
  ...new Set([...source.matchAll(/\banswers\.(\w+(?:\.\w+)*)/g)].flatMap(([, name = '']) => keyIn(scope, name.split('.')))),
];

/** @throws when the condition cannot be read; `inspect` refuses such a flow before it gets here. */
export function compileCondition(source: string, scope: Scope, policy: Policy): Condition {
  const run = environment(scope, Object.keys(policy)).parse(source);
  const holds = (session: Session) => {
    const { areas, named } = session.survey ?? noSurvey;
    try {
      const { agreed = nothingAgreed, pathway = noPathway, mentoring = noMentoring } = session;
      const { interested, refused, told, others } = session.opportunity ?? noOpportunity;
      const opportunity = { interested, refused, told, others };
      const about = { survey: { areas, named }, pathway, mentoring, opportunity };
      return run({ answers: valuesOf(scope, session), agreed, ...about, policy }) === true;
    } catch {
      // It asks for something that is not there, such as the first of no themes: then it does not hold.
      return false;
    }
  };
  return Object.assign(holds, { reads: readsOf(source, scope) });
}
