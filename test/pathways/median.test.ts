import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianOf, type Wait } from '../../src/pathways/median.ts';

const over = (days: number): Wait => ({ days, over: true });
const still = (days: number): Wait => ({ days, over: false });

describe('The time by which half had gone on', () => {
  it.each<[string, Wait[], number | null]>([
    ['nobody', [], null],
    ['one', [over(9)], 9],
    ['two', [over(3), over(9)], 3],
    ['three', [over(3), over(9), over(20)], 9],
    ['half of whom are still there', [over(3), still(100), still(100)], null],
    ['those who went too early to know are not taken for slow', [over(10), over(20), still(1), still(1)], 10],
    ['who is slow counts, though nobody knows how slow', [over(1), over(2), over(3), still(50), still(50), still(50), still(50)], null],
    // Six of Kaplan and Meier's kind: 0.8 at 2, 0.6 at 5, 0.3 at 8.
    ['by hand', [over(2), still(3), over(6), over(8), over(9)], 8],
  ])('of %s', (_who, waits, expected) => expect(medianOf(waits)).toBe(expected));

  /** Redistribution to the right (Efron 1967): who leaves unseen hands their weight to all who stayed longer. */
  function byHandingOn(waits: Wait[]): number | null {
    const ordered = [...waits].sort((a, b) => a.days - b.days || Number(b.over) - Number(a.over));
    const weight = ordered.map(() => 1 / ordered.length);
    let gone = 0;
    for (const [at, { days, over }] of ordered.entries()) {
      const own = weight[at] as number;
      if (over) {
        gone += own;
        if (gone >= 0.5 - 1e-9) return days;
        continue;
      }
      const after = ordered.length - at - 1;
      for (let next = at + 1; next < ordered.length; next++) weight[next] = (weight[next] as number) + own / after;
    }
    return null;
  }

  it('is the same by another way of counting, and never shorter for somebody who is still there', () => {
    const waits = fc.array(fc.record({ days: fc.integer({ min: 0, max: 60 }), over: fc.boolean() }), { maxLength: 25 });
    fc.assert(
      fc.property(waits, (some) => {
        expect(medianOf(some)).toBe(byHandingOn(some));
        const whole = medianOf(some.map(({ days }) => over(days)));
        if (whole !== null) expect(medianOf(some) ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(whole);
      }),
    );
  });
});
