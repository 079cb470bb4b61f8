import type { Nudges, Pathway } from '../../desk/ports.ts';
import { beginningOf } from '../pathways/ready.ts';
import type { Sql } from '../sql.ts';
import { occasions } from './occasions.ts';

/**
 * $10 the policies; $11 the local time at which a day's nudges begin; $12 and $13 between when they begin that are planned now.
 * What another of the same occasion has overtaken, because it is due too and later, is nothing to say any more. What is planned, or ended, stays as it
 * is, also where staff moved it. One that is decided on at the same time has another place by then, and stays.
 */
const text = `WITH ${occasions},
timings AS (SELECT t.*, lead(shift) OVER (PARTITION BY flow, event ORDER BY shift) AS after, (row_number() OVER ())::int AS ord
  FROM jsonb_to_recordset($10::jsonb) AS t (flow text, policy text, event text, shift interval, lasts interval, apart interval)),
about AS (SELECT o.person_id, t.ord, o.of || ':1' AS occurrence, (o.day + $11::time + t.shift) AT TIME ZONE $8::text AS begins,
    (o.day + $11::time + t.shift + t.lasts) AT TIME ZONE $8::text AS ends
  FROM occasions o JOIN timings t USING (event)
  WHERE (o.day + $11::time + t.shift) AT TIME ZONE $8::text < $13::timestamptz
    AND (t.after IS NULL OR (o.day + $11::time + t.after) AT TIME ZONE $8::text > $3::timestamptz)),
both_sides AS (SELECT b.person_id, b.ord, b.occurrence, max(b.begins) AS begins, max(b.ends) AS ends, max(b.place) AS place, max(b.state) AS state, max(b.sent) AS sent
  FROM (SELECT person_id, ord, occurrence, begins, ends, NULL::tid AS place, NULL::text AS state, NULL::timestamptz AS sent FROM about
    UNION ALL SELECT n.person_id, t.ord, n.occurrence, NULL, NULL, n.ctid, n.state, CASE WHEN n.state = 'sent' THEN n.decided_at END
      FROM nudge n JOIN timings t ON t.flow = n.flow AND t.policy = n.policy) b
  GROUP BY b.person_id, b.ord, b.occurrence),
spaced AS MATERIALIZED (SELECT s.*, max(sent) OVER (PARTITION BY person_id, ord) AS last FROM both_sides s),
planned AS (INSERT INTO nudge (id, person_id, flow, policy, occurrence, kind, from_at, until_at, due_at, planned_at)
  SELECT nudge_id(t.flow, t.policy, p.id, s.occurrence), p.id, t.flow, t.policy, s.occurrence, 'nudge', s.begins, s.ends, s.begins, $3::timestamptz
  FROM spaced s JOIN timings t USING (ord) JOIN person p ON p.id = s.person_id AND p.merged_into IS NULL
  WHERE s.place IS NULL AND s.begins >= $12::timestamptz AND s.ends > $3::timestamptz AND (t.apart IS NULL OR s.last IS NULL OR s.last + t.apart <= s.begins)
  FOR KEY SHARE OF p ON CONFLICT DO NOTHING RETURNING id),
dropped AS (DELETE FROM nudge n WHERE n.state IN ('planned', 'held')
  AND n.ctid = ANY (ARRAY(SELECT place FROM spaced WHERE begins IS NULL AND state IN ('planned', 'held'))) RETURNING n.id)
SELECT (SELECT count(*)::int FROM planned) AS planned, (SELECT count(*)::int FROM dropped) AS dropped`;

const dropping = `DELETE FROM nudge n WHERE n.person_id = $1::uuid AND $2::jsonb ? (n.flow || '/' || n.policy) AND n.state IN ('planned', 'held')
  AND NOT ($3::jsonb ? (n.flow || '/' || n.policy || '/' || n.occurrence)) RETURNING n.id`;

const lastSent = `SELECT n.flow, n.policy, max(n.decided_at) AS at FROM nudge n WHERE n.person_id = $1::uuid AND n.state = 'sent' GROUP BY n.flow, n.policy`;

/** What the statement is told of a pathway: what a proof can show, what is needed where somebody is or next, and what the next stages ask. */
function needsOf({ stages, requirements }: Pathway) {
  const asked = new Map(requirements.map((one) => [one.requirement, one]));
  const shown = requirements
    .filter(({ kind }) => kind !== 'attended' && kind !== 'led' && kind !== 'age')
    .map(({ kind, which, requirement, count, months }) => ({ key: `${kind}/${which}`, requirement, count, months }));
  const ahead = (next: string[]) => [...new Set(stages.filter(({ stage }) => next.includes(stage)).flatMap(({ requires }) => requires))];
  const needs = Object.fromEntries(stages.map(({ stage, requires, next }) => [stage, [...requires, ...ahead(next)]]));
  const steps = stages.flatMap(({ stage, next }) =>
    ahead(next).flatMap((id) => {
      const { requirement, kind, count } = asked.get(id) ?? {};
      return kind === 'age' ? [] : [{ stage, requirement, kind, count }];
    }),
  );
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
