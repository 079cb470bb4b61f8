import { Bounded } from './bounded.ts';

/** Counts what went wrong, by key, and says when it is enough for a while. Each replica counts for itself. Times in milliseconds. */
export function createGuesses({ limit, within }: { limit: number; within: number }, keys: number) {
  const wrong = new Bounded<string, { since: number; count: number }>(keys);
  const of = (key: string, now: number) => {
    const counted = wrong.get(key);
    return counted && now < counted.since + within ? counted : { since: now, count: 0 };
  };
  return {
    isSpent: (key: string, now: number): boolean => of(key, now).count >= limit,
    note: (key: string, now: number): void => {
      const { since, count } = of(key, now);
      wrong.set(key, { since, count: count + 1 });
    },
  };
}
