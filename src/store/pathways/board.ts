import type { BoardRows, Listed, Pathways } from '../../desk/ports.ts';
import { iso } from '../as-text.ts';
import type { Sql } from '../sql.ts';
import { beginningOf } from './ready.ts';
import { byName, lastDay, places, requirementFields, stays } from './where.ts';

/** The first rows of a part, in their order, and how many it has. */
const listed = (part: string, order: string) => `json_build_object('of', (SELECT count(*)::int FROM ${part}),
  'rows', coalesce((SELECT json_agg(row) FROM (SELECT * FROM ${part} ORDER BY ${order} LIMIT $8::int) AS row), '[]'))`;

/**
 * $1 the requirements for which something can run out; $2 today; $3 now; $4 the first stage; $5 how many sessions it asks for; $6 up to when
 * what runs out is listed; $7 since when nothing is new; $8 how many rows a part has; $9 stages that have a next one; $10 the time zone
 * in which days are counted.
 * What is renewed before it runs out does not run out.
 */
const text = `WITH asked AS (SELECT $4::text AS first, $5::int AS first_count, $2::date AS today, $3::timestamptz AS now),
req AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r ${requirementFields}),
${places},
here AS MATERIALIZED (SELECT p.id, p.name, w.stage, coalesce((w.at AT TIME ZONE $10::text)::date, w.nth) AS since FROM places w JOIN person p ON p.id = w.person_id WHERE ${stays}),
stages AS (SELECT stage, count(*)::int AS people FROM here GROUP BY stage),
spans AS MATERIALIZED (SELECT f.person_id, r.requirement, r.count, ${lastDay} AS until
  FROM proof f JOIN req r ON f.kind = r.kind AND f.which = r.which WHERE f.signed_at IS NOT NULL),
near AS (SELECT DISTINCT person_id, requirement FROM spans WHERE until BETWEEN (SELECT today FROM asked) AND $6::date),
ends AS (SELECT person_id, requirement, (array_agg(until ORDER BY until DESC))[min(count)] AS until
  FROM near JOIN spans USING (person_id, requirement) GROUP BY person_id, requirement),
expiring AS MATERIALIZED (SELECT p.id AS person, p.name, ends.requirement, ends.until FROM ends JOIN here p ON p.id = ends.person_id
  WHERE ends.until BETWEEN (SELECT today FROM asked) AND $6::date),
news AS (SELECT f.person_id, max(f.date) AS last FROM proof f GROUP BY f.person_id),
stuck AS MATERIALIZED (SELECT p.id AS person, p.name, p.stage, p.since FROM here p
  LEFT JOIN came ON came.person_id = p.id LEFT JOIN ran ON ran.person_id = p.id LEFT JOIN news ON news.person_id = p.id
  WHERE $9::jsonb ? p.stage AND greatest(p.since, came.last, ran.last, news.last) <= $7::date
    AND NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.person_id = p.id AND e.paused_at IS NOT NULL)),
unsigned AS MATERIALIZED (SELECT p.id AS person, p.name, f.id, f.kind, f.which, f.date, f.words, f.at FROM proof f JOIN person p ON p.id = f.person_id
  WHERE f.signed_at IS NULL),
waiting AS MATERIALIZED (SELECT p.id AS person, p.name, c.id, c.stage, c.by, ${iso('c.asked_at')} AS "askedAt" FROM stage_change c
  JOIN person p ON p.id = c.person_id WHERE c.at IS NULL AND c.reversed_at IS NULL)
SELECT coalesce((SELECT json_agg(stages) FROM stages), '[]') AS stages, ${listed('expiring', 'until, requirement, lower(name), person')} AS expiring,
  ${listed('stuck', byName.replaceAll('p.id', 'person').replaceAll('p.', ''))} AS stuck,
  ${listed('unsigned', 'at, id')} AS proofs, ${listed('waiting', '"askedAt", id')} AS changes`;

type Row = Omit<BoardRows, 'changes'> & { changes: Listed<Omit<BoardRows['changes']['rows'][number], 'askedAt'> & { askedAt: string }> };

export function boardOf(sql: Sql): Pathways['board'] {
  return async (pathway, { today, soon, quiet, zone }, now, limit) => {
    const running = pathway.requirements.filter(({ kind }) => kind !== 'attended' && kind !== 'led' && kind !== 'age');
    const leading = pathway.stages.filter(({ next }) => next.length > 0).map(({ stage }) => stage);
    const params = [running, today, now, ...beginningOf(pathway), soon, quiet, limit, leading, zone];
    const [row] = await sql.query<Row>(text, params);
    if (!row) throw new Error('A board answers one row, always.');
    const changes = row.changes.rows.map((one) => ({ ...one, askedAt: new Date(one.askedAt) }));
    const proofs = row.proofs.rows.map(({ person, name, id, kind, which, date, words }) => ({
      person,
      name,
      id,
      kind,
      which,
      date,
      words,
    }));
    return { ...row, changes: { ...row.changes, rows: changes }, proofs: { ...row.proofs, rows: proofs } };
  };
}
