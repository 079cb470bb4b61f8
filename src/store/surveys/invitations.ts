import type { DueInvitation, Settlement, SurveyRun, Surveys } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';
import { candidateColumns, candidateOf, lastSaid, runColumns, runOf } from './columns.ts';

type DueRow = SurveyRun & Parameters<typeof candidateOf>[0] & Pick<DueInvitation, 'state' | 'reminded' | 'date'> & { invitation: string };

/** The person's name and the run's id both would be `id`: the run has it, the person is `person`. */
const dueText = `SELECT ${runColumns}, ${candidateColumns('$3')}, r.audience = 'facilitators' AS works, true AS asked, i.id AS invitation, i.state, i.reminded,
  to_char(s.date, 'YYYY-MM-DD') AS date
FROM invitation i JOIN survey_run r ON r.id = i.run_id JOIN person p ON p.id = i.person_id ${lastSaid} LEFT JOIN session s ON s.id = r.session_id
WHERE i.due_at <= $1::timestamptz ORDER BY i.due_at LIMIT $2::int`;

/** The numbers of messages are drawn first, so that the invitation and its message are written in one statement. */
const settling = `WITH list AS MATERIALIZED (
  SELECT l.*, CASE WHEN l.said IS NOT NULL THEN nextval(pg_get_serial_sequence('message', 'id')) END AS number
  FROM jsonb_to_recordset($1::jsonb) AS l (id uuid, state text, reminded int, becomes text, why text, "dueAt" timestamptz, kind text,
    channel text, address text, said jsonb, pushed boolean)),
mine AS (UPDATE invitation i SET state = l.becomes, withheld = l.why, due_at = l."dueAt", channel = coalesce(l.channel, i.channel),
  message_id = CASE l.kind WHEN 'invitation' THEN l.number ELSE i.message_id END,
  reminded = i.reminded + CASE l.kind WHEN 'reminder' THEN 1 ELSE 0 END
  FROM list l WHERE i.id = l.id AND i.state = l.state AND i.reminded = l.reminded AND i.due_at IS NOT NULL RETURNING i.id, i.person_id)
INSERT INTO message (id, person_id, channel, address, direction, kind, content, at, state, due_at)
  SELECT l.number, mine.person_id, l.channel, l.address, 'out', l.kind, l.said, $2::timestamptz, CASE WHEN l.pushed THEN 'queued' END,
    CASE WHEN l.pushed THEN $2::timestamptz END FROM mine JOIN list l USING (id) WHERE l.said IS NOT NULL
RETURNING person_id AS person`;

function rowOf(one: Settlement) {
  const { id, state, reminded } = one;
  const seen = { id, state, reminded };
  switch (one.kind) {
    case 'send': {
      const becomes = one.message.kind === 'invitation' ? 'invited' : state;
      return { ...seen, ...one.message, becomes, dueAt: one.dueAt };
    }
    case 'withhold':
      return { ...seen, becomes: 'withheld', why: one.why };
    case 'put off':
      return { ...seen, becomes: state, dueAt: one.dueAt };
  }
}

/**
 * Begun in the chat, somebody may go on until `finish_by`. One with names comes first: that can be answered here, and of one without only the link
 * can be shown.
 */
const openText = `SELECT ${runColumns}, i.id AS invitation FROM invitation i JOIN survey_run r ON r.id = i.run_id
WHERE i.person_id = $1::uuid AND i.state IN ('invited', 'started') AND r.opens_at <= $2::timestamptz
  AND $2::timestamptz < CASE i.state WHEN 'started' THEN r.finish_by ELSE r.closes_at END
ORDER BY r.anonymous, r.created_at DESC, i.id DESC LIMIT 1`;

export function invitationsOf(sql: Sql): Pick<Surveys, 'due' | 'settle' | 'openFor'> {
  return {
    due: async (now, limit, emails) =>
      (await sql.query<DueRow>(dueText, [now, limit, emails])).map((row) => {
        const { invitation: id, state, reminded, date } = row;
        return { id, state, reminded, date, run: runOf(row), candidate: candidateOf(row) };
      }),
    settle: async (settlements, at) => {
      if (settlements.length === 0) return [];
      return (await sql.query<{ person: string }>(settling, [settlements.map(rowOf), at])).map(({ person }) => person);
    },
    openFor: async (person, now) => {
      const [row] = await sql.query<SurveyRun & { invitation: string }>(openText, [person, now]);
      return row ? { invitation: row.invitation, run: runOf(row) } : null;
    },
  };
}
