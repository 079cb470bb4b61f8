import { schedule } from 'node-cron';
import type { Clock, Desk } from './desk/ports.ts';
import type { Log } from './log.ts';

/** Wakes the desk each minute. What was missed while nothing ran is in the database, and the next tick does it. */
export function startSchedule(desk: Pick<Desk, 'tick'>, clock: Clock, log: Log): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();

  async function tick(): Promise<void> {
    try {
      const { silences, alerts, unheard } = await desk.tick(clock.now());
      if (silences > 0) log.info({ silences }, 'Silences were taken up.');
      if (alerts > 0) log.info({ alerts }, 'Safeguarding leads were told of concerns.');
      if (unheard > 0) log.error({ unheard }, 'Nobody can be told of a concern. Grant somebody the role safeguarding lead.');
    } catch (error) {
      log.error({ err: error }, 'A tick failed; the next one does its work.');
    }
  }

  const task = schedule('* * * * *', () => (running = tick()), { name: 'tick', noOverlap: true, logger: quietLogger(log) });
  return {
    stop: async () => {
      await task.destroy();
      await running;
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
