/** What an average must be at least and at most. Equal where all is known. */
export interface Range {
  from: number;
  to: number;
}

/** Answers on a scale, as published: how many picked one of these numbers, or, where null is among them, perhaps did not answer at all. */
export interface Scored {
  scores: (number | null)[];
  count: number;
}

/**
 * Mean and median of those who answered, as far as what is shown decides them. They are worked out of published figures alone, so they give
 * nothing away; a mean of all answers would be one more equation, from which a hidden figure could be solved. null: nobody surely answered.
 */
export function averagesOf(groups: Scored[]): { mean: Range; median: Range } | null {
  const lowest = fill(groups, Math.min);
  const highest = fill(groups, Math.max);
  const options = [...lowest, ...highest];
  if (options.some((filling) => filling.length === 0)) return null;
  const means = options.map(meanOf);
  const medians = options.map(medianOf);
  return {
    mean: { from: Math.min(...means), to: Math.max(...means) },
    median: { from: Math.min(...medians), to: Math.max(...medians) },
  };
}

type Filling = { score: number; count: number }[];

/** The extreme fillings: everybody in a group at its lowest or highest score, or, where they may be silent, silent. A mean and a median that grow with each answer are extreme there. */
function fill(groups: Scored[], pick: (...scores: number[]) => number): Filling[] {
  const filled = ({ scores, count }: Scored) => {
    const known = scores.filter((score) => score !== null);
    return known.length > 0 ? [{ score: pick(...known), count }] : [];
  };
  const all = groups.flatMap(filled);
  const spoken = groups.filter(({ scores }) => !scores.includes(null)).flatMap(filled);
  return [all, spoken].map((filling) => filling.filter(({ count }) => count > 0));
}

function meanOf(filling: Filling): number {
  const people = filling.reduce((sum, { count }) => sum + count, 0);
  return filling.reduce((sum, { score, count }) => sum + score * count, 0) / people;
}

function medianOf(filling: Filling): number {
  const sorted = [...filling].sort((a, b) => a.score - b.score);
  const people = sorted.reduce((sum, { count }) => sum + count, 0);
  const at = (rank: number) => {
    let passed = 0;
    return (sorted.find(({ count }) => (passed += count) >= rank) as Filling[number]).score;
  };
  return (at(Math.ceil(people / 2)) + at(Math.floor(people / 2) + 1)) / 2;
}
