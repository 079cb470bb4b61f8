import type { Gauges, JobTable } from '../desk/ports.ts';
import { rank } from './outbox/claim.ts';
import type { Sql } from './sql.ts';

/** Only of what is due, by the index that a claim goes by: what waits for another year costs nothing. */
const backlog = `SELECT channel, sum(due.count)::int AS count, min(due.oldest) AS oldest
FROM unnest(ARRAY['slack', 'botframework', 'email', 'sms', 'web', 'terminal']) AS channel CROSS JOIN unnest(ARRAY[0, 1]) AS rank
CROSS JOIN LATERAL (SELECT count(*) AS count, min(m.due_at) AS oldest FROM message m
  WHERE m.state = 'queued' AND m.channel = channel AND ${rank('m')} = rank AND m.due_at <= $1::timestamptz) AS due
GROUP BY channel HAVING sum(due.count) > 0 ORDER BY channel`;

const stuck = `SELECT channel, state, count(*)::int AS count FROM message WHERE state IN ('failed', 'unknown') GROUP BY channel, state ORDER BY channel, state`;

/** Each kind of thing that may be held adds a line: what waits for a reason now, and what ended for one within a day. */
const held = `SELECT reason, sum(count)::int AS count FROM (
    SELECT coalesce(reason, 'stopped') AS reason, count(*) AS count FROM message WHERE state = 'held' AND at > $1::timestamptz - interval '1 day' GROUP BY reason
    UNION ALL SELECT reason, count(*) FROM nudge WHERE state = 'planned' AND reason IS NOT NULL GROUP BY reason
    UNION ALL SELECT coalesce(reason, state), count(*) FROM nudge WHERE state = 'held' GROUP BY 1
    UNION ALL SELECT coalesce(reason, state), count(*) FROM nudge
      WHERE state IN ('refused', 'skipped') AND decided_at > $1::timestamptz - interval '1 day' GROUP BY 1
  ) AS kinds GROUP BY reason ORDER BY reason`;

export function gaugesOf(sql: Sql, jobs: Pick<JobTable, 'list'>): (now: Date) => Promise<Gauges> {
  return async (now) => ({
    backlog: await sql.query<Gauges['backlog'][number]>(backlog, [now]),
    stuck: await sql.query<Gauges['stuck'][number]>(stuck, []),
    held: await sql.query<Gauges['held'][number]>(held, [now]),
    jobs: await jobs.list(),
  });
}
