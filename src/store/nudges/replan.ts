import type { Nudges, Pathway } from '../../desk/ports.ts';
import { day } from '../as-text.ts';
import { beginningOf } from '../pathways/ready.ts';
import { lastDay, places, requirementFields } from '../pathways/where.ts';
import type { Sql } from '../sql.ts';

/** Who may be written to unasked. Everything else is asked when a nudge is due. */
const reachable = 'p.stopped_at IS NULL AND p.merged_into IS NULL AND $9::jsonb ? p.age_band';

/**
 * What nudges about pathways are timed by, of everybody, as `pathways/occasions.ts` says of one: a test holds one against the other.
 *
 * $1 requirements that a proof shows; $2 today; $3 now; $4 the first stage; $5 how many sessions it asks for; $6 what is needed at a stage or next
 * (stage, requirement); $7 what the next stages ask, but for the age (stage, requirement, kind, count); $8 where days are counted; $9 age bands.
 *
 * `falls`: days after which too little counts. What was recorded ahead goes on where another ends.
 */
const occasions = `asked AS (SELECT $4::text AS first, $5::int AS first_count, $2::date AS today, $3::timestamptz AS now),
req AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r ${requirementFields}),
needs AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($6::jsonb) AS n (stage text, requirement text)),
steps AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($7::jsonb) AS s (stage text, requirement text, kind text, count int)),
${places},
here AS MATERIALIZED (SELECT w.person_id, w.stage, w.change, coalesce((w.at AT TIME ZONE $8::text)::date, w.nth) AS since
  FROM places w JOIN person p ON p.id = w.person_id LEFT JOIN enrolment e ON e.person_id = p.id
  WHERE ${reachable} AND e.left_at IS NULL AND e.paused_at IS NULL),
spans AS MATERIALIZED (SELECT f.person_id, r.requirement, r.count AS need, f.date, f.signed_at IS NOT NULL AS signed, ${lastDay} AS until
  FROM proof f JOIN req r ON f.kind = r.kind AND f.which = r.which),
waived AS MATERIALIZED (SELECT w.person_id, w.requirement FROM waiver w WHERE w.until IS NULL OR w.until >= $2::date),
mine AS MATERIALIZED (SELECT s.* FROM here h JOIN needs n ON n.stage = h.stage JOIN spans s ON s.person_id = h.person_id AND s.requirement = n.requirement
  WHERE s.signed AND s.until >= $2::date),
met AS (SELECT person_id, requirement FROM mine WHERE date <= $2::date GROUP BY person_id, requirement HAVING count(*) >= min(need)),
ends AS (SELECT DISTINCT person_id, requirement, until, need FROM mine JOIN met USING (person_id, requirement)
  WHERE until < 'infinity' AND NOT EXISTS (SELECT 1 FROM waived w WHERE w.person_id = mine.person_id AND w.requirement = mine.requirement)),
falls AS (SELECT e.person_id, e.requirement, e.until FROM ends e
  LEFT JOIN mine m ON m.person_id = e.person_id AND m.requirement = e.requirement AND m.date <= e.until + 1 AND m.until > e.until
  GROUP BY e.person_id, e.requirement, e.until, e.need HAVING count(m.person_id) < e.need),
runs_out AS (SELECT person_id, min(until) AS until FROM falls GROUP BY person_id, requirement),
shown AS (SELECT person_id, requirement, count(*) AS live FROM spans WHERE until >= $2::date GROUP BY person_id, requirement),
open AS (SELECT DISTINCT h.person_id FROM here h JOIN steps s ON s.stage = h.stage
  LEFT JOIN came ON came.person_id = h.person_id LEFT JOIN ran ON ran.person_id = h.person_id
  LEFT JOIN shown ON shown.person_id = h.person_id AND shown.requirement = s.requirement
  LEFT JOIN waived w ON w.person_id = h.person_id AND w.requirement = s.requirement
  WHERE w.person_id IS NULL AND s.count > CASE s.kind WHEN 'attended' THEN coalesce(came.counts + came.coming, 0)
    WHEN 'led' THEN coalesce(ran.counts + ran.coming, 0) ELSE coalesce(shown.live, 0) END),
news AS (SELECT person_id, max(date) AS last FROM proof GROUP BY person_id),
quiet AS (SELECT h.person_id, greatest(h.since, came.last, ran.last, news.last) AS last FROM here h JOIN open USING (person_id)
  LEFT JOIN came USING (person_id) LEFT JOIN ran USING (person_id) LEFT JOIN news USING (person_id)
  WHERE NOT EXISTS (SELECT 1 FROM stage_change c WHERE c.person_id = h.person_id AND c.at IS NULL AND c.reversed_at IS NULL)),
occasions AS (SELECT person_id, 'stage' AS event, change::text AS of, since AS day FROM here WHERE change IS NOT NULL
  UNION ALL SELECT DISTINCT person_id, 'runs_out', ${day('until')}, until FROM runs_out
  UNION ALL SELECT person_id, 'quiet', ${day('last')}, last FROM quiet
  UNION ALL SELECT e.person_id, 'left', ${day('(e.left_at AT TIME ZONE $8::text)::date')}, (e.left_at AT TIME ZONE $8::text)::date
    FROM enrolment e JOIN person p ON p.id = e.person_id WHERE e.left_at IS NOT NULL AND ${reachable})`;

