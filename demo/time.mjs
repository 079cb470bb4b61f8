/** Two months go by in a minute: a clock that is moved by hand, and all that a night, a morning and a due message bring, when they bring it. */
import { setTimeout as sleep } from 'node:timers/promises';

const MINUTE = 60_000;
/** When jobs of the night are done: retention at 3:10, pathways at 4:30, in London. In UTC, so that it is after both in summer too. */
const MORNING = 5 * 60 * MINUTE;
const DAY = 24 * 60 * MINUTE;

/** A second of somebody else's pace passes at once. Patience of two seconds and more is with what the machine really does, and stays real. */
const REAL = 2000;

/** Messages to one person go a second apart, in ms; a little longer is on the safe side. */
const BETWEEN = 1300;
const AGAIN = 4000;

/** @param {string} start a moment, ISO 8601 */
export function createTime(start) {
  let now = Date.parse(start);
  const began = now;
  /** What the bot does by itself; known once it is open. @type {{ jobs: any, desk: any, idle: () => Promise<void> }} */
  const own = { jobs: null, desk: null, idle: async () => undefined };
  const clock = { now: () => new Date(now), follow: async () => undefined, stop: () => undefined };

  /** All that was said has arrived: what came in is done, and what goes out is out, each message a second after the one before. */
  async function settle() {
    for (;;) {
      await own.idle();
      await own.desk.deliver();
      const { sent, queued } = own.desk.sending.counts();
      if (sent + queued === 0) return;
      // What was not taken is tried again some seconds later.
      now += queued > 0 ? AGAIN : BETWEEN;
    }
  }

  async function beat() {
    await own.jobs.beat();
    await own.jobs.idle();
    await settle();
  }

  return {
    clock,
    wait: (milliseconds) => (milliseconds < REAL ? Promise.resolve() : sleep(milliseconds)),
    schedule: (jobs, desk) => {
      Object.assign(own, { jobs, desk });
      return { stop: () => jobs.stop() };
    },
    /** @param {() => Promise<void>} idle of the bot's doors */
    goesWith: (idle) => void (own.idle = idle),
    settle,
    /** @param {number} seconds that somebody takes to read and to answer */
    pass: (seconds) => void (now += seconds * 1000),
    now: () => new Date(now),
    /** Days that were lived. */
    days: () => Math.round((now - began) / DAY),
    /** Lets time go by until then. What is due on the way goes when it is due. @param {string} moment ISO 8601 */
    async until(moment) {
      const then = Date.parse(moment);
      if (then < now) throw new Error(`It is ${new Date(now).toISOString()} already, and not ${moment}.`);
      for (;;) {
        const due = await own.desk.sending.look();
        const morning = Math.floor((now - MORNING) / DAY + 1) * DAY + MORNING;
        const next = Math.min(then, morning, due ? due.getTime() : then);
        now = Math.max(next, Math.min(now + MINUTE, then));
        await beat();
        if (now >= then) return;
      }
    },
    beat,
  };
}
