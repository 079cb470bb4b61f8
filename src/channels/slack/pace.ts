import type { Clock } from '../../desk/ports.ts';

/**
 * Slack counts calls by the minute in a workspace. What nobody waits for goes evenly, one in each gap; what somebody waits for goes at once, and a gap
 * is left free for it afterwards.
 */
export interface Pace {
  /** Resolves when it may go. @param key the workspace. @param hurry somebody waits for it */
  turn(key: string, hurry: boolean): Promise<void>;
  /** Slack asked for patience: what nobody waits for rests for so many milliseconds. */
  rest(key: string, milliseconds: number): void;
}

/** Gaps left free at most, in milliseconds: what happened longer ago Slack does not count any more. */
const LONGEST = 60_000;

/** @param gap in milliseconds. @param wait resolves after so many milliseconds */
export function createPace(gap: number, clock: Clock, wait: (milliseconds: number) => Promise<unknown>): Pace {
  const queues = new Map<string, { waiting: (() => void)[]; owed: number }>();

  async function run(key: string, queue: { waiting: (() => void)[]; owed: number }): Promise<void> {
    let next = clock.now().getTime();
    while (queue.owed > 0 || queue.waiting.length > 0) {
      if (queue.owed > 0) queue.owed -= 1;
      else queue.waiting.shift()?.();
      // By the clock, so that a timer that is late does not make all the rest late.
      const now = clock.now().getTime();
      next = Math.max(next + gap, now);
      await wait(next - now);
    }
    queues.delete(key);
  }

  function add(key: string, change: (queue: { waiting: (() => void)[]; owed: number }) => void): void {
    const open = queues.get(key);
    const queue = open ?? { waiting: [], owed: 0 };
    change(queue);
    if (open) return;
    queues.set(key, queue);
    void run(key, queue);
  }
  const owe = (key: string, gaps: number) => add(key, (queue) => (queue.owed = Math.min(queue.owed + gaps, Math.ceil(LONGEST / gap))));

  return {
    turn: async (key, hurry) => {
      if (hurry) owe(key, 1);
      else await new Promise<void>((go) => add(key, ({ waiting }) => waiting.push(go)));
    },
    rest: (key, milliseconds) => void (milliseconds > 0 && owe(key, Math.ceil(milliseconds / gap))),
  };
}
