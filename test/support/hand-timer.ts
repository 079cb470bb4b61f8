/** Time that is moved by hand: what waits goes on when its moment has come. */
export function handTimer() {
  let now = 0;
  const waiting: { at: number; go: () => void }[] = [];
  return {
    now: () => now,
    wait: (milliseconds: number) => new Promise<void>((resolve) => waiting.push({ at: now + milliseconds, go: resolve })),
    /** To the next moment for which something waits. false: nothing does. */
    next: async (): Promise<boolean> => {
      await new Promise((resolve) => setImmediate(resolve));
      const due = Math.min(...waiting.map(({ at }) => at));
      if (due === Number.POSITIVE_INFINITY) return false;
      now = due;
      for (const { at, go } of waiting.splice(0))
        if (at <= now) go();
        else waiting.push({ at, go });
      return true;
    },
  };
}
