import { type RunCoordinator, schedule } from 'node-cron';
import type { Clock, Desk } from './desk/ports.ts';
import { cronOf, type Jobs, LEASE } from './jobs/index.ts';
import type { Log } from './log.ts';
import { keepSending } from './sending.ts';

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
 * Wakes the jobs when their time has come, and sends messages when they are due. What node-cron misses, because the process was not there or busy, the
 * beat finds in the database: at the start, and every ten seconds.
 */
export function startSchedule(jobs: Jobs, desk: Pick<Desk, 'sending'>, clock: Clock, log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const sending = keepSending(desk, clock, log, stopping.signal);
  let beating: Promise<void> | null = null;

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
  ];
  beat();
  return {
    stop: async () => {
      stopping.abort();
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
