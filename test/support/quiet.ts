import type { Kind, TestStore } from './database.ts';

/** A kind of database of which a test knows whether something asks it: time that is moved by hand moves on when nothing does. */
export function quietly(kind: Kind): { kind: Kind; quiet(): Promise<void> } {
  let asked = 0;

  function watched<T extends object>(part: T): T {
    return new Proxy(part, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value === 'object' && value !== null) return watched(value);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          const answer: unknown = value.apply(target, args);
          if (answer instanceof Promise) {
            asked += 1;
            const over = () => void (asked -= 1);
            answer.then(over, over);
          }
          return answer;
        };
      },
    });
  }

  return {
    kind: {
      ...kind,
      fresh: async () => {
        const database = await kind.fresh();
        return { ...database, store: watched<TestStore>(database.store) };
      },
    },
    /** Resolves when everything that has begun waits for time, or for nothing. */
    quiet: async () => {
      for (let still = 0; still < 3; still = asked > 0 ? 0 : still + 1) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
