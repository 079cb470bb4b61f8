/** How long something took, in days; `over` false: it goes on, or nobody saw how it ended, and it took at least so long. */
export interface Wait {
  days: number;
  over: boolean;
}

/**
 * The time by which half had moved on, with those who are still there counted for as long as they have been (Kaplan and Meier 1958, Nonparametric
 * estimation from incomplete observations, JASA 53, 457–481). A median of those who moved on alone would be too short: who is slow is not in it yet.
 * null: half have not.
 */
export function medianOf(waits: readonly Wait[]): number | null {
  const ordered = [...waits].sort((a, b) => a.days - b.days || Number(b.over) - Number(a.over));
  let staying = 1;
  for (const [at, { days, over }] of ordered.entries()) {
    if (!over) continue;
    const there = ordered.length - at;
    staying *= (there - 1) / there;
    // Halves are never exact in sums of fractions.
    if (staying <= 0.5 + 1e-12) return days;
  }
  return null;
}
