import type { Pathways } from '../../desk/ports.ts';
import { wholeId } from '../by-id.ts';
import type { Sql } from '../sql.ts';

/** Each answers whether it did anything. */
const did = async (sql: Sql, text: string, params: unknown[]) => (await sql.query(text, params)).length > 0;

/** Another that follows the same one, or somebody who is gone or was merged meanwhile: nothing is written. */
const moving = `INSERT INTO stage_change (id, person_id, stage, version, follows, by, asked_at, why, second, at)
  SELECT $1::uuid, p.id, $3::text, $4::int, $5::uuid, $6::text, $7::timestamptz, $8::text, $9::text, $10::timestamptz
  FROM person p WHERE p.id = $2::uuid AND p.merged_into IS NULL FOR KEY SHARE OF p ON CONFLICT DO NOTHING RETURNING id`;

const publishing = `WITH newest AS (SELECT version, digest FROM pathway_version ORDER BY version DESC LIMIT 1),
added AS (INSERT INTO pathway_version (version, digest, definition, published_at)
  SELECT coalesce((SELECT version FROM newest), 0) + 1, $1::text, $2::jsonb, $3::timestamptz
  WHERE NOT EXISTS (SELECT 1 FROM newest WHERE digest = $1::text) ON CONFLICT DO NOTHING RETURNING version)
SELECT coalesce((SELECT version FROM added), (SELECT version FROM newest WHERE digest = $1::text)) AS version`;

export function changesOf(sql: Sql): Pick<Pathways, 'publish' | 'move' | 'confirm' | 'reverse' | 'changeOf' | 'waive' | 'enrol'> {
  return {
    publish: async (digest, pathway, at) => {
      // Of two who publish at once, one finds the other's the second time round.
      for (;;) {
        const [row] = await sql.query<{ version: number | null }>(publishing, [digest, pathway, at]);
        if (row?.version) return row.version;
      }
    },
    move: (person, follows, { id, stage, version, by, askedAt, why, second, at }) =>
      did(sql, moving, [id, person, stage, version, follows, by, askedAt, why, second, at]),
    confirm: (change, second, at) =>
      did(
        sql,
        `UPDATE stage_change SET second = $2::text, at = $3::timestamptz
          WHERE id = $1::uuid AND at IS NULL AND reversed_at IS NULL AND by <> $2::text RETURNING id`,
        [change, second, at],
      ),
    reverse: (change, { by, at, why }) =>
      did(
        sql,
        `UPDATE stage_change SET reversed_by = $2::text, reversed_at = $3::timestamptz, reversed_why = $4::text
          WHERE id = $1::uuid AND reversed_at IS NULL RETURNING id`,
        [change, by, at, why],
      ),
    changeOf: async (start) => {
      const id = await wholeId(sql, 'stage_change', start);
      const [row] = await sql.query<{ person: string }>('SELECT person_id AS person FROM stage_change WHERE id = $1::uuid', [id]);
      return row ?? null;
    },
    waive: (person, { requirement, why, by, at, until }) =>
      did(
        sql,
        `INSERT INTO waiver (person_id, requirement, why, by, at, until)
          SELECT coalesce(p.merged_into, p.id), $2::text, $3::text, $4::text, $5::timestamptz, $6::date FROM person p WHERE p.id = $1::uuid FOR KEY SHARE OF p
          ON CONFLICT (person_id, requirement) DO UPDATE SET why = excluded.why, by = excluded.by, at = excluded.at, until = excluded.until
          RETURNING person_id`,
        [person, requirement, why, by, at, until],
      ),
    enrol: (person, said, at) => {
      const has = (key: keyof typeof said) => key in said;
      return did(
        sql,
        `INSERT INTO enrolment AS e (person_id, goal, goal_at, paused_at, left_at)
          SELECT coalesce(p.merged_into, p.id), $2::text, CASE WHEN $2::text IS NOT NULL THEN $8::timestamptz END, $3::timestamptz, $4::timestamptz
          FROM person p WHERE p.id = $1::uuid FOR KEY SHARE OF p
          ON CONFLICT (person_id) DO UPDATE SET goal = CASE WHEN $5::boolean THEN excluded.goal ELSE e.goal END,
            goal_at = CASE WHEN $5::boolean THEN excluded.goal_at ELSE e.goal_at END,
            paused_at = CASE WHEN $6::boolean THEN excluded.paused_at ELSE e.paused_at END,
            left_at = CASE WHEN $7::boolean THEN excluded.left_at ELSE e.left_at END
          RETURNING person_id`,
        [person, said.goal, said.pausedAt, said.leftAt, has('goal'), has('pausedAt'), has('leftAt'), at],
      );
    },
  };
}
