import fc from 'fast-check';
import { daysAfter } from '../../src/calendar/index.ts';
import type { Facts, ProofKind, StageChange } from '../../src/desk/ports.ts';
import { catalogue } from '../support/shipped.ts';

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

/** Noon of a day of 2026, counted from 0. */
export const day = (of: number) => new Date(Date.UTC(2026, 0, 1) + of * 86_400_000);
export const change = (id: string, stage: string, at: number | null, reversed: number | null = null): StageChange => {
  const took = reversed === null ? null : { by: 'bo', at: day(reversed), why: 'a mistake' };
  return {
    id,
    stage,
    version: 1,
    by: 'ada',
    askedAt: day(at ?? 0),
    why: 'ready',
    second: null,
    at: at === null ? null : day(at),
    reversed: took,
  };
};

/** Made and taken back in any order, some at the same moment, some that wait. */
export const anyHistory = fc
  .array(
    fc.record({
      stage: fc.constantFrom(...catalogue.pathway.stages.slice(1).map(({ stage }) => stage)),
      at: fc.option(fc.integer({ min: 0, max: 20 })),
      after: fc.option(fc.integer({ min: 0, max: 20 })),
    }),
    { maxLength: 8 },
  )
  .map((rows) => rows.map(({ stage, at, after }, index) => change(`c${index}`, stage, at, after === null ? null : (at ?? 0) + after)));
