import { type RunCoordinator, schedule } from 'node-cron';
import type { Desk } from './desk/ports.ts';
import { cronOf, type Jobs, LEASE } from './jobs/index.ts';
import type { Log } from './log.ts';

/** Asks the database, for all replicas, which of them does a job this time. node-cron names a moment of a job `name:time`. */
export function coordinatorOf(jobs: Pick<Jobs, 'elect'>): RunCoordinator {
  return {
    shouldRun: (key) => {
      const colon = key.indexOf(':');
      return jobs.elect(key.slice(0, colon), new Date(key.slice(colon + 1)));
    },
  };
}

/**
 * Wakes the jobs when their time has come, and the sending every five seconds. What node-cron misses, because the process was not there or busy, the
 * beat finds in the database: at the start, and every ten seconds.
 */
export function startSchedule(jobs: Jobs, desk: Pick<Desk, 'deliver'>, log: Log): { stop(): Promise<void> } {
  let sending: Promise<void> | null = null;
  let beating: Promise<void> | null = null;

  async function deliver(): Promise<void> {
    try {
      const { sent, queued, unknown, failed, held } = await desk.deliver();
      if (sent + queued + held > 0) log.info({ sent, queued, held }, 'Messages were sent.');
      if (unknown + failed > 0) log.warn({ unknown, failed }, 'Messages could not be sent, or may not have arrived.');
    } catch (error) {
      log.error({ err: error }, 'Sending failed; the next round goes on.');
    }
  }

  function beat(): void {
    beating ??= jobs
      .beat()
      .catch((error: unknown) => log.error({ err: error }, 'Jobs could not be looked at; the next round does it.'))
      .finally(() => (beating = null));
  }

  const logger = quietLogger(log);
  const distributed = { distributed: true, runCoordinator: coordinatorOf(jobs), distributedLease: LEASE };
  const tasks = [
    ...jobs.jobs.map(({ name, rhythm }) => {
      const { pattern, timezone } = cronOf(rhythm);
      return schedule(pattern, () => jobs.work(name), { name, timezone, logger, suppressMissedWarning: true, ...distributed });
    }),
    schedule('*/10 * * * * *', beat, { name: 'beat', logger }),
    // A round may take long, because channels set the pace. The next one begins when it is over.
    schedule('*/5 * * * * *', () => void (sending ??= deliver().finally(() => (sending = null))), { name: 'deliver', logger }),
  ];
  beat();
  return {
    stop: async () => {
      for (const task of tasks) await task.destroy();
      await beating;
      await jobs.stop();
      await sending;
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
