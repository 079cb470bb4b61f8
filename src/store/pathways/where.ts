/**
 * Pieces of SQL about many people at once, and the same as the pure rules of `pathways/` say: a test holds one against the other. `asked` is
 * one row `(first text, first_count int, today date, now timestamptz)`; days are local, and `now` is when it is asked.
 */

/** How often somebody was at a session or ran one until today, how often that is planned, and when last. @param more other columns */
export const times = (table: string, more = '') => `(SELECT a.person_id, count(*) FILTER (WHERE s.date <= asked.today)::int AS counts,
    count(*) FILTER (WHERE s.date > asked.today)::int AS coming, max(s.date) FILTER (WHERE s.date <= asked.today) AS last${more}
  FROM ${table} a JOIN session s ON s.id = a.session_id AND NOT s.planned CROSS JOIN asked GROUP BY a.person_id)`;

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

/** How each of `who` (id, age_band) stands to each requirement of `req`: `lines` (id, requirement, ord, state). */
export const lines = `shown AS MATERIALIZED (SELECT f.person_id, f.ord,
    count(*) FILTER (WHERE f.live AND f.holds)::int AS counts, count(*) FILTER (WHERE f.live AND NOT f.holds)::int AS coming,
    count(*) FILTER (WHERE f.holds AND NOT f.live)::int AS over
  FROM (SELECT f.person_id, r.ord, ${lastDay} >= asked.today AS live, f.signed_at IS NOT NULL AND f.date <= asked.today AS holds
    FROM who JOIN proof f ON f.person_id = who.id JOIN req r ON f.kind = r.kind AND f.which = r.which CROSS JOIN asked) f
  GROUP BY f.person_id, f.ord),
counted AS (SELECT who.id, r.requirement, r.ord, r.kind, r.count, who.age_band, w.until AS waived, w.person_id IS NOT NULL AS has_waiver,
    CASE r.kind WHEN 'age' THEN coalesce((r.bands ? who.age_band)::int, 0) WHEN 'attended' THEN coalesce(came.counts, 0)
      WHEN 'led' THEN coalesce(ran.counts, 0) ELSE coalesce(shown.counts, 0) END AS counts,
    CASE r.kind WHEN 'attended' THEN coalesce(came.coming, 0) WHEN 'led' THEN coalesce(ran.coming, 0) ELSE coalesce(shown.coming, 0) END AS coming,
    coalesce(shown.over, 0) AS over
  FROM who CROSS JOIN req r
  LEFT JOIN came ON came.person_id = who.id LEFT JOIN ran ON ran.person_id = who.id
  LEFT JOIN shown ON shown.person_id = who.id AND shown.ord = r.ord
  LEFT JOIN waiver w ON w.person_id = who.id AND w.requirement = r.requirement),
lines AS (SELECT c.id, c.requirement, c.ord, CASE WHEN c.counts >= c.count THEN 'met'
    WHEN c.has_waiver AND coalesce(c.waived, 'infinity') >= asked.today THEN 'waived'
    WHEN c.kind = 'age' THEN CASE WHEN c.age_band IS NULL THEN 'missing' ELSE 'not yet' END
    WHEN c.counts + c.coming >= c.count THEN 'not yet' WHEN c.counts + c.over >= c.count THEN 'ran out' ELSE 'missing' END AS state
  FROM counted c CROSS JOIN asked)`;
