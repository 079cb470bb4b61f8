import type { HandsRow, Surveys } from '../../desk/ports.ts';
import { day } from '../as-text.ts';
import type { Sql } from '../sql.ts';

const handsText = `SELECT id, run_id AS run, step, present, counts, captured_by AS "capturedBy", ${day('day')} AS day, at, release FROM hands
  WHERE run_id IN (SELECT jsonb_array_elements_text($1::jsonb)::uuid) ORDER BY run_id, step`;

/** Shows of hands. */
export function handsOf(sql: Sql): Pick<Surveys, 'hands' | 'countHands'> {
  return {
    hands: (runs) => sql.query<HandsRow>(handsText, [runs]),
    countHands: async ({ id, run, step, present, counts, capturedBy, day, at }, now) => {
      const [row] = await sql.query<{ kept: boolean }>(
        'SELECT count_hands($1::uuid, $2::uuid, $3::text, $4::int, $5::jsonb, $6::text, $7::date, $8::timestamptz, $9::timestamptz) AS kept',
        [id, run, step, present, counts, capturedBy, day, at, now],
      );
      return row?.kept === true;
    },
  };
}
