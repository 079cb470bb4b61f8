/** One thing at a time for each key, in the order they came; different keys side by side. */
export interface Lanes {
  /** Runs `work` when all earlier work for the key is done. Rejects as `work` does. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when what is under way now is done. */
  done(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run: (key, work) => {
      const result = (tails.get(key) ?? Promise.resolve()).then(work);
      const tail = result
        .catch(() => undefined)
        .then(() => {
          if (tails.get(key) === tail) tails.delete(key);
        });
      tails.set(key, tail);
      return result;
    },
    done: async () => void (await Promise.all(tails.values())),
    idle: async () => {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
