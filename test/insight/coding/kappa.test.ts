import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Agreement, type Both, kappa, kappaOf, pooledKappa } from '../../../src/insight/coding/index.ts';

/** Pairs out of a table: rows are the first coder's, columns the second's. */
const pairsIn = (table: number[][]) =>
  table.flatMap((row, one) =>
    row.flatMap((count, other) => Array.from({ length: count }, () => [`c${one}`, `c${other}`] as [string, string])),
  );
const rounded = ({ kappa, from, to, n, agreed }: Agreement, digits: number) => ({
  kappa: Number(kappa?.toFixed(digits)),
  from: Number(from?.toFixed(digits)),
  to: Number(to?.toFixed(digits)),
  n,
  agreed,
});

describe('Kappa is what the literature says', () => {
  it('of 200 people in Cohen 1960, a table of three categories', () => {
    const found = kappa(
      pairsIn([
        [88, 14, 18],
        [10, 40, 10],
        [2, 6, 12],
      ]),
    );
    expect(rounded(found, 3)).toMatchObject({ kappa: 0.492, n: 200, agreed: 140 });
  });

  it('of 100 people in Fleiss, Statistical Methods for Rates and Proportions (1981), table 13.1, with its standard error', () => {
    const found = kappa(
      pairsIn([
        [75, 1, 4],
        [5, 4, 1],
        [0, 0, 10],
      ]),
    );
    expect(rounded(found, 2)).toEqual({ kappa: 0.68, from: 0.5, to: 0.85, n: 100, agreed: 89 });
    expect(((found.to as number) - (found.kappa as number)) / 1.96).toBeCloseTo(0.088, 3);
  });

  it('of the two dermatologists of the SAS manual (PROC FREQ, skin condition): 0.3449, from 0.2030 to 0.4868', () => {
    const found = kappa(
      pairsIn([
        [10, 4, 1, 0],
        [5, 10, 12, 2],
        [2, 4, 12, 5],
        [0, 2, 6, 13],
      ]),
    );
    expect(rounded(found, 4)).toEqual({ kappa: 0.3449, from: 0.203, to: 0.4868, n: 88, agreed: 45 });
  });

  it('of 50 applications in the example of the encyclopaedias: 0.4, from 0.1511 to 0.6489', () => {
    expect(
      rounded(
        kappa(
          pairsIn([
            [20, 5],
            [10, 15],
          ]),
        ),
        4,
      ),
    ).toEqual({ kappa: 0.4, from: 0.1511, to: 0.6489, n: 50, agreed: 35 });
  });
});

describe('Kappa at its edges', () => {
  it('is not defined where all is in one category, or there is nothing', () => {
    expect(kappa(pairsIn([[12]]))).toEqual({ kappa: null, from: null, to: null, n: 12, agreed: 12 });
    expect(kappa([])).toEqual({ kappa: null, from: null, to: null, n: 0, agreed: 0 });
  });

  it('is 1 without an interval where both agree in everything, and -1 where they swap two halves', () => {
    expect(
      kappa(
        pairsIn([
          [3, 0],
          [0, 4],
        ]),
      ),
    ).toEqual({ kappa: 1, from: null, to: null, n: 7, agreed: 7 });
    expect(
      kappa(
        pairsIn([
          [0, 5],
          [5, 0],
        ]),
      ).kappa,
    ).toBe(-1);
  });

  it('does not care who is first, nor how categories are called, and lies between -1 and 1 within its interval', () => {
    const table = fc.array(fc.array(fc.nat(6), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(table, (counts) => {
        const pairs = pairsIn(counts);
        const found = kappa(pairs);
        const turned = kappa(pairs.map(([one, other]) => [`x${other}`, `x${one}`] as const));
        if (found.kappa === null) return expect(turned.kappa).toBeNull();
        expect(turned.kappa).toBeCloseTo(found.kappa, 9);
        expect(turned.from ?? 0).toBeCloseTo(found.from ?? 0, 9);
        expect(Math.abs(found.kappa)).toBeLessThanOrEqual(1 + 1e-9);
        if (found.from !== null) expect(found.from).toBeLessThanOrEqual(found.kappa + 1e-9);
        if (found.to !== null) expect(found.to).toBeGreaterThanOrEqual(found.kappa - 1e-9);
      }),
    );
  });
});

describe('Pooled over areas', () => {
  const texts: Both[] = [
    [['a'], ['a']],
    [['a', 'b'], ['a']],
    [['b'], ['b']],
    [[], []],
    [['c'], ['b', 'c']],
    [['a'], []],
  ];

  it('is one minus all disagreement by all that chance would give', () => {
    // a: 5 of 6 alike, by 3 and 2 of 6; b: 4 of 6, by 2 and 2; c: 6 of 6, by 1 and 1.
    const expected = [3 * 2 + 3 * 4, 2 * 2 + 4 * 4, 1 * 1 + 5 * 5].map((chance) => chance / 36);
    const value = 1 - (1 / 6 + 2 / 6) / (3 - expected.reduce((sum, one) => sum + one));
    const found = pooledKappa(['a', 'b', 'c'], texts);
    expect(found).toMatchObject({ n: 6, agreed: 3 });
    expect(found.kappa).toBeCloseTo(value, 12);
    expect(found.from).toBeLessThan(value);
    expect(found.to).toBeGreaterThan(value);
  });

  it('of one area is that area’s kappa, and an area that nobody found changes nothing', () => {
    expect(pooledKappa(['a'], texts).kappa).toBeCloseTo(kappaOf('a', texts).kappa as number, 12);
    const without = pooledKappa(['a', 'b', 'c'], texts);
    expect(rounded(pooledKappa(['a', 'b', 'c', 'nobody'], texts), 9)).toEqual(rounded(without, 9));
    expect(kappaOf('nobody', texts).kappa).toBeNull();
  });

  it('leaves one text out at a time, as counted from the beginning each time', () => {
    const values = texts.map(
      (_, at) =>
        pooledKappa(
          ['a', 'b', 'c'],
          texts.filter((_, other) => other !== at),
        ).kappa as number,
    );
    const mean = values.reduce((sum, one) => sum + one) / values.length;
    const error = Math.sqrt(((values.length - 1) / values.length) * values.reduce((sum, one) => sum + (one - mean) ** 2, 0));
    const found = pooledKappa(['a', 'b', 'c'], texts);
    expect(found.from).toBeCloseTo(Math.max(-1, (found.kappa as number) - 1.959963984540054 * error), 9);
  });

  it('has no value where nobody found anything, and no interval of one text or of agreement in all', () => {
    expect(pooledKappa(['a'], [[[], []]])).toEqual({ kappa: null, from: null, to: null, n: 1, agreed: 1 });
    expect(pooledKappa(['a'], [])).toMatchObject({ kappa: null, n: 0 });
    expect(
      pooledKappa(
        ['a', 'b'],
        [
          [['a'], ['a']],
          [['b'], ['b']],
        ],
      ),
    ).toEqual({ kappa: 1, from: null, to: null, n: 2, agreed: 2 });
  });
});
