/**
 * Pieces of SQL about many people at once, and the same as the pure rules of `pathways/` say: a test holds one against the other. `asked` is
 * one row `(first text, first_count int, today date, now timestamptz)`; days are local, and `now` is when it is asked.
 */

/** How often somebody was at a session or ran one until today, how often that is planned, and when last. @param more other columns */
export const times = (table: string, more = '') => `(SELECT a.person_id, count(*) FILTER (WHERE s.date <= asked.today)::int AS counts,
    count(*) FILTER (WHERE s.date > asked.today)::int AS coming, max(s.date) FILTER (WHERE s.date <= asked.today) AS last${more}
  FROM ${table} a JOIN session s ON s.id = a.session_id CROSS JOIN asked GROUP BY a.person_id)`;

/** The day on which the first stage was reached. */
export const begun = ', (array_agg(s.date ORDER BY s.date))[min(asked.first_count)] AS nth';

/** The change in force of everybody who was moved. */
export const decided = `SELECT DISTINCT ON (c.person_id) c.person_id, c.id, c.stage, c.at FROM stage_change c CROSS JOIN asked
  WHERE c.at <= asked.now AND (c.reversed_at IS NULL OR c.reversed_at > asked.now) ORDER BY c.person_id, c.at DESC, c.id DESC`;

/** Where everybody is. Who is at no stage is not in it. */
export const places = `came AS MATERIALIZED ${times('attendance', begun)},
ran AS MATERIALIZED ${times('session_facilitator')},
decided AS (${decided}),
places AS MATERIALIZED (SELECT coalesce(d.person_id, c.person_id) AS person_id, coalesce(d.stage, asked.first) AS stage, d.at, c.nth
  FROM asked, decided d FULL JOIN came c ON c.person_id = d.person_id
  WHERE d.stage IS NOT NULL OR c.counts >= (SELECT first_count FROM asked))`;

/** The last day on which a proof `f` counts for a requirement `r`. */
export const lastDay = `coalesce(least(f.valid_until, (f.date + make_interval(months => r.months))::date), 'infinity'::date)`;

/** The pathway's requirements as the statements read them. */
export const requirementFields = '(requirement text, kind text, which text, count int, months int, bands jsonb, ord int)';

/** Nobody who left is in a list. */
export const stays = 'NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.person_id = p.id AND e.left_at IS NOT NULL)';

/** Names in the order that people expect; who has none comes last, and the id settles it. */
export const byName = 'lower(p.name) NULLS LAST, p.name, p.id';
