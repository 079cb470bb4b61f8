import type { SurveyRun, Surveys } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';
import { runColumns, runOf } from './columns.ts';

/**
 * Begun in the chat, somebody may go on until `finish_by`. One with names comes first: that can be answered here, and of one without only the link
 * can be shown.
 */
const openText = `SELECT ${runColumns}, i.id AS invitation FROM invitation i JOIN survey_run r ON r.id = i.run_id
WHERE i.person_id = $1::uuid AND i.state IN ('invited', 'started') AND r.opens_at <= $2::timestamptz
  AND $2::timestamptz < CASE i.state WHEN 'started' THEN r.finish_by ELSE r.closes_at END
ORDER BY r.anonymous, r.created_at DESC, i.id DESC LIMIT 1`;

export function invitationsOf(sql: Sql): Pick<Surveys, 'openFor'> {
  return {
    openFor: async (person, now) => {
      const [row] = await sql.query<SurveyRun & { invitation: string }>(openText, [person, now]);
      return row ? { invitation: row.invitation, run: runOf(row) } : null;
    },
  };
}
