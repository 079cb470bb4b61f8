import { day } from '../as-text.ts';
import { begun, decided, times } from '../pathways/where.ts';

/** Who may be written to unasked. Everything else is asked when a nudge is due. */
const reachable = 'p.stopped_at IS NULL AND p.merged_into IS NULL AND p.age_band IN (SELECT jsonb_array_elements_text($9::jsonb))';

/**
 * What nudges about pathways are timed by, of everybody, as `pathways/occasions.ts` says of one: a test holds one against the other.
 *
 * $1 requirements that a proof shows (key, requirement, count, months); $2 today; $3 now; $4 the first stage; $5 how many sessions it asks for; $6 of each
 * stage what is needed there or next; $7 what the next stages ask, but for the age (stage, requirement, kind, count); $8 where days are counted; $9 age bands.
 *
 * It is written so that it stays fast with any statistics or none: what was worked out is counted and summed and not joined with itself, for of a
 * list that it made the database does not know how long it is, takes it for short, and goes through it once for each row of another.
 */
export const occasions = `asked AS (SELECT $5::int AS first_count, $2::date AS today, $3::timestamptz AS now),
req AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (key text, requirement text, count int, months int)),
steps AS (SELECT * FROM jsonb_to_recordset($7::jsonb) AS s (stage text, requirement text, kind text, count int)),
here AS MATERIALIZED (SELECT p.id AS person_id, coalesce(d.stage, $4::text) AS stage, d.id AS change,
    coalesce((d.at AT TIME ZONE $8::text)::date, came.nth) AS since, coalesce(came.counts + came.coming, 0) AS came, coalesce(ran.counts + ran.coming, 0) AS ran,
    greatest(coalesce((d.at AT TIME ZONE $8::text)::date, came.nth), came.last, ran.last, news.last) AS last
  FROM person p LEFT JOIN (${decided}) d ON d.person_id = p.id
  LEFT JOIN ${times('attendance', begun)} came ON came.person_id = p.id LEFT JOIN ${times('session_facilitator')} ran ON ran.person_id = p.id
  LEFT JOIN (SELECT f.person_id, max(f.date) AS last FROM proof f GROUP BY f.person_id) news ON news.person_id = p.id
  LEFT JOIN enrolment e ON e.person_id = p.id
  WHERE (d.stage IS NOT NULL OR came.counts >= $5::int) AND ${reachable} AND e.left_at IS NULL AND e.paused_at IS NULL),
spans AS MATERIALIZED (SELECT f.person_id, r.requirement, r.count AS need, f.date, f.signed_at IS NOT NULL AS signed,
    coalesce(least(f.valid_until, (f.date + make_interval(months => r.months))::date), 'infinity'::date) AS until
  FROM proof f JOIN req r ON r.key = f.kind || '/' || f.which
  LEFT JOIN waiver w ON w.person_id = f.person_id AND w.requirement = r.requirement AND coalesce(w.until, 'infinity') >= $2::date
  WHERE w.person_id IS NULL),
edges AS (SELECT s.person_id, s.requirement, s.need, e.at, e.step FROM spans s JOIN here h ON h.person_id = s.person_id
    CROSS JOIN LATERAL (VALUES (s.date, 1), (s.until + 1, -1)) AS e (at, step)
  WHERE s.signed AND s.until >= $2::date AND s.date <= s.until AND ($6::jsonb -> h.stage) ? s.requirement AND e.at IS NOT NULL),
held AS (SELECT e.*, sum(step) OVER (PARTITION BY person_id, requirement ORDER BY at) AS counts FROM edges e),
ends AS (SELECT person_id, min(at) FILTER (WHERE at > $2::date AND counts < need) - 1 AS until FROM held GROUP BY person_id, requirement, need
  HAVING sum(step) FILTER (WHERE at <= $2::date) >= need),
quiet AS (SELECT h.person_id, h.last FROM here h JOIN steps s ON s.stage = h.stage
  LEFT JOIN (SELECT person_id, requirement, count(*) AS live FROM spans WHERE until >= $2::date GROUP BY person_id, requirement) shown
    ON shown.person_id = h.person_id AND shown.requirement = s.requirement
  LEFT JOIN waiver w ON w.person_id = h.person_id AND w.requirement = s.requirement AND coalesce(w.until, 'infinity') >= $2::date
  WHERE w.person_id IS NULL AND s.count > CASE s.kind WHEN 'attended' THEN h.came WHEN 'led' THEN h.ran ELSE coalesce(shown.live, 0) END
    AND NOT EXISTS (SELECT 1 FROM stage_change c WHERE c.person_id = h.person_id AND c.at IS NULL AND c.reversed_at IS NULL)
  GROUP BY h.person_id, h.last),
occasions AS (SELECT person_id, 'stage' AS event, change::text AS of, since AS day FROM here WHERE change IS NOT NULL
  UNION ALL SELECT person_id, 'runs_out', ${day('until')}, until FROM ends WHERE until IS NOT NULL GROUP BY person_id, until
  UNION ALL SELECT person_id, 'quiet', ${day('last')}, last FROM quiet
  UNION ALL SELECT e.person_id, 'left', ${day('(e.left_at AT TIME ZONE $8::text)::date')}, (e.left_at AT TIME ZONE $8::text)::date
    FROM enrolment e JOIN person p ON p.id = e.person_id WHERE e.left_at IS NOT NULL AND ${reachable})`;
