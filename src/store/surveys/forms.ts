import type { PaperEntry, Surveys } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';

/** What stands in `taken_in` for a form that has become a response, as `take_in` writes it. */
const takenText = `EXISTS (SELECT 1 FROM taken_in WHERE run_id = $1::uuid AND key = encode(sha256(convert_to($2::text, 'UTF8')), 'hex'))`;

/** Of two who type the same form at once one is too late. A concern opens with the form that opens it, or neither. */
const entering = `WITH kept AS (INSERT INTO paper_entry (run_id, number, entry, answers, by, at)
    SELECT $1::uuid, $3::text, $4::int, $5::jsonb, $6::text, $7::timestamptz WHERE NOT ${takenText} ON CONFLICT DO NOTHING RETURNING run_id, at),
  raised AS (INSERT INTO concern (id, person_id, family, urgency, rule, place, channel, run_id, at)
    SELECT c.id, c.person, c.family, c.urgency, c.rule, c.place, 'web', kept.run_id, kept.at FROM kept,
      jsonb_to_recordset($8::jsonb) AS c (id uuid, person uuid, family text, urgency text, rule text, place text) RETURNING id, at),
  noted AS (INSERT INTO audit_event (at, who, action, about) SELECT at, 'onward', 'concern opened', id::text FROM raised)
SELECT (SELECT count(*)::int FROM kept) AS kept`;

/** Forms of paper, until they are responses. */
export function formsOf(sql: Sql): Pick<Surveys, 'forms' | 'formTaken' | 'enterForm' | 'takeForm'> {
  return {
    forms: (run) =>
      sql.query<PaperEntry>(
        'SELECT run_id AS run, number, entry, answers, by, at FROM paper_entry WHERE run_id = $1::uuid ORDER BY length(number), number, entry',
        [run],
      ),
    formTaken: async (run, key) => {
      const [row] = await sql.query<{ taken: boolean }>(`SELECT ${takenText} AS taken`, [run, key]);
      return row?.taken === true;
    },
    enterForm: async ({ run, number, entry, answers, by, at }, key, concerns) => {
      const [row] = await sql.query<{ kept: number }>(entering, [run, key, number, entry, answers, by, at, concerns]);
      return row?.kept === 1;
    },
    takeForm: async (run, number, taken) => {
      const [row] = await sql.query<{ kept: number | null }>(
        `WITH gone AS (DELETE FROM paper_entry WHERE run_id = $1::uuid AND number = $2::text) SELECT take_in($1::uuid, $3::jsonb) AS kept`,
        [run, number, [{ ...taken, concerns: taken.concerns ?? [] }]],
      );
      return row?.kept === 1;
    },
  };
}
