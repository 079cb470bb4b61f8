import { schedule } from 'node-cron';
import type { Clock, Desk } from './desk/ports.ts';
import type { Log } from './log.ts';
import { NIGHT } from './people/index.ts';
import { keepSending } from './sending.ts';

/**
 * Wakes the desk each minute, when a message is due, and once a night. What was missed while nothing ran is in the database: the next tick does
 * it, and a start asks for the night's work at once, because the machine of a small charity may sleep at night.
 */
export function startSchedule(desk: Pick<Desk, 'tick' | 'sending' | 'night'>, clock: Clock, log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let ticking: Promise<void> = Promise.resolve();
  const sending = keepSending(desk, clock, log, stopping.signal);
  let nightly: Promise<void> = Promise.resolve();

  async function tick(): Promise<void> {
    try {
      const { silences, alerts, unheard } = await desk.tick(clock.now());
      if (silences > 0) log.info({ silences }, 'Silences were taken up.');
      if (alerts > 0) log.info({ alerts }, 'Safeguarding leads were told of concerns.');
      if (unheard > 0)
        log.error({ unheard }, 'Nobody can be told of a concern. Grant the role safeguarding lead to somebody with a chat that works.');
    } catch (error) {
      log.error({ err: error }, 'A tick failed; the next one does its work.');
    }
  }

  async function night(): Promise<void> {
    try {
      const removed = await desk.night(clock.now(), stopping.signal);
      if (removed && Object.values(removed).some((rows) => rows > 0)) log.info({ removed }, 'What was kept long enough was taken away.');
    } catch (error) {
      log.error({ err: error }, 'Retention failed; the next night goes on.');
    }
  }

  const logger = quietLogger(log);
  const tasks = [
    schedule('* * * * *', () => (ticking = tick()), { name: 'tick', noOverlap: true, logger }),
    // After the one that a start asked for, which may still be at work.
    schedule(`${NIGHT.minute} ${NIGHT.hour} * * *`, () => (nightly = nightly.then(night)), { name: 'night', timezone: NIGHT.zone, logger }),
  ];
  nightly = night();
  return {
    stop: async () => {
      stopping.abort();
      for (const task of tasks) await task.destroy();
      await Promise.all([ticking, sending, nightly]);
    },
  };
}

/** node-cron's own remarks, without its details. */
function quietLogger(log: Log) {
  return {
    info: () => undefined,
    debug: () => undefined,
    warn: () => log.warn('The scheduler was late or busy; nothing is lost.'),
    error: () => log.error('The scheduler failed to run a tick.'),
  };
}
