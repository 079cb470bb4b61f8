/** What goes on after a channel has been answered. */
export interface Afterwards {
  /** What fails is handed to `failed`. */
  later(work: () => Promise<unknown>): void;
  /** Resolves when nothing goes on any more. */
  idle(): Promise<void>;
}

export function createAfterwards(failed: (error: unknown) => void): Afterwards {
  const underWay = new Set<Promise<unknown>>();
  return {
    later: (work) => {
      const going = work().catch(failed);
      underWay.add(going);
      void going.then(() => underWay.delete(going));
    },
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
