import type { Findings } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';

const adding = `WITH added AS (INSERT INTO finding (id, project_id, area, said, by, at)
  VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $6::text, $7::timestamptz) ON CONFLICT DO NOTHING RETURNING id),
rests AS (INSERT INTO finding_session (finding_id, session_id) SELECT added.id, s.id FROM added, session s
  WHERE s.id IN (SELECT x::uuid FROM jsonb_array_elements_text($5::jsonb) AS x) AND s.project_id = $2::uuid)
SELECT id FROM added`;

/** The same again is there once; what was taken out by mistake comes back. */
const backIn = 'ON CONFLICT (finding_id, words, due) DO UPDATE SET gone_at = NULL WHERE promise.gone_at IS NOT NULL';

const promised = `INSERT INTO promise (id, finding_id, words, on_day, due, by, at)`;

/** The finding is locked, so that of two who note the same at once the second sees what the first has noted. */
const answering = `WITH f AS MATERIALIZED (SELECT id FROM finding WHERE id = $1::uuid AND sent_at IS NOT NULL FOR UPDATE),
answered AS (INSERT INTO finding_answer (id, finding_id, kind, words, on_day, by, at)
  SELECT $2::uuid, f.id, $3::text, $4::text, $5::date, $6::text, $7::timestamptz FROM f
  WHERE NOT EXISTS (SELECT 1 FROM (SELECT kind, words FROM finding_answer WHERE finding_id = f.id ORDER BY on_day DESC, at DESC LIMIT 1) last
    WHERE last.kind = $3::text AND last.words = $4::text) RETURNING finding_id),
made AS (${promised} SELECT p.id, answered.finding_id, p.words, $5::date, p.by, $6::text, $7::timestamptz
  FROM answered, jsonb_to_recordset($8::jsonb) AS p (id uuid, words text, by date) ${backIn})
SELECT finding_id FROM answered`;

export function noteOf(sql: Sql): Pick<Findings, 'add' | 'send' | 'answer' | 'promise' | 'done' | 'takeOut'> {
  const did = async (text: string, params: unknown[]) => (await sql.query(text, params)).length > 0;
  return {
    add: ({ id, project, area, said, sessions, by, at }) => did(adding, [id, project, area, said, sessions, by, at]),
    send: (id, { to, on, answerBy, by, at }) =>
      did(
        `UPDATE finding SET sent_to = $2::text, sent_on = $3::date, answer_by = $4::date, sent_by = $5::text, sent_at = $6::timestamptz
          WHERE id = $1::uuid AND sent_at IS NULL RETURNING id`,
        [id, to, on, answerBy, by, at],
      ),
    answer: (finding, { id, kind, words, on, by, at }, promises) => did(answering, [finding, id, kind, words, on, by, at, promises]),
    promise: (finding, { id, words, on, by, notedBy, at }) =>
      did(
        `${promised} SELECT $2::uuid, f.id, $3::text, $4::date, $5::date, $6::text, $7::timestamptz FROM finding f
          WHERE f.id = $1::uuid AND f.sent_at IS NOT NULL ${backIn} RETURNING id`,
        [finding, id, words, on, by, notedBy, at],
      ),
    done: (id, { on, did: what, by, at }) =>
      did(
        `UPDATE promise SET done_on = $2::date, did = $3::text, done_by = $4::text, done_at = $5::timestamptz
          WHERE id = $1::uuid AND done_at IS NULL AND gone_at IS NULL RETURNING id`,
        [id, on, what, by, at],
      ),
    takeOut: (id, at) => did('UPDATE promise SET gone_at = $2::timestamptz WHERE id = $1::uuid AND gone_at IS NULL RETURNING id', [id, at]),
  };
}