/**
 * $10 the policies; $11 the local time at which a day's nudges begin; $12 and $13 between when they begin that are planned now.
 * What another of the same occasion has overtaken, because it is due too and later, is nothing to say any more. What is planned, or ended, stays as it
 * is, also where staff moved it.
 */
const text = `WITH ${occasions},
timings AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($10::jsonb) AS t (flow text, policy text, event text, shift interval, lasts interval, apart interval)),
timed AS (SELECT o.person_id, t.flow, t.policy, t.event, o.of || ':1' AS occurrence, t.apart,
    (o.day + $11::time + t.shift) AT TIME ZONE $8::text AS begins, (o.day + $11::time + t.shift + t.lasts) AT TIME ZONE $8::text AS ends
  FROM occasions o JOIN timings t USING (event)),
about AS MATERIALIZED (SELECT t.*, max(begins) FILTER (WHERE begins <= $3::timestamptz) OVER (PARTITION BY person_id, flow, event, occurrence) AS newest FROM timed t),
fresh AS (SELECT a.* FROM about a
  WHERE a.begins >= $12::timestamptz AND a.begins < $13::timestamptz AND a.ends > $3::timestamptz AND (a.newest IS NULL OR a.begins >= a.newest)
    AND NOT EXISTS (SELECT 1 FROM nudge n WHERE n.person_id = a.person_id AND n.flow = a.flow AND n.policy = a.policy
      AND (n.occurrence = a.occurrence OR n.state = 'sent' AND n.decided_at + a.apart > a.begins))),
planned AS (INSERT INTO nudge (id, person_id, flow, policy, occurrence, kind, from_at, until_at, due_at, planned_at)
  SELECT nudge_id(f.flow, f.policy, p.id, f.occurrence), p.id, f.flow, f.policy, f.occurrence, 'nudge', f.begins, f.ends, f.begins, $3::timestamptz
  FROM fresh f JOIN person p ON p.id = f.person_id AND p.merged_into IS NULL FOR KEY SHARE OF p ON CONFLICT DO NOTHING RETURNING id),
dropped AS (DELETE FROM nudge n USING timings t WHERE n.flow = t.flow AND n.policy = t.policy AND n.state IN ('planned', 'held')
  AND NOT EXISTS (SELECT 1 FROM about a WHERE a.person_id = n.person_id AND a.flow = n.flow AND a.policy = n.policy AND a.occurrence = n.occurrence
    AND (a.newest IS NULL OR a.begins >= a.newest)) RETURNING n.id)
SELECT (SELECT count(*)::int FROM planned) AS planned, (SELECT count(*)::int FROM dropped) AS dropped`;

const dropping = `DELETE FROM nudge n WHERE n.person_id = $1::uuid AND $2::jsonb ? (n.flow || '/' || n.policy) AND n.state IN ('planned', 'held')
  AND NOT ($3::jsonb ? (n.flow || '/' || n.policy || '/' || n.occurrence)) RETURNING n.id`;

const lastSent = `SELECT n.flow, n.policy, max(n.decided_at) AS at FROM nudge n WHERE n.person_id = $1::uuid AND n.state = 'sent' GROUP BY n.flow, n.policy`;

/** What is needed where somebody is or next, and what the next stages ask. */
function needsOf({ stages, requirements }: Pathway) {
  const asked = (id: string) => {
    const found = requirements.find(({ requirement }) => requirement === id);
    if (!found) throw new Error(`there is no requirement ${id}`);
    return found;
  };
  const shown = requirements.filter(({ kind }) => kind !== 'attended' && kind !== 'led' && kind !== 'age');
  const needs = [];
  const steps = [];
  for (const { stage, requires, next } of stages) {
    const ahead = stages.filter((one) => next.includes(one.stage)).flatMap((one) => one.requires);
    for (const requirement of new Set([...requires, ...ahead])) needs.push({ stage, requirement });
    for (const requirement of new Set(ahead)) {
      const { kind, count } = asked(requirement);
      if (kind !== 'age') steps.push({ stage, requirement, kind, count });
    }
  }
  return { shown, needs, steps };
}

export function replanningOf(sql: Sql): Pick<Nudges, 'replan' | 'keepOnly' | 'lastSent'> {
  return {
    replan: async ({ pathway, timings, bands, zone, today, time, from, until }, now) => {
      const { shown, needs, steps } = needsOf(pathway);
      const params = [shown, today, now, ...beginningOf(pathway), needs, steps, zone, bands, timings, time, from, until];
      const [row] = await sql.query<{ planned: number; dropped: number }>(text, params);
      return row ?? { planned: 0, dropped: 0 };
    },
    keepOnly: async (person, policies, about) => {
      const kept = about.map(({ flow, policy, occurrence }) => `${flow}/${policy}/${occurrence}`);
      return (await sql.query(dropping, [person, policies, kept])).length;
    },
    lastSent: (person) => sql.query(lastSent, [person]),
  };
}
