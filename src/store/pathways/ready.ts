import type { Pathway, Pathways, ReadyPerson } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';
import { byName, lines, places, requirementFields, stays } from './where.ts';

/**
 * $1 the requirements of the stage, in its order; $2 today; $3 now; $4 the first stage; $5 how many sessions it asks for; $6 where people come from,
 * null: anywhere; $7 the stage; $8 how many requirements may be lacking; $9 how many people are listed.
 */
const text = `WITH asked AS (SELECT $4::text AS first, $5::int AS first_count, $2::date AS today, $3::timestamptz AS now),
req AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r ${requirementFields}),
${places},
known AS (SELECT person_id, stage FROM places
  UNION ALL SELECT DISTINCT f.person_id, NULL FROM proof f WHERE $6::jsonb IS NULL AND NOT EXISTS (SELECT 1 FROM places w WHERE w.person_id = f.person_id)),
who AS MATERIALIZED (SELECT p.id, p.name, p.age_band, w.stage FROM known w JOIN person p ON p.id = w.person_id
  WHERE w.stage IS DISTINCT FROM $7::text AND ($6::jsonb IS NULL OR $6::jsonb ? w.stage) AND ${stays}),
${lines},
summed AS MATERIALIZED (SELECT id, count(*) FILTER (WHERE state IN ('met', 'waived'))::int AS met, count(*)::int AS of,
    coalesce(json_agg(json_build_object('requirement', requirement, 'state', state) ORDER BY ord) FILTER (WHERE state NOT IN ('met', 'waived')), '[]') AS lacks
  FROM lines GROUP BY id HAVING count(*) FILTER (WHERE state NOT IN ('met', 'waived')) <= $8::int)
SELECT (SELECT count(*)::int FROM summed) AS of, (SELECT count(*)::int FROM summed WHERE met = summed.of) AS ready,
  coalesce((SELECT json_agg(row) FROM (SELECT p.id AS person, p.name, p.stage AS at, s.met, s.of, s.lacks
    FROM summed s JOIN who p ON p.id = s.id ORDER BY ${byName} LIMIT $9::int) AS row), '[]') AS rows`;

/** What the statements are told of a pathway: the first stage, and how many sessions it asks for. */
export function beginningOf({ stages, requirements }: Pathway): [first: string, count: number] {
  const [first] = stages;
  const asked = requirements.find(({ requirement }) => requirement === first?.requires[0]);
  if (!first || !asked) throw new Error('a pathway begins with a stage that asks for sessions');
  return [first.stage, asked.count];
}

export function readyOf(sql: Sql): Pathways['ready'] {
  return async (pathway, id, today, now, { lacking, limit }) => {
    const stage = pathway.stages.find((one) => one.stage === id);
    if (!stage) throw new Error(`there is no stage ${id}`);
    const asked = stage.requires.map((name, ord) => ({ ...pathway.requirements.find(({ requirement }) => requirement === name), ord }));
    const from = stage.from === 'anywhere' ? null : stage.from;
    const params = [asked, today, now, ...beginningOf(pathway), from, id, lacking, limit];
    const [row] = await sql.query<{ of: number; ready: number; rows: ReadyPerson[] }>(text, params);
    return row ?? { of: 0, ready: 0, rows: [] };
  };
}
