import type { Heads, Sessions } from '../../desk/ports.ts';
import type { Database } from '../database.ts';
import { tookPlace } from './planned.ts';

/** Who is gone by now is left out, and who was merged was there as whom they have become; who was there already stays with the batch that added them. Heads are counted only where nobody has counted. */
const attending = `WITH here AS (SELECT id FROM session WHERE id = $1::uuid FOR KEY SHARE),
${tookPlace('FROM here WHERE session.id = here.id', '$5')},
added AS (INSERT INTO attendance (session_id, person_id, batch, at) SELECT DISTINCT here.id, coalesce(p.merged_into, p.id), $3::uuid, $5::timestamptz FROM here, person p
  WHERE p.id IN (SELECT id::uuid FROM jsonb_array_elements_text($2::jsonb) AS l (id)) ON CONFLICT DO NOTHING RETURNING person_id),
counted AS (INSERT INTO headcount (session_id, age_band, count, batch) SELECT here.id, '', $4::int, $3::uuid FROM here
  WHERE $4::int > 0 AND NOT EXISTS (SELECT 1 FROM headcount h WHERE h.session_id = here.id) ON CONFLICT DO NOTHING RETURNING 1)
SELECT coalesce((SELECT json_agg(person_id) FROM added), '[]') AS people, EXISTS (SELECT 1 FROM counted) AS counted`;

/** Nothing but this batch says anything of them: they came in with it. */
const alone = `p.created_at = gone.at
  AND NOT EXISTS (SELECT 1 FROM merge m WHERE m.kept_id = p.id)
  AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.person_id = p.id AND a.batch <> $1::uuid)
  ${[
    'conversation',
    'consent',
    'role_grant',
    'session_facilitator',
    'invitation',
    'response',
    'message',
    'proof',
    'stage_change',
    'waiver',
    'enrolment',
    'mentoring',
  ]
    .map((table) => `AND NOT EXISTS (SELECT 1 FROM ${table} x WHERE x.person_id = p.id)`)
    .join('\n  ')}
  AND NOT EXISTS (SELECT 1 FROM pairing x WHERE p.id IN (x.mentee_id, x.mentor_id)) AND NOT EXISTS (SELECT 1 FROM pair_apart x WHERE p.id IN (x.first, x.second))`;

const undoing = `WITH gone AS (DELETE FROM attendance WHERE batch = $1::uuid RETURNING person_id, at),
uncounted AS (DELETE FROM headcount WHERE batch = $1::uuid),
removed AS (DELETE FROM person WHERE id IN (SELECT p.id FROM person p JOIN gone ON gone.person_id = p.id WHERE ${alone}) RETURNING 1)
SELECT (SELECT count(*) FROM gone)::int AS people, (SELECT count(*) FROM removed)::int AS removed`;

/** Rows of a headcount: the whole has no age. */
export const rowsOf = ({ all, bands }: Heads) => Object.entries({ '': all, ...bands }).map(([band, count]) => ({ band, count }));

/** What was counted before and is not counted now goes. */
const counting = `WITH ${tookPlace('WHERE id = $1::uuid', '$3')},
counts AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS h (band text, count int)),
gone AS (DELETE FROM headcount WHERE session_id = $1::uuid AND age_band NOT IN (SELECT band FROM counts))
INSERT INTO headcount (session_id, age_band, count, at) SELECT $1::uuid, band, count, $3::timestamptz FROM counts
  ON CONFLICT (session_id, age_band) DO UPDATE SET count = excluded.count, batch = NULL, at = excluded.at`;

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

export function attendanceOf({ sql }: Database): Pick<Sessions, 'attend' | 'batch' | 'undo' | 'count'> {
  return {
    attend: async ({ session, batch, people, heads, at }) => {
      const [row] = await sql.query<{ people: string[]; counted: boolean }>(attending, [session, people, batch, heads, at]);
      return row ?? { people: [], counted: false };
    },
    batch: async (id) => {
      if (!isId(id)) return null;
      const [row] = await sql.query<{ session: string; people: number }>(
        `SELECT session_id AS session, sum(people)::int AS people FROM (
          SELECT session_id, 1 AS people FROM attendance WHERE batch = $1::uuid
          UNION ALL SELECT session_id, 0 FROM headcount WHERE batch = $1::uuid) AS of_it GROUP BY session_id`,
        [id],
      );
      return row ?? null;
    },
    undo: async (batch) => {
      const [row] = await sql.query<{ people: number; removed: number }>(undoing, [batch]);
      return row ?? { people: 0, removed: 0 };
    },
    count: async (session, heads, at) => void (await sql.query(counting, [session, rowsOf(heads), at])),
  };
}
