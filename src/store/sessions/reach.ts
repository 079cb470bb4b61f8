import type { ReachCell, ReachRow, Sessions } from '../../desk/ports.ts';
import type { Database } from '../database.ts';

/**
 * Who was merged and was at a session as both halves came once. A count that was made from their names has them twice, and only that: whoever counted
 * heads in the room counted one.
 */
const heads = `twice AS (SELECT a.session_id, count(*)::int AS heads
  FROM merge m JOIN person k ON k.id = m.kept_id, jsonb_to_recordset(m.apart->'attendance') AS x (session_id uuid, batch uuid)
  JOIN headcount h ON h.session_id = x.session_id AND h.age_band = '' AND h.batch = x.batch
  JOIN attendance a ON a.session_id = x.session_id AND a.batch = x.batch
  WHERE a.person_id = coalesce(k.merged_into, k.id) GROUP BY a.session_id),
counted AS (SELECT s.*, h.count - coalesce(t.heads, 0) AS heads, coalesce(n.named, 0) AS named
  FROM session s LEFT JOIN headcount h ON h.session_id = s.id AND h.age_band = '' LEFT JOIN twice t ON t.session_id = s.id
  LEFT JOIN (SELECT session_id, count(*)::int AS named FROM attendance GROUP BY session_id) n ON n.session_id = s.id)`;

/**
 * All in one pass: sessions by part and setting, and who is named in them by part and setting, each once. `greatest` passes over what is not there.
 * The whole is a part like any other, so that a session of two areas is in it once. Parts and settings have numbers, because texts are slow to sort.
 */
const reach = `WITH ${heads},
held AS (SELECT *, CASE $1::text WHEN 'setting' THEN ARRAY[setting_id::text] WHEN 'project' THEN ARRAY[coalesce(project_id::text, '-')]
    WHEN 'month' THEN ARRAY[to_char(date, 'YYYY-MM')] ELSE CASE WHEN areas = '{}' THEN ARRAY['-'] ELSE areas END END AS parts
  FROM counted WHERE NOT planned AND ($2::uuid IS NULL OR setting_id = $2::uuid) AND ($3::uuid IS NULL OR project_id = $3::uuid)
    AND ($4::text IS NULL OR $4::text = ANY (areas)) AND ($5::date IS NULL OR date >= $5::date) AND ($6::date IS NULL OR date <= $6::date)),
said AS (SELECT id, setting_id, heads, named, '' AS name FROM held
  UNION ALL SELECT DISTINCT id, setting_id, heads, named, p.name FROM held, unnest(held.parts) AS p (name)),
placed AS (SELECT *, dense_rank() OVER (ORDER BY name COLLATE "C")::int AS part, dense_rank() OVER (ORDER BY setting_id)::int AS setting FROM said),
met AS (SELECT DISTINCT a.person_id, p.part, p.setting FROM placed p JOIN attendance a ON a.session_id = p.id),
known AS (SELECT part, setting, count(*)::int AS people FROM met GROUP BY part, setting),
people AS (SELECT part, count(*)::int AS people FROM (SELECT DISTINCT person_id, part FROM met) AS once GROUP BY part),
here AS (SELECT part, setting, name, count(*) FILTER (WHERE heads IS NOT NULL OR named > 0) AS sessions,
    count(*) FILTER (WHERE heads IS NULL AND named = 0) AS uncounted, count(*) FILTER (WHERE heads IS NULL AND named > 0) AS open,
    count(*) FILTER (WHERE heads < named) AS fewer, sum(named) AS by_name, sum(greatest(heads - named, 0)) AS unnamed,
    coalesce(sum(heads) FILTER (WHERE heads < named), 0) AS doubtful, max(greatest(heads, named)) AS largest
  FROM placed GROUP BY part, setting, name)
SELECT here.name AS part, count(*)::int AS settings, sum(here.sessions)::int AS sessions, sum(here.uncounted)::int AS uncounted, sum(here.open)::int AS open,
  sum(here.fewer)::int AS fewer, coalesce(max(people.people), 0)::int AS named, sum(here.by_name)::int AS "byName", sum(here.unnamed)::int AS unnamed,
  sum(here.doubtful)::int AS doubtful, max(here.largest)::int AS largest,
  sum(greatest(here.largest - coalesce(known.people, 0), 0))::int AS strangers
FROM here LEFT JOIN known ON known.part = here.part AND known.setting = here.setting LEFT JOIN people ON people.part = here.part
GROUP BY here.name ORDER BY here.name`;

/** A session that is recorded in a later month counts in that one: the month that it was in may have been told by then. */
const cells = `WITH ${heads},
timed AS (SELECT *, greatest(to_char(date, 'YYYY-MM'), to_char(created_at AT TIME ZONE $1::text, 'YYYY-MM')) AS month
  FROM counted WHERE NOT planned AND (heads IS NOT NULL OR named > 0)),
met AS (SELECT a.session_id, row_number() OVER (PARTITION BY a.person_id ORDER BY t.month, t.date, t.id) = 1 AS first
  FROM attendance a JOIN timed t ON t.id = a.session_id),
new AS (SELECT session_id, count(*)::int AS first FROM met WHERE first GROUP BY session_id)
SELECT t.month, p.name AS setting, count(*)::int AS sessions, coalesce(sum(new.first), 0)::int AS first,
  sum(greatest(t.heads - t.named, 0))::int AS unnamed, sum(t.named - coalesce(new.first, 0))::int AS again,
  max(greatest(t.heads, t.named))::int AS largest, bool_or(t.heads IS NULL OR t.heads < t.named) AS unsure
FROM timed t JOIN setting p ON p.id = t.setting_id LEFT JOIN new ON new.session_id = t.id GROUP BY t.month, p.name ORDER BY t.month, p.name`;

export function reachOf({ sql }: Database): Pick<Sessions, 'reach' | 'reachCells'> {
  return {
    reach: (by, { setting = null, project = null, area = null, from = null, to = null }) =>
      sql.query<ReachRow>(reach, [by, setting, project, area, from, to]),
    reachCells: (zone) => sql.query<ReachCell>(cells, [zone]),
  };
}
