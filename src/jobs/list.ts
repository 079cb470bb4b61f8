import type { LocalTime } from '../calendar/index.ts';
import type { Clock, Desk, JobTable } from '../desk/ports.ts';
import type { Job } from './job.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** When retention begins: after the hour that summer time takes away or gives twice, and before anybody is up. */
export const NIGHT: LocalTime = { zone: 'Europe/London', at: '3:10' };

/** When pathways are looked at: after retention, and before the hours in which people are written to. */
const EARLY: LocalTime = { zone: 'Europe/London', at: '4:30' };

interface Parts {
  desk: Pick<Desk, 'tick' | 'night' | 'replan' | 'digest'>;
  /** When the digest is made. */
  staffDigest: LocalTime;
  table: Pick<JobTable, 'list'>;
  clock: Clock;
  log: { error(details: object, sentence: string): void };
}

/** All that is done again and again. A job that is new gets its row here, and nothing else. */
export function jobsOf({ desk, staffDigest, table, clock, log }: Parts): Job[] {
  return [
    {
      name: 'tick',
      rhythm: { minutes: 1 },
      patience: 3 * MINUTE,
      run: async () => {
        const { unheard, ...counts } = await desk.tick(clock.now());
        if (unheard > 0)
          log.error({ unheard }, 'Nobody can be told of a concern. Grant the role safeguarding lead to somebody with a chat that works.');
        return { ...counts, unheard };
      },
    },
    {
      name: 'retention',
      rhythm: NIGHT,
      patience: 3 * HOUR,
      run: async (_slot, signal) => ({ ...(await desk.night(clock.now(), signal)) }),
    },
    {
      name: 'pathways',
      rhythm: EARLY,
      patience: 3 * HOUR,
      run: async () => ({ ...(await desk.replan(clock.now())) }),
    },
    {
      name: 'digest',
      rhythm: staffDigest,
      patience: HOUR,
      run: async (slot) => {
        const counts = await desk.digest(slot);
        if (counts?.failed)
          log.error(
            { failed: counts.failed },
            'The staff digest was not taken by its channel. Invite the bot there, or look at ONWARD_SLACK_STAFF_CHANNEL.',
          );
        return counts;
      },
    },
    {
      name: 'watchdog',
      rhythm: { minutes: 5 },
      patience: 15 * MINUTE,
      run: async () => {
        const now = clock.now();
        const late = (await table.list()).filter(({ lateAt }) => lateAt < now).map(({ name }) => name);
        if (late.length > 0) log.error({ late }, 'Jobs are late: each has not been done for longer than it may take.');
        return { late: late.length };
      },
    },
  ];
}
