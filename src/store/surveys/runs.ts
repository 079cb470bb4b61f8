import type { NewInvitation, NewNudge, RunCounts, SurveyedSession, SurveyRun, Surveys } from '../../desk/ports.ts';
import { wholeId } from '../by-id.ts';
import { nudgeFields, planning } from '../nudges/planning.ts';
import type { Sql } from '../sql.ts';
import { candidateColumns, candidateOf, lastSaid, runColumns, runOf, sessionColumn, sessionJoins } from './columns.ts';

/** Who belongs to an audience. `$2`: the session, if there is one. */
const audiences = {
  attended: 'p.id IN (SELECT person_id FROM attendance WHERE session_id = $2::uuid)',
  facilitators: `CASE WHEN $2::uuid IS NULL THEN p.id IN (SELECT person_id FROM role_grant WHERE role = 'facilitator')
    ELSE p.id IN (SELECT person_id FROM session_facilitator WHERE session_id = $2::uuid) END`,
  registered: '$2::uuid IS NULL AND p.registered_at IS NOT NULL',
  room: 'false',
} satisfies Record<SurveyRun['audience'], string>;

/** A survey about the same session is asked once; one about none again, when the one before is over. */
const asked = `EXISTS (SELECT 1 FROM invitation i JOIN survey_run r ON r.id = i.run_id WHERE i.person_id = p.id AND i.state <> 'withheld'
  AND r.flow = $1::text AND r.session_id IS NOT DISTINCT FROM $2::uuid AND (r.session_id IS NOT NULL OR r.finish_by > $3::timestamptz))`;

const candidates = (
  audience: SurveyRun['audience'],
) => `SELECT ${candidateColumns('$4')}, ${audience === 'facilitators'} AS works, ${asked} AS asked
  FROM person p ${lastSaid} WHERE ${audiences[audience]} ORDER BY p.id`;

/** In random order: where a row lies says nothing. */
const sending = `WITH run AS (
  INSERT INTO survey_run (id, flow, flow_version, session_id, audience, anonymous, areas, threshold, opens_at, closes_at, finish_by, reminders,
    owner_id, created_at)
  SELECT id, flow, "flowVersion", session, audience, anonymous, ARRAY(SELECT jsonb_array_elements_text(areas)), threshold, "opensAt", "closesAt",
    "finishBy", reminders, owner, "createdAt"
  FROM jsonb_to_record($1::jsonb) AS run (id uuid, flow text, "flowVersion" int, session uuid, audience text, anonymous boolean, areas jsonb,
    threshold int, "opensAt" timestamptz, "closesAt" timestamptz, "finishBy" timestamptz, reminders int, owner uuid, "createdAt" timestamptz)
  ON CONFLICT (id) DO NOTHING RETURNING id),
asked AS (INSERT INTO invitation (id, run_id, person_id, channel, link)
  SELECT l.id, run.id, l.person, l.channel, l.link FROM run,
    jsonb_to_recordset($2::jsonb) AS l (id uuid, person uuid, channel text, link text)
  WHERE EXISTS (SELECT 1 FROM person p WHERE p.id = l.person AND p.merged_into IS NULL) ORDER BY gen_random_uuid() RETURNING id),
planned AS (${planning(`asked JOIN jsonb_to_recordset($3::jsonb) AS l ${nudgeFields} ON l.invitation = asked.id`, '$4')})
SELECT count(*)::int AS runs FROM run`;

const counting = (which: string) => `SELECT ${runColumns}, ${sessionColumn} AS held, i.*, x.* FROM survey_run r
LEFT JOIN session s ON s.id = r.session_id ${sessionJoins},
LATERAL (SELECT count(*) FILTER (WHERE i.state = 'waiting')::int AS waiting,
  count(*) FILTER (WHERE i.state IN ('invited', 'started', 'finished'))::int AS invited,
  count(*) FILTER (WHERE i.state IN ('invited', 'started', 'finished') AND coalesce(m.state, 'sent') = 'sent')::int AS reached,
  coalesce(sum(i.reminded), 0)::int AS reminders_sent,
  (SELECT coalesce(json_agg(json_build_object('why', why, 'count', n) ORDER BY why), '[]') FROM
    (SELECT withheld AS why, count(*)::int AS n FROM invitation WHERE run_id = r.id AND state = 'withheld' GROUP BY 1) w) AS withheld
  FROM invitation i LEFT JOIN message m ON m.person_id = i.person_id AND m.id = i.message_id WHERE i.run_id = r.id) i,
LATERAL (SELECT count(*)::int AS started, count(*) FILTER (WHERE state = 'finished')::int AS finished, count(*) FILTER (WHERE late)::int AS late
  FROM response WHERE run_id = r.id) x
${which}`;

