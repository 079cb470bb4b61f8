import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_HEADS, reached, reachedIn, readHeads } from '../../src/sessions/index.ts';

const bands = [
  { value: '13-15', names: ['13 to 15'], from: 13, to: 15 },
  { value: '16-17', names: ['16 or 17'], from: 16, to: 17 },
];

describe('A headcount', () => {
  const read = (heads: number | undefined, text?: string) => readHeads(heads, text, bands);
  const faultOf = (heads: number | undefined, text?: string) => {
    const found = read(heads, text);
    return found && 'fault' in found ? [found.field, found.fault] : found;
  };

  it('is of all, with or without ages', () => {
    expect(read(12)).toEqual({ all: 12, bands: {} });
    expect(read(undefined, '13-15: 4, 16-17: 3')).toEqual({ all: 7, bands: { '13-15': 4, '16-17': 3 } });
    expect(read(12, '13 – 15 = 4\n16 or 17:3')).toEqual({ all: 12, bands: { '13-15': 4, '16-17': 3 } });
    expect(read(0)).toEqual({ all: 0, bands: {} });
    expect(read(undefined, ' ')).toBeNull();
  });

  it('that cannot be is told by field', () => {
    expect(faultOf(5, '13-15: 4, 16-17: 3')).toEqual(['bands', 'bands_over_heads']);
    expect(faultOf(5, '13-15')).toEqual(['bands', 'heads_unread']);
    expect(faultOf(5, '40: 1')).toEqual(['bands', 'unknown_band']);
    expect(faultOf(5, '13-15: 1; 14: 1')).toEqual(['bands', 'band_twice']);
    expect(faultOf(MOST_HEADS + 1)).toEqual(['heads', 'too_many_heads']);
  });
});

describe('How many were reached', () => {
  it('is the headcount, in which the named are; bounds where it is too small, and open where nobody counted', () => {
    expect(reached({ heads: 12, named: 5 })).toEqual({ from: 12, to: 12 });
    expect(reached({ heads: 5, named: 7 })).toEqual({ from: 7, to: 12 });
    expect(reached({ heads: null, named: 7 })).toEqual({ from: 7, to: null });
  });

  it('is bounds over several sessions, and the two can both be true', () => {
    expect(
      reachedIn(
        [
          { heads: 10, named: 4 },
          { heads: 8, named: 4 },
        ],
        4,
      ),
    ).toEqual({ from: 10, to: 14 });
    expect(
      reachedIn(
        [
          { heads: 10, named: 4 },
          { heads: null, named: 2 },
        ],
        6,
      ),
    ).toEqual({ from: 10, to: null });
    expect(reachedIn([], 0)).toEqual({ from: 0, to: 0 });
  });

  /** People by number: who was there, and who of them is named. */
  const session = fc.uniqueArray(fc.nat(9)).chain((there) => fc.subarray(there).map((named) => ({ there, named })));
  it('holds what really was, whoever came', () =>
    fc.assert(
      fc.property(fc.array(session, { maxLength: 5 }), (sessions) => {
        const all = new Set(sessions.flatMap(({ there }) => there)).size;
        const people = new Set(sessions.flatMap(({ named }) => named)).size;
        const { from, to } = reachedIn(
          sessions.map(({ there, named }) => ({ heads: there.length, named: named.length })),
          people,
        );
        expect(from).toBeLessThanOrEqual(all);
        expect(to).toBeGreaterThanOrEqual(all);
      }),
    ));

  it('has no closer bounds: those without a name may all be the same few, or nobody twice', () =>
    fc.assert(
      fc.property(fc.array(session, { maxLength: 5 }), (sessions) => {
        const named = new Set(sessions.flatMap((one) => one.named));
        const counts = sessions.map((one) => ({ heads: one.there.length, named: one.named.length }));
        const { from, to } = reachedIn(counts, named.size);
        const fewest = new Set(named);
        const most = new Set(named);
        sessions.forEach(({ there, named: own }, at) => {
          const unnamed = there.length - own.length;
          const others = [...named].filter((one) => !own.includes(one));
          // First those who are named elsewhere, then the same strangers each time.
          for (let one = others.length; one < unnamed; one++) fewest.add(1000 + one - others.length);
          for (let one = 0; one < unnamed; one++) most.add(2000 + at * 100 + one);
        });
        expect([from, to]).toEqual([fewest.size, most.size]);
      }),
    ));
});
