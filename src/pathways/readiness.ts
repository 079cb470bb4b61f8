import { daysAfter } from '../calendar/index.ts';
import type { Facts, LineState, Pathway, Requirement } from '../desk/ports.ts';
import { type Span, spansFor } from './span.ts';

/** What would change a line. */
export type Change =
  | { what: 'nothing' }
  /** It counts until then. */
  | { what: 'renew'; until: string }
  | { what: 'attend' | 'lead' | 'record'; more: number }
  /** Ids of proofs that wait for a sign-off. */
  | { what: 'sign off'; proofs: string[] }
  /** It counts from then on. */
  | { what: 'wait'; from: string }
  | { what: 'say age' | 'be older' };

/** One requirement, and how somebody stands to it. */
export interface Line {
  requirement: Requirement;
  state: LineState;
  have: number;
  need: number;
  /** Ids of the proofs or sessions that say so: those that count; where it ran out those that did; where it is not yet met those that will. */
  by: string[];
  /** Since when it is met. */
  since: string | null;
  /** Met or waived: the last day on which it will be, if nothing comes; ran out: the last day on which it was. null: no end. */
  until: string | null;
  change: Change;
}

export interface Readiness {
  stage: string;
  lines: Line[];
  /** How many are met or waived. */
  met: number;
  ready: boolean;
}

const FOREVER = '9999-12-31';

/** The last day on which so many of them count. */
function untilOf(spans: Span[], need: number): string | null {
  const last = spans.map(({ until }) => until ?? FOREVER).sort((a, b) => b.localeCompare(a))[need - 1];
  return last === undefined || last === FOREVER ? null : last;
}

/** The last day up to which so many count without a gap, from a day on which they do: what was recorded ahead goes on where another ends. */
function heldUntil(spans: Span[], need: number, day: string): string | null {
  const signed = spans.filter((span) => span.signed);
  for (let at = day; ; ) {
    const until = untilOf(
      signed.filter((span) => span.from <= at && holdsOn(span.until, at)),
      need,
    );
    if (until === null) return null;
    at = daysAfter(until, 1);
    if (signed.filter((span) => span.from <= at && holdsOn(span.until, at)).length < need) return until;
  }
}

const idsOf = (spans: Span[]) => spans.map(({ id }) => id);
const holdsOn = (until: string | null, day: string) => until === null || until >= day;

/** How the line is, but for a waiver. */
function lineOf(requirement: Requirement, facts: Facts, today: string): Line {
  if (requirement.kind === 'age') return ageLine(requirement, facts);
  const { kind, count: need } = requirement;
  const spans = spansFor(requirement, facts);
  const live = spans.filter(({ until }) => holdsOn(until, today));
  const counts = live.filter(({ from, signed }) => signed && from <= today);
  const coming = live.filter((span) => !counts.includes(span));
  const over = spans.filter(({ from, until, signed }) => signed && from <= today && !holdsOn(until, today));
  const line = { requirement, have: counts.length, need, since: null };
  const more = need - counts.length;

  if (more <= 0) {
    const until = heldUntil(spans, need, today);
    const change: Change = until === null ? { what: 'nothing' } : { what: 'renew', until };
    return { ...line, state: 'met', by: idsOf(counts), since: counts[need - 1]?.from ?? null, until, change };
  }
  if (coming.length >= more) {
    const unsigned = coming.filter(({ signed }) => !signed);
    const from = coming.map((span) => span.from).sort()[more - 1] as string;
    const change: Change = unsigned.length > 0 ? { what: 'sign off', proofs: idsOf(unsigned) } : { what: 'wait', from };
    return { ...line, state: 'not yet', by: idsOf([...counts, ...coming]), until: null, change };
  }
  const change: Change = { what: kind === 'attended' ? 'attend' : kind === 'led' ? 'lead' : 'record', more };
  if (over.length >= more)
    return { ...line, state: 'ran out', by: idsOf([...counts, ...over]), until: untilOf([...counts, ...over], need), change };
  return { ...line, state: 'missing', by: idsOf(counts), until: null, change };
}

/** Of the age a band is known, which says neither a day nor a year. */
function ageLine(requirement: Requirement, { ageBand }: Facts): Line {
  const met = ageBand !== null && requirement.bands.includes(ageBand);
  return {
    requirement,
    state: met ? 'met' : ageBand === null ? 'missing' : 'not yet',
    have: met ? 1 : 0,
    need: 1,
    by: [],
    since: null,
    until: null,
    change: { what: met ? 'nothing' : ageBand === null ? 'say age' : 'be older' },
  };
}

/** The last day of the waiver that holds longest; undefined: none holds. */
function waivedUntil({ requirement }: Requirement, facts: Facts, today: string): string | null | undefined {
  const ends = facts.waivers.filter((one) => one.requirement === requirement && holdsOn(one.until, today)).map(({ until }) => until);
  return ends.includes(null) ? null : ends.sort().at(-1);
}

/** How somebody stands to each of these requirements, as of a day. */
export function linesFor(requirements: readonly Requirement[], facts: Facts, today: string): Line[] {
  return requirements.map((requirement): Line => {
    const line = lineOf(requirement, facts, today);
    const until = line.state === 'met' ? undefined : waivedUntil(requirement, facts, today);
    if (until === undefined) return line;
    return { ...line, state: 'waived', until, change: until === null ? { what: 'nothing' } : { what: 'renew', until } };
  });
}

export const isDone = ({ state }: Pick<Line, 'state'>): boolean => state === 'met' || state === 'waived';

/**
 * Whether somebody is ready for a stage, line by line, as of a day. It says what is there and what is not; a person decides.
 * @throws when the pathway has no such stage, or the stage asks for what the pathway does not know
 */
export function readiness(pathway: Pathway, stage: string, facts: Facts, today: string): Readiness {
  const asked = pathway.stages.find((one) => one.stage === stage);
  if (!asked) throw new Error(`there is no stage ${stage}`);
  const requirements = asked.requires.map((id) => {
    const requirement = pathway.requirements.find((one) => one.requirement === id);
    if (!requirement) throw new Error(`there is no requirement ${id}`);
    return requirement;
  });
  const lines = linesFor(requirements, facts, today);
  const met = lines.filter(isDone).length;
  return { stage, lines, met, ready: met === lines.length };
}
