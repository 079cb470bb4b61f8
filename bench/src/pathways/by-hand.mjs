/** The same answers by one statement each, as somebody writes them who knows the pathway that ships by heart: its stages, months and counts stand in them. */

/** Where everybody is. $1 today, $2 now. */
const here = (
  who = '',
) => `came AS (SELECT a.person_id, count(*) FILTER (WHERE s.date <= $1) AS n, count(*) AS of, min(s.date) FILTER (WHERE s.date <= $1) AS first,
    max(s.date) FILTER (WHERE s.date <= $1) AS last FROM attendance a JOIN session s ON s.id = a.session_id GROUP BY a.person_id),
ran AS (SELECT f.person_id, count(*) AS of, max(s.date) FILTER (WHERE s.date <= $1) AS last FROM session_facilitator f JOIN session s ON s.id = f.session_id GROUP BY f.person_id),
news AS (SELECT person_id, max(date) AS last FROM proof GROUP BY person_id),
moved AS (SELECT DISTINCT ON (person_id) person_id, id, stage, (at AT TIME ZONE 'Europe/London')::date AS day FROM stage_change
  WHERE at <= $2 AND (reversed_at IS NULL OR reversed_at > $2) ORDER BY person_id, at DESC, id DESC),
here AS (SELECT p.id, p.name, p.age_band, coalesce(moved.stage, 'participant') AS stage, moved.id AS change, coalesce(moved.day, came.first) AS since,
    coalesce(came.of, 0) AS came, coalesce(ran.of, 0) AS ran, greatest(coalesce(moved.day, came.first), came.last, ran.last, news.last) AS last, e.paused_at, p.stopped_at
  FROM person p LEFT JOIN moved ON moved.person_id = p.id LEFT JOIN came ON came.person_id = p.id LEFT JOIN ran ON ran.person_id = p.id
    LEFT JOIN news ON news.person_id = p.id LEFT JOIN enrolment e ON e.person_id = p.id
  WHERE (moved.stage IS NOT NULL OR came.n >= 1) AND e.left_at IS NULL ${who})`;

/** The last day of what a proof shows. */
const until = `least(f.valid_until, (f.date + CASE f.which WHEN 'safeguarding' THEN interval '24 months' WHEN 'dbs' THEN interval '36 months' END)::date)`;
const first = (part, order) =>
  `json_build_object('of', (SELECT count(*) FROM ${part}), 'rows', coalesce((SELECT json_agg(r) FROM (SELECT * FROM ${part} ORDER BY ${order} LIMIT 20) r), '[]'))`;

/** $3 up to when what runs out is listed; $4 since when nothing is new. */
export const board = `WITH ${here()},
ends AS (SELECT f.person_id, f.which, max(coalesce(${until}, 'infinity')) AS until FROM proof f WHERE f.signed_at IS NOT NULL GROUP BY f.person_id, f.which),
expiring AS (SELECT here.id AS person, here.name, ends.which AS requirement, ends.until FROM ends JOIN here ON here.id = ends.person_id WHERE ends.until BETWEEN $1 AND $3),
stuck AS (SELECT id AS person, name, stage, since FROM here WHERE stage IN ('participant', 'young-advisor', 'peer-facilitator', 'sessional-facilitator')
  AND last <= $4 AND paused_at IS NULL),
unsigned AS (SELECT p.id AS person, p.name, f.id, f.kind, f.which, f.date, f.words, f.at FROM proof f JOIN person p ON p.id = f.person_id WHERE f.signed_at IS NULL),
waiting AS (SELECT p.id AS person, p.name, c.id, c.stage, c.by, c.asked_at FROM stage_change c JOIN person p ON p.id = c.person_id WHERE c.at IS NULL AND c.reversed_at IS NULL)
SELECT (SELECT json_agg(s) FROM (SELECT stage, count(*) AS people FROM here GROUP BY stage) s) AS stages, ${first('expiring', 'until, requirement, lower(name), person')} AS expiring,
  ${first('stuck', 'lower(name) NULLS LAST, name, person')} AS stuck, ${first('unsigned', 'at, id')} AS proofs, ${first('waiting', 'asked_at, id')} AS changes`;

/** Spans of what counts, and until when without a gap: of this pathway one is enough of everything. */
const ends = `live AS (SELECT f.person_id, f.which, f.date, coalesce(${until}, 'infinity') AS until FROM proof f WHERE f.signed_at IS NOT NULL AND coalesce(${until}, 'infinity') >= $1
    AND NOT EXISTS (SELECT 1 FROM waiver w WHERE w.person_id = f.person_id AND w.requirement = f.which AND (w.until IS NULL OR w.until >= $1))),
joined AS (SELECT *, max(until) OVER (PARTITION BY person_id, which ORDER BY date, until ROWS UNBOUNDED PRECEDING) AS reach, max(until) OVER (PARTITION BY person_id, which ORDER BY date, until ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM live),
islands AS (SELECT *, count(*) FILTER (WHERE before IS NULL OR date > before + 1) OVER (PARTITION BY person_id, which ORDER BY date, until) AS island FROM joined),
ends AS (SELECT DISTINCT here.id, max(islands.until) AS until FROM islands JOIN here ON here.id = islands.person_id
  WHERE CASE here.stage
    WHEN 'participant' THEN which IN ('induction', 'advisor-agreement')
    WHEN 'young-advisor' THEN which IN ('induction', 'advisor-agreement', 'facilitation', 'safeguarding', 'dbs', 'reference')
    WHEN 'peer-facilitator' THEN which IN ('facilitation', 'safeguarding', 'dbs', 'reference', 'right-to-work', 'feedback')
    WHEN 'sessional-facilitator' THEN which IN ('right-to-work', 'feedback', 'safeguarding', 'dbs', 'appointed')
    WHEN 'staff' THEN which = 'appointed' ELSE which IN ('safeguarding', 'dbs') END
  GROUP BY here.id, which, island HAVING min(date) <= $1 AND max(islands.until) < 'infinity')`;