type CountRow = SurveyRun & { held: SurveyedSession | null; reminders_sent: number } & Pick<
    RunCounts,
    'waiting' | 'invited' | 'reached' | 'withheld' | 'started' | 'finished' | 'late'
  >;

function countsOf(row: CountRow): RunCounts {
  const { held, waiting, invited, reached, withheld, started, finished, late, reminders_sent: reminders } = row;
  return { run: runOf(row), session: held, waiting, invited, reached, withheld, reminders, started, finished, late };
}

type Runs = Pick<Surveys, 'sessions' | 'session' | 'candidates' | 'send' | 'undo' | 'list' | 'show' | 'close' | 'run'>;

export function runsOf(sql: Sql): Runs {
  const sessions = async (which: string, params: unknown[]) =>
    (await sql.query<{ held: SurveyedSession }>(`SELECT ${sessionColumn} AS held FROM session s ${sessionJoins} ${which}`, params)).map(
      ({ held }) => held,
    );
  return {
    sessions: (limit) => sessions('WHERE NOT s.planned ORDER BY s.date DESC, s.created_at DESC LIMIT $1::int', [limit]),
    session: async (start) => {
      const id = await wholeId(sql, 'session', start);
      return id === null ? null : ((await sessions('WHERE s.id = $1::uuid', [id]))[0] ?? null);
    },
    candidates: async ({ flow, session, audience }, now, emails) =>
      (await sql.query<Parameters<typeof candidateOf>[0]>(candidates(audience), [flow, session, now, emails])).map(candidateOf),
    send: async (run, invitations: NewInvitation[], nudges: NewNudge[]) => {
      const [row] = await sql.query<{ runs: number }>(sending, [run, invitations, nudges, run.createdAt]);
      return row?.runs === 1;
    },
    undo: async (run) => {
      // A worker that is just sending one holds its row, and what it has sent is then not waiting any more.
      const stopped = await sql.query(
        `WITH gone AS (DELETE FROM invitation WHERE run_id = $1::uuid AND state = 'waiting' RETURNING id),
        moot AS (DELETE FROM nudge n USING gone WHERE n.invitation_id = gone.id) SELECT id FROM gone`,
        [run],
      );
      const gone = await sql.query(`SELECT id FROM invitation WHERE run_id = $1::uuid AND state <> 'withheld'`, [run]);
      if (gone.length === 0)
        await sql.query(
          `DELETE FROM survey_run r WHERE id = $1::uuid AND audience <> 'room' AND NOT EXISTS (SELECT 1 FROM invitation WHERE run_id = r.id AND state <> 'withheld')`,
          [run],
        );
      return { stopped: stopped.length, gone: gone.length };
    },
    list: async (limit) =>
      (await sql.query<CountRow>(counting('ORDER BY r.created_at DESC, r.id DESC LIMIT $1::int'), [limit])).map(countsOf),
    show: async (start) => {
      const id = await wholeId(sql, 'survey_run', start);
      const [row] = id === null ? [] : await sql.query<CountRow>(counting('WHERE r.id = $1::uuid'), [id]);
      return row ? countsOf(row) : null;
    },
    close: async (run, closesAt, finishBy) => {
      await sql.query(
        `WITH run AS (UPDATE survey_run SET closes_at = least(closes_at, $2::timestamptz), finish_by = least(finish_by, $3::timestamptz)
          WHERE id = $1::uuid RETURNING id),
        moot AS (UPDATE nudge n SET state = 'cancelled', reason = 'closed', decided_at = $2::timestamptz, version = n.version + 1
          FROM run, invitation i WHERE i.run_id = run.id AND n.invitation_id = i.id AND n.state IN ('planned', 'held'))
        UPDATE invitation i SET state = 'withheld', withheld = 'closed' FROM run WHERE i.run_id = run.id AND i.state = 'waiting'`,
        [run, closesAt, finishBy],
      );
    },
    run: async (id) => {
      const [row] = await sql.query<SurveyRun>(`SELECT ${runColumns} FROM survey_run r WHERE r.id = $1::uuid`, [id]);
      return row ? runOf(row) : null;
    },
  };
}
