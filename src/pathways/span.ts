import { monthsAfter } from '../calendar/index.ts';
import type { Facts, Requirement } from '../desk/ports.ts';

/** One thing that may count for a requirement: from when to when. */
export interface Span {
  /** Of the proof or the session. */
  id: string;
  from: string;
  /** The last day; null: no end. */
  until: string | null;
  signed: boolean;
}

const earlier = (a: string | null, b: string | null) => (a === null || (b !== null && b < a) ? b : a);

/** The last day on which a proof counts for a requirement: its own, or that of the requirement's months, whichever is first; null: no end. */
export function lastDay(proof: { date: string; validUntil: string | null }, months: number | null): string | null {
  return earlier(proof.validUntil, months === null ? null : monthsAfter(proof.date, months));
}

/** Everything that may count for a requirement, in the order of its days. */
export function spansFor({ kind, which, months }: Requirement, facts: Facts): Span[] {
  const of = (sessions: Facts['attended']) => sessions.map(({ session, date }) => ({ id: session, from: date, until: null, signed: true }));
  const spans =
    kind === 'attended'
      ? of(facts.attended)
      : kind === 'led'
        ? of(facts.led)
        : facts.proofs
            .filter((proof) => proof.kind === kind && proof.which === which)
            .map((proof) => ({ id: proof.id, from: proof.date, until: lastDay(proof, months), signed: proof.signed !== null }));
  return spans.sort((a, b) => a.from.localeCompare(b.from) || a.id.localeCompare(b.id));
}
