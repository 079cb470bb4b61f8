import type { Gauges, JobTable } from '../desk/ports.ts';
import type { Sql } from './sql.ts';

/** Only of what is due: an index has them in that order, and what waits for another year costs nothing. */
const backlog = `SELECT channel, count(*)::int AS count, min(due_at) AS oldest FROM message
  WHERE state = 'queued' AND due_at <= $1::timestamptz GROUP BY channel ORDER BY channel`;

const stuck = `SELECT channel, state, count(*)::int AS count FROM message WHERE state IN ('failed', 'unknown') GROUP BY channel, state ORDER BY channel, state`;

/** Each kind of thing that may be held adds a line. That a concern about somebody is open is not for whoever watches machines. */
const held = `SELECT reason, sum(count)::int AS count FROM (
    SELECT coalesce(reason, 'stopped') AS reason, count(*) AS count FROM message WHERE state = 'held' GROUP BY 1
    UNION ALL SELECT CASE reason WHEN 'care' THEN 'other' ELSE reason END, count(*) FROM nudge
      WHERE state = 'planned' AND reason IS NOT NULL OR state IN ('refused', 'skipped') GROUP BY 1
    UNION ALL SELECT 'staff', count(*) FROM nudge WHERE state = 'held'
  ) AS kinds WHERE count > 0 GROUP BY reason ORDER BY reason`;

export function gaugesOf(sql: Sql, jobs: Pick<JobTable, 'list'>): (now: Date) => Promise<Gauges> {
  return async (now) => ({
    backlog: await sql.query<Gauges['backlog'][number]>(backlog, [now]),
    stuck: await sql.query<Gauges['stuck'][number]>(stuck, []),
    held: await sql.query<Gauges['held'][number]>(held, []),
    jobs: await jobs.list(),
  });
}
