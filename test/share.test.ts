import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOf } from '../src/share.ts';

describe('The interval of a share', () => {
  it('is Wilson’s, as published tables have it', () => {
    const { from, to } = shareOf(8, 10);
    expect([from, to].map((one) => one.toFixed(4))).toEqual(['0.4902', '0.9433']);
    expect(shareOf(0, 10).to.toFixed(4)).toBe('0.2775');
    expect(shareOf(0, 0)).toEqual({ count: 0, of: 0, from: 0, to: 1 });
  });

  it('solves the equation that defines it: as far from the share as 1.96 standard errors at its ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.nat(2000), (of, some) => {
        const count = some % (of + 1);
        const { from, to } = shareOf(count, of);
        for (const end of [from, to])
          if (end > 1e-9 && end < 1 - 1e-9) expect(Math.abs(count / of - end) / Math.sqrt((end * (1 - end)) / of)).toBeCloseTo(1.959964, 5);
        expect(from).toBeLessThanOrEqual(count / of + 1e-12);
        expect(to).toBeGreaterThanOrEqual(count / of - 1e-12);
      }),
    );
  });
});
