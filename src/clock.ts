import { performance } from 'node:perf_hooks';
import type { Clock } from './desk/ports.ts';

/** The only place that asks what time it is; everybody else is told. */
export const clock: Clock = { now: () => new Date() };

/** Milliseconds between two looks at the clock that is followed. */
const LOOK_EACH = 5_000;

/** A clock that follows another one, from when that is known. */
export interface Follower extends Clock {
  /**
   * Replicas have one time, their database's: whether it is quiet hours, or whether a lease is over, must not depend on whose clock is right. Between
   * two looks it goes by what this machine counts, which does not jump when somebody sets its clock. Rejects as `read` does, at first.
   */
  follow(read: () => Promise<Date>): Promise<void>;
  stop(): void;
}

export function createFollower(): Follower {
  let ahead: number | null = null;
  let timer: NodeJS.Timeout | null = null;
  return {
    now: () => (ahead === null ? clock.now() : new Date(performance.now() + ahead)),
    follow: async (read) => {
      async function look(): Promise<void> {
        const asked = performance.now();
        const there = await read();
        // Halfway between asking and hearing.
        ahead = there.getTime() - (asked + performance.now()) / 2;
      }
      await look();
      // While the database is away, time goes on.
      timer = setInterval(() => void look().catch(() => undefined), LOOK_EACH).unref();
    },
    stop: () => void (timer && clearInterval(timer)),
  };
}
