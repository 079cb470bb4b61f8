import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReachCell } from '../../src/desk/ports.ts';
import { type Outside, outsideOf } from '../../src/sessions/index.ts';

const cellOf = (over: Partial<ReachCell>): ReachCell => ({
  ...{ month: '2026-03', setting: 'Hub', sessions: 1, first: 0, unnamed: 0, again: 0, unsure: false },
  largest: (over.first ?? 0) + (over.unnamed ?? 0) + (over.again ?? 0),
  ...over,
});

const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
const size = fc.oneof(fc.nat(4), fc.nat(14));
const cell = fc
  .record({ month: fc.constantFrom(...months), setting: fc.constantFrom('A', 'B', 'C', 'D'), first: size, unnamed: size, again: size })
  // Whoever came again came before: the largest session holds no more than there are people.
  .map((one) => cellOf({ ...one, largest: one.first + one.unnamed }));
const cells = fc.uniqueArray(cell, { selector: ({ month, setting }) => `${month} ${setting}`, maxLength: 12 });

const numbersIn = (outside: Outside) =>
  [
    ...[outside.named, outside.unnamed, outside.attendances, outside.people.to],
    ...outside.periods.flatMap(({ attendances, settings }) => [attendances, ...settings.map((one) => one.attendances)]),
  ].filter((count) => count !== null);

describe('What is told to others of how many were reached', () => {
  it('is nothing before a month is over, and nothing of few', () => {
    const here = cellOf({ unnamed: 12 });
    expect(outsideOf([here], '2026-03')).toBeNull();
    expect(outsideOf([cellOf({ unnamed: 9 })], '2026-04')).toBeNull();
    expect(outsideOf([here], '2026-04')).toMatchObject({ attendances: 12, people: { from: 12, to: 12 }, named: null });
  });

  it('has months with few in it with the next, and settings with few together', () => {
    const some = [
      cellOf({ month: '2026-01', setting: 'A', first: 4 }),
      cellOf({ month: '2026-02', setting: 'A', first: 10, unnamed: 8, again: 6 }),
      cellOf({ month: '2026-02', setting: 'B', unnamed: 2 }),
      cellOf({ month: '2026-02', setting: 'C', unnamed: 3 }),
      cellOf({ month: '2026-03', setting: 'C', unnamed: 9 }),
    ];
    expect(outsideOf(some, '2026-05')).toEqual({
      ...{ least: 5, people: { from: 24, to: 27 }, named: 14, unnamed: 13, attendances: 33, sessions: 4, settings: 3 },
      periods: [
        {
          ...{ from: '2026-01', to: '2026-02', sessions: 4, attendances: 33 },
          settings: [
            { of: ['A'], attendances: 28 },
            { of: ['B', 'C'], attendances: 5 },
          ],
        },
      ],
    });
  });

  it('does not take off those who came again where they are few: the most is wider then', () => {
    const told = (again: number) => outsideOf([cellOf({ first: 10, unnamed: 10, again })], '2026-04');
    expect(told(5)).toMatchObject({ people: { to: 20 }, named: 10, unnamed: 10, attendances: 25 });
    for (const again of [0, 1, 4]) expect(told(again)).toMatchObject({ people: { to: 20 + again }, named: 10, unnamed: null });
  });

  it('has no most while it is not sure of a session how many came', () => {
    expect(outsideOf([cellOf({ unnamed: 12, unsure: true })], '2026-04')?.people).toEqual({ from: 12, to: null });
  });

  it('holds no number of 0 to 4, adds up, and holds what really was', () =>
    fc.assert(
      fc.property(cells, (some) => {
        const outside = outsideOf(some, '2026-05');
        if (!outside) return;
        for (const count of numbersIn(outside)) expect(count).toBeGreaterThanOrEqual(5);
        for (const { attendances, settings } of outside.periods)
          expect(settings.reduce((all, one) => all + one.attendances, 0)).toBe(attendances);
        expect(outside.periods.reduce((all, { attendances }) => all + attendances, 0)).toBe(outside.attendances);
        const told = some.filter(({ month }) => month <= (outside.periods.at(-1)?.to ?? ''));
        const most = told.reduce((all, { first, unnamed }) => all + first + unnamed, 0);
        expect(outside.people.to).toBeGreaterThanOrEqual(most);
        expect(outside.people.from).toBeLessThanOrEqual(most);
      }),
    ));

  it('differs from what was told before by whole periods, none of them of few', () =>
    fc.assert(
      fc.property(cells, (some) => {
        const views = [...months.slice(1), '2026-05'].flatMap((month) => outsideOf(some, month) ?? []);
        views.forEach((after, at) => {
          for (const before of views.slice(0, at)) {
            expect(after.periods.slice(0, before.periods.length)).toEqual(before.periods);
            const more = after.attendances - before.attendances;
            expect(more === 0 || more >= 10).toBe(true);
            for (const number of ['named', 'unnamed'] as const) {
              const [is, was] = [after[number], before[number]];
              if (is !== null && was !== null) expect(is === was || is - was >= 5).toBe(true);
            }
          }
        });
      }),
    ));

  it('lets nobody work out a small setting, who knows the rules and writes down every way in which it could be', () => {
    const worlds = new Map<string, number[][]>();
    const MOST = 24;
    for (let a = 0; a <= MOST; a++)
      for (let b = 0; a + b <= MOST; b++)
        for (let c = 0; a + b + c <= MOST; c++) {
          const some = ['A', 'B', 'C'].map((setting, at) => cellOf({ setting, unnamed: [a, b, c][at] as number, largest: 1 }));
          const told = JSON.stringify(outsideOf(some, '2026-04'));
          worlds.set(told, [...(worlds.get(told) ?? []), [a, b, c]]);
        }
    worlds.delete('null');
    const found = [...worlds].flatMap(([told, ways]) =>
      [0, 1, 2].filter((at) => (ways[0]?.[at] ?? 0) < 5 && new Set(ways.map((way) => way[at])).size === 1).map((at) => [told, at]),
    );
    expect(worlds.size).toBeGreaterThan(100);
    expect(found).toEqual([]);
  });
});
