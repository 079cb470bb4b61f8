import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsOf, reached, reachOf } from '../../src/sessions/index.ts';
import { cut, different, type Met, seedProgramme, tallyOf } from '../support/ledger.ts';

const reachIn = (sessions: readonly Met[]) => reachOf(tallyOf(sessions));
const holds = ({ from, to }: { from: number; to: number | null }, count: number) => from <= count && (to === null || count <= to);

const met = fc
  .record({
    setting: fc.nat(3),
    project: fc.nat(2),
    areas: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 3 }),
    month: fc.nat(2),
    there: fc.uniqueArray(fc.nat(14)),
    counted: fc.boolean().chain((one) => (one ? fc.constant(true) : fc.boolean())),
  })
  .chain((one) => fc.subarray(one.there).map((named): Met => ({ ...one, named })));
const world = fc.array(met, { maxLength: 6 });

describe('How many one session reached', () => {
  it('is the headcount, in which the named are; bounds where it is too small, and open where nobody counted', () => {
    expect(reached({ heads: 12, named: 5 })).toEqual({ from: 12, to: 12 });
    expect(reached({ heads: 5, named: 7 })).toEqual({ from: 7, to: 12 });
    expect(reached({ heads: null, named: 7 })).toEqual({ from: 7, to: null });
  });
});

describe('The reach ledger', () => {
  it('tells the programme of the seed: 110 people in 7 settings over 14 sessions, 38 named and 72 not, 126 attendances', () => {
    const sessions = seedProgramme();
    expect(different(sessions, 'there')).toBe(110);
    expect(tallyOf(sessions)).toMatchObject({ sessions: 14, uncounted: 0, open: 0, fewer: 0, named: 38, byName: 54, unnamed: 72 });
    expect(reachIn(sessions)).toEqual({
      people: { from: 38, to: 110 },
      apart: { from: 84, to: 110 },
      attendances: { from: 126, to: 126 },
      unnamed: { from: 72, to: 72 },
    });
  });

  it('is nothing of no session, and says nothing of one that nobody counted', () => {
    const nothing = { setting: 0, project: 0, areas: [0], month: 0, there: [], named: [], counted: false };
    const none = { from: 0, to: 0 };
    for (const sessions of [[], [nothing]])
      expect(reachIn(sessions)).toEqual({ people: none, apart: none, attendances: none, unnamed: none });
    expect(tallyOf([nothing])).toMatchObject({ sessions: 0, uncounted: 1 });
  });

  it('holds what really was, whoever came', () =>
    fc.assert(
      fc.property(world, (sessions) => {
        const told = sessions.filter(({ counted, named }) => counted || named.length > 0);
        const reach = reachIn(sessions);
        expect(holds(reach.people, different(told, 'there'))).toBe(true);
        expect(
          holds(
            reach.attendances,
            told.reduce((all, { there }) => all + there.length, 0),
          ),
        ).toBe(true);
      }),
    ));

  it('holds it where nobody without a name was in two settings, as it says', () =>
    fc.assert(
      fc.property(world, (sessions) => {
        // Whoever is not named in a setting is somebody else there.
        const apart = sessions.map((one) => ({
          ...one,
          counted: true,
          there: one.there.map((who) => (one.named.includes(who) ? who : 1000 * (one.setting + 1) + who)),
        }));
        expect(holds(reachIn(apart).apart, different(apart, 'there'))).toBe(true);
      }),
    ));

  it('has no closer bounds: those without a name may all be the same few, or nobody twice', () =>
    fc.assert(
      fc.property(world, (some) => {
        const sessions = some.map((one) => ({ ...one, counted: true }));
        const named = new Set(sessions.flatMap((one) => one.named));
        const fewest = new Set(named);
        const most = new Set(named);
        sessions.forEach(({ there, named: own }, at) => {
          const unnamed = there.length - own.length;
          const others = [...named].filter((one) => !own.includes(one));
          // First those who are named elsewhere, then the same strangers each time.
          for (let one = others.length; one < unnamed; one++) fewest.add(1000 + one - others.length);
          for (let one = 0; one < unnamed; one++) most.add(2000 + at * 100 + one);
        });
        expect(reachIn(sessions).people).toEqual({ from: fewest.size, to: most.size });
      }),
    ));

  it('never says less when a session comes along', () =>
    fc.assert(
      fc.property(world, met, (sessions, more) => {
        const [before, after] = [reachIn(sessions), reachIn([...sessions, more])];
        for (const number of ['people', 'attendances', 'unnamed'] as const) {
          expect(after[number].from).toBeGreaterThanOrEqual(before[number].from);
          if (after[number].to !== null) expect(after[number].to).toBeGreaterThanOrEqual(before[number].to ?? Number.POSITIVE_INFINITY);
        }
      }),
    ));

  it('is one with its parts: no part is more than the whole, parts together are no less, and attendances add up', () =>
    fc.assert(
      fc.property(world, fc.constantFrom('setting', 'project', 'month', 'area'), (sessions, by) => {
        const whole = reachIn(sessions);
        const parts = [...cut(sessions, by).values()].map(reachIn);
        const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);
        for (const { people } of parts) expect(people.from).toBeLessThanOrEqual(whole.people.from);
        expect(sum(parts.map(({ people }) => people.from))).toBeGreaterThanOrEqual(whole.people.from);
        if (whole.people.to !== null) expect(sum(parts.map(({ people }) => people.to ?? 0))).toBeGreaterThanOrEqual(whole.people.to);
        if (by !== 'area') expect(sum(parts.map(({ attendances }) => attendances.from))).toBe(whole.attendances.from);
      }),
    ));

  it('is wider where fewer were counted than are named', () => {
    const tally = { ...countsOf([{ heads: 3, named: 5 }]), named: 5, strangers: 0 };
    expect(tally).toMatchObject({ sessions: 1, fewer: 1, unnamed: 0, doubtful: 3, largest: 5 });
    const either = { from: 5, to: 8 };
    expect(reachOf(tally)).toEqual({ people: either, apart: either, attendances: either, unnamed: { from: 0, to: 3 } });
  });
});
