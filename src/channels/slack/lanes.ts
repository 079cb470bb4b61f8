/** Work in lanes: one at a time for each key, in the order it came, and no two begun within `gap` milliseconds of each other. */
export interface Lanes {
  /** Rejects as `work` does; the next goes on all the same. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** @param wait resolves after so many milliseconds */
export function createLanes(gap: number, wait: (milliseconds: number) => Promise<unknown>): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run: (key, work) => {
      const before = tails.get(key) ?? Promise.resolve();
      // The gap runs from the beginning of a work; one that takes longer than that leaves nothing to wait for.
      let passed: Promise<unknown> = Promise.resolve();
      const result = before.then(() => {
        passed = gap > 0 ? wait(gap) : passed;
        return work();
      });
      const tail = result.then(
        () => passed,
        () => passed,
      );
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      return result;
    },
  };
}
