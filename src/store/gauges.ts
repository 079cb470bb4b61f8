import type { Gauges, JobTable } from '../desk/ports.ts';
import type { Sql } from './sql.ts';

/** Only of what is due: an index has them in that order, and what waits for another year costs nothing. */
const backlog = `SELECT channel, count(*)::int AS count, min(due_at) AS oldest FROM message
  WHERE state = 'queued' AND due_at <= $1::timestamptz GROUP BY channel ORDER BY channel`;

const stuck = `SELECT channel, state, count(*)::int AS count FROM message WHERE state IN ('failed', 'unknown') GROUP BY channel, state ORDER BY channel, state`;

/** Each kind of thing that may be held adds a line. */
const held = `SELECT reason, sum(count)::int AS count FROM (
    SELECT 'stopped' AS reason, count(*) AS count FROM message WHERE state = 'held'
    UNION ALL SELECT coalesce(withheld, 'other'), count(*) FROM invitation WHERE state = 'withheld' GROUP BY withheld
  ) AS kinds WHERE count > 0 GROUP BY reason ORDER BY reason`;

export function gaugesOf(sql: Sql, jobs: Pick<JobTable, 'list'>): (now: Date) => Promise<Gauges> {
  return async (now) => ({
    backlog: await sql.query<Gauges['backlog'][number]>(backlog, [now]),
    stuck: await sql.query<Gauges['stuck'][number]>(stuck, []),
    held: await sql.query<Gauges['held'][number]>(held, []),
    jobs: await jobs.list(),
  });
}