/** Something of the next stage that somebody could do: it is neither there nor waits for anybody, and is not waived. */
const quiet = `known AS MATERIALIZED (SELECT f.person_id, f.which FROM proof f WHERE coalesce(${until}, 'infinity') >= $1
  UNION SELECT w.person_id, w.requirement FROM waiver w WHERE w.until IS NULL OR w.until >= $1),
quiet AS (SELECT here.id, here.last FROM here LEFT JOIN (SELECT person_id, array_agg(which) AS has FROM known GROUP BY person_id) k ON k.person_id = here.id
  WHERE NOT EXISTS (SELECT 1 FROM stage_change c WHERE c.person_id = here.id AND c.at IS NULL AND c.reversed_at IS NULL)
    AND CASE here.stage
      WHEN 'participant' THEN NOT coalesce(has @> '{induction,advisor-agreement}', false) OR (came < 3 AND NOT coalesce('three-sessions' = ANY (has), false))
      WHEN 'young-advisor' THEN NOT coalesce(has @> '{facilitation,safeguarding,dbs,reference}', false) OR (ran < 2 AND NOT coalesce('co-led' = ANY (has), false))
      WHEN 'peer-facilitator' THEN NOT coalesce(has @> '{right-to-work,feedback,safeguarding,dbs}', false) OR (ran < 5 AND NOT coalesce('five-led' = ANY (has), false))
      WHEN 'sessional-facilitator' THEN NOT coalesce('appointed' = ANY (has), false) ELSE false END)`;

/** $3 the first moment that is planned, $4 the first that is not. Into a plain table, with what it needs so that nothing is there twice. */
export const replan = `WITH ${here(`AND e.paused_at IS NULL AND p.stopped_at IS NULL AND p.age_band IN ('18-24', '25-plus')`)}, ${ends}, ${quiet},
due AS MATERIALIZED (SELECT id, 'runs_out_' || v.days AS policy, to_char(until, 'YYYY-MM-DD') || ':1' AS occurrence, until + time '9:00' - make_interval(days => v.days) AS at, make_interval(days => v.lasts) AS lasts,
      v.after IS NULL OR (until + time '9:00' - make_interval(days => v.after)) AT TIME ZONE 'Europe/London' > $2 AS newest
    FROM ends, (VALUES (60, 14, 30), (30, 14, 7), (7, 7, NULL)) AS v (days, lasts, after)
  UNION ALL SELECT id, 'quiet', last::text || ':1', last + time '9:00' + interval '1 month', interval '14 days', true FROM quiet
  UNION ALL SELECT id, 'stage_' || v.months || '_months', change || ':1', since + time '9:00' + make_interval(months => v.months), interval '1 month',
      v.after IS NULL OR (since + time '9:00' + make_interval(months => v.after)) AT TIME ZONE 'Europe/London' > $2
    FROM here, (VALUES (3, 6), (6, 12), (12, NULL)) AS v (months, after) WHERE change IS NOT NULL
  UNION ALL SELECT p.id, 'left_' || v.months || '_months', day || ':1', day + time '9:00' + make_interval(months => v.months), interval '1 month',
      v.after IS NULL OR (day + time '9:00' + make_interval(months => v.after)) AT TIME ZONE 'Europe/London' > $2
    FROM enrolment e JOIN person p ON p.id = e.person_id, LATERAL (SELECT (e.left_at AT TIME ZONE 'Europe/London')::date AS day) AS d,
      (VALUES (3, 6), (6, 12), (12, NULL)) AS v (months, after) WHERE e.left_at IS NOT NULL AND p.stopped_at IS NULL AND p.age_band IN ('18-24', '25-plus')),
added AS (INSERT INTO plain_pathway_nudge (person_id, policy, occurrence, due_at, until_at)
  SELECT id, policy, occurrence, at AT TIME ZONE 'Europe/London', (at + due.lasts) AT TIME ZONE 'Europe/London' FROM due
  WHERE newest AND at AT TIME ZONE 'Europe/London' >= $3 AND at AT TIME ZONE 'Europe/London' < $4 AND (at + due.lasts) AT TIME ZONE 'Europe/London' > $2
  ON CONFLICT DO NOTHING RETURNING 1),
old AS (SELECT person_id, policy, occurrence FROM plain_pathway_nudge WHERE state = 'planned' EXCEPT SELECT id, policy, occurrence FROM due WHERE newest),
gone AS (DELETE FROM plain_pathway_nudge n USING old WHERE n.person_id = old.person_id AND n.policy = old.policy AND n.occurrence = old.occurrence RETURNING 1)
SELECT (SELECT count(*)::int FROM added) AS planned, (SELECT count(*)::int FROM gone) AS dropped`;

export const table = `CREATE TABLE plain_pathway_nudge (person_id uuid NOT NULL, policy text NOT NULL, occurrence text NOT NULL, due_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL, state text NOT NULL DEFAULT 'planned', PRIMARY KEY (person_id, policy, occurrence));
CREATE INDEX ON plain_pathway_nudge (due_at) WHERE state = 'planned'`;
