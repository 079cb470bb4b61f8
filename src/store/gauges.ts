import type { Gauges, JobTable } from '../desk/ports.ts';
import { rank } from './outbox/claim.ts';
import type { Sql } from './sql.ts';

/** Only of what is due, by the index that a claim goes by: what waits for another year costs nothing. */
const backlog = `SELECT channel, sum(due.count)::int AS count, min(due.oldest) AS oldest
FROM unnest(ARRAY['slack', 'botframework', 'email', 'sms', 'web', 'terminal']) AS channels (channel) CROSS JOIN unnest(ARRAY[0, 1]) AS ranks (rank)
CROSS JOIN LATERAL (SELECT count(*) AS count, min(m.due_at) AS oldest FROM message m
  WHERE m.state = 'queued' AND m.channel = channels.channel AND ${rank('m')} = ranks.rank AND m.due_at <= $1::timestamptz) AS due
GROUP BY channel HAVING sum(due.count) > 0 ORDER BY channel`;

const stuck = `SELECT channel, state, count(*)::int AS count FROM message WHERE state IN ('failed', 'unknown') GROUP BY channel, state ORDER BY channel, state`;

/**
 * Each kind of thing that may be held adds a line: what waits for a reason now, and what was not sent for one within a day. That a concern about
 * somebody is open is not for whoever watches machines.
 */
const held = `SELECT CASE reason WHEN 'care' THEN 'other' ELSE reason END AS reason, sum(count)::int AS count FROM (
    SELECT coalesce(reason, 'stopped') AS reason, count(*) AS count FROM message
      WHERE state = 'held' AND at > $1::timestamptz - interval '1 day' GROUP BY 1
    UNION ALL SELECT reason, count(*) FROM nudge WHERE state = 'planned' AND reason IS NOT NULL GROUP BY 1
    UNION ALL SELECT 'staff', count(*) FROM nudge WHERE state = 'held'
    UNION ALL SELECT reason, count(*) FROM nudge
      WHERE state IN ('refused', 'skipped') AND decided_at > $1::timestamptz - interval '1 day' GROUP BY 1
  ) AS kinds WHERE count > 0 GROUP BY 1 ORDER BY 1`;

export function gaugesOf(sql: Sql, jobs: Pick<JobTable, 'list'>): (now: Date) => Promise<Gauges> {
  return async (now) => ({
    backlog: await sql.query<Gauges['backlog'][number]>(backlog, [now]),
    stuck: await sql.query<Gauges['stuck'][number]>(stuck, []),
    held: await sql.query<Gauges['held'][number]>(held, [now]),
    jobs: await jobs.list(),
  });
}
