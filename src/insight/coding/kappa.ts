/** How far two coders agree beyond what chance would give. */
export interface Agreement {
  /** Cohen's kappa. null: not defined, because both put every text into one category, or there is no text. */
  kappa: number | null;
  /** The 95 % interval. null: there is none, also where the two agree in everything, because the formula then says 0 however few texts there are. */
  from: number | null;
  to: number | null;
  /** How many texts both coded. */
  n: number;
  /** In how many of them they said the same. */
  agreed: number;
}

/** Of a normal distribution, two-sided. */
const Z = 1.959963984540054;

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

const interval = (kappa: number, error: number) => ({ from: Math.max(-1, kappa - Z * error), to: Math.min(1, kappa + Z * error) });

/**
 * Cohen's kappa (Educational and Psychological Measurement 20, 1960, 37–46) of what two coders called each text, with the large-sample standard
 * error of Fleiss, Cohen and Everitt (Psychological Bulletin 72, 1969, 323–327).
 */
export function kappa(pairs: readonly (readonly [string, string])[]): Agreement {
  const n = pairs.length;
  const agreed = pairs.filter(([one, other]) => one === other).length;
  const categories = [...new Set(pairs.flat())];
  const share = (fits: (one: string, other: string) => boolean) => pairs.filter(([one, other]) => fits(one, other)).length / n;
  const first = new Map(categories.map((category) => [category, share((one) => one === category)]));
  const second = new Map(categories.map((category) => [category, share((_, other) => other === category)]));
  const at = (of: Map<string, number>, category: string) => of.get(category) as number;
  if (categories.length < 2) return { kappa: null, from: null, to: null, n, agreed };

  const observed = agreed / n;
  const expected = sum(categories.map((category) => at(first, category) * at(second, category)));
  const value = (observed - expected) / (1 - expected);
  if (agreed === n) return { kappa: value, from: null, to: null, n, agreed };
  const diagonal = categories.map(
    (category) =>
      share((one, other) => one === category && other === category) *
      (1 - expected - (at(first, category) + at(second, category)) * (1 - observed)) ** 2,
  );
  const beside = categories.flatMap((one) =>
    categories.map((other) => (one === other ? 0 : share((a, b) => a === one && b === other) * (at(second, one) + at(first, other)) ** 2)),
  );
  const variance =
    (sum(diagonal) + (1 - observed) ** 2 * sum(beside) - (observed * expected - 2 * expected + observed) ** 2) / (n * (1 - expected) ** 4);
  return { kappa: value, ...interval(value, Math.sqrt(Math.max(0, variance))), n, agreed };
}

/** What two coders found in one text. */
export type Both = readonly [string[], string[]];

/** Of one area, whether each found it. */
export const kappaOf = (area: string, texts: readonly Both[]): Agreement =>
  kappa(texts.map((both) => both.map((areas) => (areas.includes(area) ? 'there' : 'not')) as unknown as [string, string]));

/**
 * Over all areas: the pooled kappa of De Vries, Elliott, Kanouse and Teleki (Field Methods 20, 2008, 272–282), which averages observed and expected
 * agreement over the areas before it divides. A mean of kappas would have none of an area that nobody found, and would give an area that is found twice
 * the weight of one that is in half of all texts. Its interval is a jackknife that leaves out one text at a time: the areas of a text hang together, so a
 * text is what counts as one. `agreed`: texts in which both found exactly the same.
 */
export function pooledKappa(areas: readonly string[], texts: readonly Both[]): Agreement {
  const n = texts.length;
  const found = texts.map((both) => areas.map((area) => both.map((one) => (one.includes(area) ? 1 : 0)) as [number, number]));
  const exact = found.filter((text) => text.every(([one, other]) => one === other)).length;
  const totals = areas.map((_, area) => {
    const column = found.map((text) => text[area] as [number, number]);
    return {
      same: column.filter(([one, other]) => one === other).length,
      one: sum(column.map(([one]) => one)),
      other: sum(column.map(([, other]) => other)),
    };
  });
  /** null where nothing can be divided by. @param left out of all; null: nothing */
  const kappaWithout = (left: [number, number][] | null): number | null => {
    const of = left ? n - 1 : n;
    const shares = totals.map(({ same, one, other }, area) => {
      const [a, b] = left?.[area] ?? [0, 0];
      const [p, q] = [(one - a) / of, (other - b) / of];
      return { observed: (same - (left && a === b ? 1 : 0)) / of, expected: p * q + (1 - p) * (1 - q) };
    });
    const observed = sum(shares.map((share) => share.observed));
    const beyond = areas.length - sum(shares.map((share) => share.expected));
    return of > 0 && beyond > 1e-12 ? 1 - (areas.length - observed) / beyond : null;
  };
  const value = kappaWithout(null);
  const leftOut = found.map(kappaWithout);
  if (value === null || exact === n || n < 2 || leftOut.includes(null)) return { kappa: value, from: null, to: null, n, agreed: exact };
  const values = leftOut as number[];
  const mean = sum(values) / n;
  const error = Math.sqrt(((n - 1) / n) * sum(values.map((one) => (one - mean) ** 2)));
  return { kappa: value, ...interval(value, error), n, agreed: exact };
}
