import type { Digest, Digests } from '../desk/ports.ts';
import type { Sql } from './sql.ts';

type Counted = Awaited<ReturnType<Digests['count']>>;

const counting = `SELECT
  (SELECT count(*) FROM session WHERE date >= $3::date AND date < $4::date AND NOT planned)::int AS sessions,
  (SELECT count(*) FROM person WHERE registered_at >= $1::timestamptz AND registered_at < $2::timestamptz)::int AS registered,
  (SELECT count(*) FROM person WHERE person_wanted_at >= $1::timestamptz AND person_wanted_at < $2::timestamptz)::int AS asked,
  (SELECT count(*) FROM survey_run WHERE opens_at <= $2::timestamptz AND closes_at > $2::timestamptz)::int AS "surveysOpen",
  (SELECT count(*) FROM survey_run WHERE closes_at >= $1::timestamptz AND closes_at < $2::timestamptz)::int AS "surveysClosed",
  (SELECT count(*) FROM opportunity WHERE state = 'open' AND closes >= $4::date)::int AS opportunities,
  (SELECT count(DISTINCT person_id) FROM interest
    WHERE state = 'interested' AND at >= $1::timestamptz AND at < $2::timestamptz)::int AS interested,
  (SELECT coalesce(sum((figures->>'base')::int), 0) FROM release WHERE at >= $1::timestamptz AND at < $2::timestamptz)::int AS published,
  (SELECT count(DISTINCT person_id) FROM message
    WHERE state IN ('failed', 'unknown') AND at >= $1::timestamptz AND at < $2::timestamptz)::int AS unreached`;

const columns = 'SELECT week, figures FROM digest';

export function digestsOf(sql: Sql): Digests {
  const one = async (text: string, params: unknown[]) => (await sql.query<Digest>(text, params))[0] ?? null;
  return {
    count: async (week, days) => {
      const [row] = await sql.query<Counted>(counting, [week.from, week.until, days.from, days.until]);
      return row as Counted;
    },
    keep: async ({ week, figures }) => {
      const text = 'INSERT INTO digest (week, figures) VALUES ($1::timestamptz, $2::jsonb) ON CONFLICT DO NOTHING RETURNING 1 AS kept';
      return (await sql.query(text, [week, figures])).length === 1;
    },
    of: (week) => one(`${columns} WHERE week = $1::timestamptz`, [week]),
    newest: () => one(`${columns} ORDER BY week DESC LIMIT 1`, []),
    take: async (week) => {
      const text = `UPDATE digest SET posted = 'posting' WHERE week = $1::timestamptz AND posted IS NULL RETURNING 1 AS taken`;
      return (await sql.query(text, [week])).length === 1;
    },
    posted: async (week, posted) => {
      await sql.query('UPDATE digest SET posted = $2::text WHERE week = $1::timestamptz', [week, posted]);
    },
  };
}
