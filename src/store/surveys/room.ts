import type { SurveyRun, Surveys } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';
import { runColumns, runOf } from './columns.ts';

/** Of a session and a template there is one at most: whoever asks second gets the first one's. */
const making = `INSERT INTO survey_run (id, flow, flow_version, session_id, audience, anonymous, areas, threshold, opens_at, closes_at, finish_by, reminders,
    owner_id, created_at)
  SELECT id, flow, "flowVersion", session, 'room', true, ARRAY(SELECT jsonb_array_elements_text(areas)), threshold, "opensAt", "closesAt",
    "finishBy", 0, owner, "createdAt"
  FROM jsonb_to_record($1::jsonb) AS run (id uuid, flow text, "flowVersion" int, session uuid, areas jsonb, threshold int,
    "opensAt" timestamptz, "closesAt" timestamptz, "finishBy" timestamptz, owner uuid, "createdAt" timestamptz)
  ON CONFLICT (session_id, flow) WHERE audience = 'room' DO UPDATE SET flow = excluded.flow RETURNING id`;

/** What is captured where nobody has a phone. */
export function roomOf(sql: Sql): Pick<Surveys, 'room' | 'roomFor' | 'takeIn'> {
  return {
    room: async (run) => {
      const [row] = await sql.query<{ id: string }>(making, [run]);
      return (row as { id: string }).id;
    },
    roomFor: async (session, flow) => {
      const text = `SELECT ${runColumns} FROM survey_run r WHERE r.session_id = $1::uuid AND r.flow = $2::text AND r.audience = 'room'`;
      const [row] = await sql.query<SurveyRun>(text, [session, flow]);
      return row ? runOf(row) : null;
    },
    takeIn: async (run, taken) => {
      const kept = taken.map((one) => ({ ...one, concerns: one.concerns ?? [] }));
      const [row] = await sql.query<{ kept: number | null }>('SELECT take_in($1::uuid, $2::jsonb) AS kept', [run, kept]);
      if (row?.kept == null) throw new RangeError('that is no run which takes in what was captured');
      return { kept: row.kept, again: taken.length - row.kept };
    },
  };
}
