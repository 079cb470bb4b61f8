import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysAfter } from '../../src/calendar/index.ts';
import type { Facts, Requirement } from '../../src/desk/ports.ts';
import { type Line, readiness } from '../../src/pathways/index.ts';
import { runs } from '../support/deep.ts';
import { catalogue } from '../support/shipped.ts';
import { anyDay, anyFacts, nobody, proof, today } from './facts.ts';

const { pathway } = catalogue;
const ready = (facts: Facts, stage = 'peer-facilitator', day = today) => readiness(pathway, stage, facts, day);
const line = (facts: Facts, requirement: string, day = today): Line => {
  const stage = pathway.stages.find(({ requires }) => requires.includes(requirement))?.stage as string;
  return ready(facts, stage, day).lines.find((one) => one.requirement.requirement === requirement) as Line;
};

describe('Readiness', () => {
  it('says how somebody stands to each thing that a stage asks, and what would change it', () => {
    const facts: Facts = {
      ...nobody,
      ageBand: '18-24',
      led: [{ session: 's1', date: '2026-01-10' }],
      proofs: [
        proof('p1', 'training', 'facilitation', '2026-01-05'),
        proof('p2', 'training', 'safeguarding', '2024-01-05'),
        proof('p3', 'check', 'dbs', '2026-02-01', { outcome: 'risk-assessed' }),
        proof('p4', 'reference', 'reference', '2026-02-02', { signed: null }),
      ],
    };
    const { lines, met, ready: isReady } = ready(facts);
    expect([met, isReady]).toEqual([3, false]);
    expect(
      lines.map(({ requirement, state, have, need, by, until, change }) => [
        requirement.requirement,
        state,
        `${have}/${need}`,
        by,
        until,
        change,
      ]),
    ).toEqual([
      ['facilitation', 'met', '1/1', ['p1'], null, { what: 'nothing' }],
      ['safeguarding', 'ran out', '0/1', ['p2'], '2026-01-05', { what: 'record', more: 1 }],
      ['dbs', 'met', '1/1', ['p3'], '2029-02-01', { what: 'renew', until: '2029-02-01' }],
      ['co-led', 'missing', '1/2', ['s1'], null, { what: 'lead', more: 1 }],
      ['adult', 'met', '1/1', [], null, { what: 'nothing' }],
      ['reference', 'not yet', '0/1', ['p4'], null, { what: 'sign off', proofs: ['p4'] }],
    ]);
  });

  it('takes each outcome of a check alike, so that a conviction is nobody’s failure', () => {
    for (const outcome of ['done', 'risk-assessed', 'not-needed'] as const)
      expect(line({ ...nobody, proofs: [proof('p', 'check', 'dbs', '2026-02-01', { outcome })] }, 'dbs').state).toBe('met');
  });

  it('knows of the age a band, and asks for one where there is none', () => {
    expect(line({ ...nobody, ageBand: '25-plus' }, 'adult').state).toBe('met');
    expect(line({ ...nobody, ageBand: '16-17' }, 'adult')).toMatchObject({ state: 'not yet', change: { what: 'be older' } });
    expect(line(nobody, 'adult')).toMatchObject({ state: 'missing', change: { what: 'say age' } });
  });

  it('counts a proof on its last day, and not on the day after', () => {
    fc.assert(
      fc.property(anyDay, fc.option(anyDay), (date, own) => {
        const facts = { ...nobody, proofs: [proof('p', 'training', 'safeguarding', date, { validUntil: own })] };
        const [year, rest] = [Number(date.slice(0, 4)) + 2, date.slice(4)];
        // Two years after the 29th of February there is no such day.
        const byRule = `${year}${rest === '-02-29' ? '-02-28' : rest}`;
        const last = own !== null && own < byRule ? own : byRule;
        fc.pre(last >= date);
        expect(line(facts, 'safeguarding', date).state).toBe('met');
        expect(line(facts, 'safeguarding', last)).toMatchObject({ state: 'met', until: last });
        expect(line(facts, 'safeguarding', daysAfter(last, 1))).toMatchObject({ state: 'ran out', until: last });
        expect(line(facts, 'safeguarding', daysAfter(date, -1))).toMatchObject({ state: 'not yet', change: { what: 'wait', from: date } });
      }),
    );
  });

  it('counts a waiver on its last day, and not on the day after; one without an end for good', () => {
    fc.assert(
      fc.property(anyDay, (until) => {
        const waived = (end: string | null) => ({ ...nobody, waivers: [{ requirement: 'reference', until: end }] });
        expect(line(waived(until), 'reference', until)).toMatchObject({ state: 'waived', until });
        expect(line(waived(until), 'reference', daysAfter(until, 1)).state).toBe('missing');
        expect(line(waived(null), 'reference', '9999-12-30')).toMatchObject({ state: 'waived', until: null });
      }),
    );
  });

  it('says to the day until when a line stays met, where several count', () => {
    const proofs = [
      proof('a', 'reference', 'two', '2026-01-01', { validUntil: '2026-05-01' }),
      proof('b', 'reference', 'two', '2026-01-01', { validUntil: '2026-06-01' }),
      proof('c', 'reference', 'two', '2026-01-01', { validUntil: '2026-07-01' }),
    ];
    const requirement: Requirement = {
      requirement: 'two',
      kind: 'reference',
      which: 'two',
      count: 2,
      months: null,
      bands: [],
      staff: 'A reference',
      label: { en: 'Two' },
      how: { en: 'Ask' },
    };
    const stage = {
      stage: 's',
      staff: 'A reference',
      label: { en: 'S' },
      about: { en: 'S' },
      from: [],
      next: [],
      signsOff: [],
      second: false,
      mentors: false,
      works: false,
      requires: ['two'],
    };
    const at = (day: string) => readiness({ stages: [stage], requirements: [requirement] }, 's', { ...nobody, proofs }, day).lines[0];
    expect(at('2026-06-01')).toMatchObject({ state: 'met', until: '2026-06-01' });
    expect(at('2026-06-02')).toMatchObject({ state: 'ran out', until: '2026-06-01', have: 1 });
  });

  it('is monotone: more evidence, a longer one, a sign-off or a waiver never takes a line that is met or waived', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, anyDay, (one, more, day) => {
        const both: Facts = {
          ageBand: one.ageBand ?? more.ageBand,
          attended: [...one.attended, ...more.attended],
          led: [...one.led, ...more.led],
          proofs: [...one.proofs.map((kept) => ({ ...kept, signed: kept.signed ?? { by: 'x', at: new Date(0) } })), ...more.proofs],
          waivers: [...more.waivers, ...one.waivers],
        };
        for (const { stage } of pathway.stages) {
          const [before, after] = [ready(one, stage, day), ready(both, stage, day)];
          expect(after.met).toBeGreaterThanOrEqual(before.met);
          if (before.ready) expect(after.ready).toBe(true);
          before.lines.forEach((line, index) => {
            const then = after.lines[index] as Line;
            if (line.state === 'met') expect(then.state).toBe('met');
            if (line.state === 'waived') expect(['met', 'waived']).toContain(then.state);
            expect(then.have).toBeGreaterThanOrEqual(line.have);
            // What it names is what it counts.
            if (then.state === 'met' && then.requirement.kind !== 'age') expect(then.by.length).toBe(then.have);
          });
        }
      }),
      { numRuns: runs(100, 300) },
    );
  });

  it('stays met until the day that it says, and no longer, if nothing comes', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        for (const { stage } of pathway.stages)
          for (const { requirement, state, until } of ready(facts, stage, day).lines) {
            if (state !== 'met' || until === null) continue;
            expect(line(facts, requirement.requirement, until).state).toBe('met');
            expect(line(facts, requirement.requirement, daysAfter(until, 1)).state).not.toBe('met');
          }
      }),
      { numRuns: runs(100, 300) },
    );
  });
});
