import type { ImportSummary, Tenure, Tenures } from '../desk/ports.ts';
import { day } from './as-text.ts';
import type { Sql } from './sql.ts';

/** People whom one statement takes away. */
const AT_ONCE = 200;

const keeping = `INSERT INTO tenure (id, person_id, stage, held, since, until, batch, by, at)
  SELECT l.id, coalesce(p.merged_into, p.id), l.stage, l.held, l.since, l.until, $1::uuid, $3::text, $4::timestamptz
  FROM jsonb_to_recordset($2::jsonb) AS l (id uuid, person uuid, stage text, held boolean, since date, until date)
  JOIN person p ON p.id = l.person FOR KEY SHARE OF p ON CONFLICT DO NOTHING RETURNING id`;

const importsText = `SELECT b.batch, min(b.at) AS at, min(b.by) AS by, sum(b.people)::int AS people, sum(b.tenures)::int AS tenures FROM (
    SELECT batch, min(created_at) AS at, NULL::text AS by, count(*) AS people, 0 AS tenures FROM person WHERE batch IS NOT NULL GROUP BY batch
    UNION ALL SELECT batch, min(at), min(by), 0, count(*) FROM tenure GROUP BY batch) b
  WHERE $1::text IS NULL OR b.batch::text LIKE $1::text GROUP BY b.batch ORDER BY at DESC, b.batch DESC LIMIT $2::int`;

/**
 * A turn under way holds the person's row: it is passed over, and so is their import's number, so that the same order given again finds them. With the
 * row held nobody can write any more, and only then is it asked whether anything else is kept of them.
 */
const undoing = `WITH held AS MATERIALIZED (SELECT id FROM person WHERE batch = $1::uuid ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED),
asked AS MATERIALIZED (SELECT id, has_more(id, $1::uuid) AS stays FROM held),
gone AS (DELETE FROM person USING asked WHERE person.id = asked.id AND NOT asked.stays RETURNING 1),
stayed AS (UPDATE person SET batch = NULL FROM asked WHERE person.id = asked.id AND asked.stays RETURNING 1)
SELECT (SELECT count(*) FROM gone)::int AS people, (SELECT count(*) FROM stayed)::int AS stayed`;

export function tenuresOf(sql: Sql): Tenures {
  const imports = (like: string | null, limit: number) => sql.query<ImportSummary>(importsText, [like, limit]);
  return {
    keep: async (batch, tenures, by, at) => {
      const rows = await sql.query<{ id: string }>(keeping, [batch, JSON.stringify(tenures), by, at]);
      return rows.map(({ id }) => id);
    },
    of: (people) =>
      sql.query<Tenure & { person: string }>(
        `SELECT person_id AS person, stage, held, ${day('since')} AS since, ${day('until')} AS until FROM tenure
          WHERE person_id IN (SELECT id::uuid FROM jsonb_array_elements_text($1::jsonb) AS p (id)) ORDER BY since, stage`,
        [JSON.stringify(people)],
      ),
    imports: (limit) => imports(null, limit),
    find: async (start) => {
      if (!/^[0-9a-f-]{8,36}$/i.test(start)) return null;
      const [one, other] = await imports(`${start.toLowerCase()}%`, 2);
      return one && !other ? one : null;
    },
    undo: async (batch) => {
      const tenures = (await sql.query('DELETE FROM tenure WHERE batch = $1::uuid RETURNING id', [batch])).length;
      const total = { tenures, people: 0, stayed: 0 };
      for (;;) {
        const [done] = await sql.query<{ people: number; stayed: number }>(undoing, [batch]);
        if (!done || done.people + done.stayed === 0) return total;
        total.people += done.people;
        total.stayed += done.stayed;
      }
    },
  };
}
