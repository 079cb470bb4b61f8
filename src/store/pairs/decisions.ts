import type { Pairs } from '../../desk/ports.ts';
import { Refusal, type Sql, UNIQUE_VIOLATION } from '../sql.ts';
import { oneConcerned } from './rows.ts';

const proposing = `INSERT INTO pairing (id, mentee_id, mentor_id, by, at) SELECT $1::uuid, a.id, b.id, $4::text, $5::timestamptz FROM person a, person b
  WHERE a.id = $2::uuid AND b.id = $3::uuid AND a.merged_into IS NULL AND b.merged_into IS NULL FOR KEY SHARE ON CONFLICT DO NOTHING RETURNING id`;

/** What waits for words that will not come ends; nobody is left of a pair whose two were erased. */
const closing = `WITH forgotten AS (DELETE FROM pairing WHERE mentee_id IS NULL AND mentor_id IS NULL)
UPDATE pairing g SET ended_at = $1::timestamptz, ended_by = CASE WHEN g.mentee_id IS NULL OR g.mentor_id IS NULL THEN 'gone' ELSE 'left' END
WHERE g.ended_at IS NULL AND (g.mentee_id IS NULL OR g.mentor_id IS NULL
  OR EXISTS (SELECT 1 FROM enrolment e WHERE e.person_id IN (g.mentee_id, g.mentor_id) AND e.left_at IS NOT NULL))
  AND NOT (g.mentee_id IS NULL AND g.mentor_id IS NULL)`;

export function decisionsOf(sql: Sql): Pick<Pairs, 'propose' | 'ask' | 'introduced' | 'end' | 'agree' | 'close'> {
  const did = async (text: string, params: unknown[]) => (await sql.query(text, params)).length > 0;
  return {
    propose: async ({ id, mentee, mentor, by, at }) => {
      try {
        return await did(proposing, [id, mentee, mentor, by, at]);
      } catch (error) {
        if (error instanceof Refusal && error.code === UNIQUE_VIOLATION) return false;
        throw error;
      }
    },
    ask: (id, at, answerBy) =>
      did(
        `UPDATE pairing g SET asked_at = $2::timestamptz, answer_by = $3::timestamptz
          WHERE g.id = $1::uuid AND g.asked_at IS NULL AND g.ended_at IS NULL AND NOT ${oneConcerned} RETURNING g.id`,
        [id, at, answerBy],
      ),
    agree: (id, at) =>
      did(
        `UPDATE pairing g SET agreed_at = $2::timestamptz WHERE g.id = $1::uuid AND g.mentee_said = 'yes' AND g.mentor_said = 'yes'
          AND g.agreed_at IS NULL AND g.ended_at IS NULL AND g.answer_by > $2::timestamptz AND NOT ${oneConcerned} RETURNING g.id`,
        [id, at],
      ),
    introduced: (id, at) =>
      did(
        `UPDATE pairing SET introduced_at = $2::timestamptz WHERE id = $1::uuid AND agreed_at IS NOT NULL AND introduced_at IS NULL
          AND ended_at IS NULL RETURNING id`,
        [id, at],
      ),
    end: (id, why, at) =>
      did(
        `UPDATE pairing SET ended_at = $3::timestamptz, ended_by = 'staff', why = $2::text WHERE id = $1::uuid AND ended_at IS NULL RETURNING id`,
        [id, why, at],
      ),
    close: async (now) => void (await sql.query(closing, [now])),
  };
}
