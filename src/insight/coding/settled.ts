/** What one coder found in a text. 1 and 2 did not know of each other; 3 saw both, and settles it. */
export interface Coding {
  place: number;
  coder: string;
  codebook: number;
  /** In alphabetical order. Empty: none. */
  areas: string[];
}

const same = (one: string[], other: string[]) => one.length === other.length && one.every((area) => other.includes(area));

/** The areas of a text where that is settled: two found the same, or a third has said; else who is wanted next. The view `coded` says the same in SQL. */
export function settled(codings: readonly Pick<Coding, 'place' | 'areas'>[]): string[] | 'first wanted' | 'second wanted' | 'third wanted' {
  const third = codings.find(({ place }) => place === 3);
  if (third) return third.areas;
  const [one, other] = codings;
  if (!one) return 'first wanted';
  if (!other) return 'second wanted';
  return same(one.areas, other.areas) ? one.areas : 'third wanted';
}
