import type { Nudges, Pathway } from '../../desk/ports.ts';
import { beginningOf } from '../pathways/ready.ts';
import type { Sql } from '../sql.ts';
import { occasions } from './occasions.ts';

/**
 * $10 the policies; $11 the local time at which a day's nudges begin; $12 and $13 between when they begin that are planned now.
 * What another of the same occasion has overtaken, because it is due too and later, is nothing to say any more. What is planned, or ended, stays as it
 * is, also where staff moved it.
 */
const text = `WITH ${occasions},
timings AS (SELECT t.*, lead(shift) OVER (PARTITION BY flow, event ORDER BY shift) AS after
  FROM jsonb_to_recordset($10::jsonb) AS t (flow text, policy text, event text, shift interval, lasts interval, apart interval)),
about AS MATERIALIZED (SELECT o.person_id, t.flow, t.policy, o.of || ':1' AS occurrence, t.apart, (o.day + $11::time + t.shift) AT TIME ZONE $8::text AS begins,
    (o.day + $11::time + t.shift + t.lasts) AT TIME ZONE $8::text AS ends
  FROM occasions o JOIN timings t USING (event)
  WHERE (o.day + $11::time + t.shift) AT TIME ZONE $8::text < $13::timestamptz
    AND (t.after IS NULL OR (o.day + $11::time + t.after) AT TIME ZONE $8::text > $3::timestamptz)),
fresh AS (SELECT a.*, nudge_id(a.flow, a.policy, a.person_id, a.occurrence) AS id FROM about a WHERE a.begins >= $12::timestamptz AND a.ends > $3::timestamptz
    AND (a.apart IS NULL OR NOT EXISTS (SELECT 1 FROM nudge n WHERE n.person_id = a.person_id AND n.flow = a.flow AND n.policy = a.policy
      AND n.state = 'sent' AND n.decided_at + a.apart > a.begins))),
planned AS (INSERT INTO nudge (id, person_id, flow, policy, occurrence, kind, from_at, until_at, due_at, planned_at)
  SELECT f.id, p.id, f.flow, f.policy, f.occurrence, 'nudge', f.begins, f.ends, f.begins, $3::timestamptz
  FROM fresh f JOIN person p ON p.id = f.person_id AND p.merged_into IS NULL
  WHERE NOT EXISTS (SELECT 1 FROM nudge n WHERE n.person_id = f.person_id AND n.id = f.id)
  FOR KEY SHARE OF p ON CONFLICT DO NOTHING RETURNING id),
old AS (SELECT b.person_id, (array_agg(b.id) FILTER (WHERE b.id IS NOT NULL))[1] AS id FROM (SELECT a.person_id, a.flow, a.policy, a.occurrence, NULL::uuid AS id FROM about a
    UNION ALL SELECT n.person_id, n.flow, n.policy, n.occurrence, n.id FROM nudge n
      WHERE n.state IN ('planned', 'held') AND (n.flow, n.policy) IN (SELECT flow, policy FROM timings)) b
  GROUP BY b.person_id, b.flow, b.policy, b.occurrence HAVING count(*) = count(b.id)),
dropped AS (DELETE FROM nudge n USING old WHERE n.person_id = old.person_id AND n.id = old.id RETURNING n.id)
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
