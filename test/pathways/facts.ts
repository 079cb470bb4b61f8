import fc from 'fast-check';
import { daysAfter } from '../../src/calendar/index.ts';
import type { Facts, ProofKind } from '../../src/desk/ports.ts';
import { catalogue } from '../support/world.ts';

/** Facts of people who never lived. */

export const today = '2026-03-10';
export const nobody: Facts = { ageBand: null, attended: [], led: [], proofs: [], waivers: [] };

type Proof = Facts['proofs'][number];
export const proof = (id: string, kind: ProofKind, which: string, date: string, more: Partial<Proof> = {}): Proof => {
  return { id, kind, which, date, outcome: null, validUntil: null, signed: { by: 'bo', at: new Date(`${date}T12:00:00Z`) }, ...more };
};

/** Days around `today`, close enough together to meet each other's ends. */
export const anyDay = fc.integer({ min: -900, max: 900 }).map((days) => daysAfter(today, days));

const proofs = catalogue.pathway.requirements.flatMap(({ kind, which }) =>
  kind === 'attended' || kind === 'led' || kind === 'age' ? [] : [{ kind, which }],
);

const anySession = fc.record({ session: fc.uuid(), date: anyDay });
const anyProof = fc
  .record({ id: fc.uuid(), of: fc.constantFrom(...proofs), date: anyDay, validUntil: fc.option(anyDay), signed: fc.boolean() })
  .map(({ of, signed, ...rest }): Proof => {
    const outcome = of.kind === 'check' ? 'done' : null;
    return { ...rest, ...of, outcome, signed: signed ? { by: 'bo', at: new Date('2026-01-01T12:00:00Z') } : null };
  });

export const anyFacts: fc.Arbitrary<Facts> = fc.record({
  ageBand: fc.constantFrom(null, '13-15', '16-17', '18-24', '25-plus'),
  attended: fc.array(anySession, { maxLength: 4 }),
  led: fc.array(anySession, { maxLength: 6 }),
  proofs: fc.array(anyProof, { maxLength: 12 }),
  waivers: fc.array(
    fc.record({
      requirement: fc.constantFrom(...catalogue.pathway.requirements.map(({ requirement }) => requirement)),
      until: fc.option(anyDay),
    }),
    { maxLength: 3 },
  ),
});
