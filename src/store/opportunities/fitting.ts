import type { FittingPerson, Opportunities } from '../../desk/ports.ts';
import { beginningOf } from '../pathways/ready.ts';
import { lines, places, requirementFields } from '../pathways/where.ts';
import type { Sql } from '../sql.ts';
import { candidateColumns, candidateOf, lastSaid } from '../surveys/columns.ts';
import { nudgesAbout } from './columns.ts';

/**
 * The same as `fitOf` of the pure rules says, of many people at once: a test holds one against the other. $1 the requirements; $2 today; $3 now; $4 the
 * first stage; $5 how many sessions it asks for; $6 stages of which one was reached, null: any, and none; $7 the opportunity; $8 answers that are an email.
 */
const text = `WITH asked AS (SELECT $4::text AS first, $5::int AS first_count, $2::date AS today, $3::timestamptz AS now),
req AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r ${requirementFields}),
${places},
who AS MATERIALIZED (SELECT p.id, p.age_band FROM person p WHERE p.merged_into IS NULL
  AND EXISTS (SELECT 1 FROM consent c WHERE c.person_id = p.id AND c.purpose = 'paid_work' AND c.state = 'given')
  AND ($6::jsonb IS NULL OR EXISTS (SELECT 1 FROM stage_change c, asked WHERE c.person_id = p.id AND $6::jsonb ? c.stage
      AND c.at <= asked.now AND (c.reversed_at IS NULL OR c.reversed_at > asked.now))
    OR $6::jsonb ? (SELECT first FROM asked) AND EXISTS (SELECT 1 FROM came, asked WHERE came.person_id = p.id AND came.counts >= asked.first_count))),
${lines}
SELECT ${candidateColumns('$8')}, false AS works, false AS asked, e.paused_at AS "restsSince", e.left_at AS "leftAt",
  EXISTS (SELECT 1 FROM nudge n WHERE n.person_id = p.id AND ${nudgesAbout('$7::text')} AND n.policy = 'opportunity_offer')
    OR EXISTS (SELECT 1 FROM interest i WHERE i.person_id = p.id AND i.opportunity_id = $7::uuid) AS known
FROM who JOIN person p ON p.id = who.id ${lastSaid} LEFT JOIN enrolment e ON e.person_id = p.id
WHERE NOT EXISTS (SELECT 1 FROM lines l WHERE l.id = who.id AND l.state NOT IN ('met', 'waived')) ORDER BY p.id`;

type Row = Parameters<typeof candidateOf>[0] & { restsSince: Date | null; leftAt: Date | null; known: boolean };

export function fittingOf(sql: Sql): Opportunities['fitting'] {
  return async (pathway, { id, requires }, stages, today, now, emails) => {
    const asked = requires.map((name, ord) => ({ ...pathway.requirements.find(({ requirement }) => requirement === name), ord }));
    // What the pathway does not know any more nobody meets.
    if (asked.some((one) => !('requirement' in one))) return [];
    const rows = await sql.query<Row>(text, [asked, today, now, ...beginningOf(pathway), stages, id, emails]);
    return rows.map((row): FittingPerson => {
      const { restsSince, leftAt, known } = row;
      return { candidate: candidateOf(row), pausedAt: restsSince, leftAt, known };
    });
  };
}
