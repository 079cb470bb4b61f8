import type {
  ChannelName,
  DueNudge,
  InvitationState,
  NudgeDecision,
  NudgeEnd,
  Nudges,
  Nudging,
  Said,
  SurveyRun,
} from '../../desk/ports.ts';
import { day } from '../as-text.ts';
import { concerned } from '../concern-kept.ts';
import { pairIsOver } from '../pairs/events.ts';
import type { Sql } from '../sql.ts';
import { candidateColumns, candidateOf, lastSaid, runColumns, runOf } from '../surveys/columns.ts';

/** Longer than a week, however the week lies: what the budget counts. */
const COUNTED_DAYS = 14;

/** What went unasked: all that has a kind but alerts to leads, which are their work. What waits to go counts as of now. */
const sentColumn = `(SELECT coalesce(json_agg(CASE WHEN m.state = 'queued' THEN $1::timestamptz ELSE coalesce(m.sent_at, m.at) END), '[]') FROM message m
    WHERE m.person_id = p.id AND m.kind IS NOT NULL AND m.kind <> 'alert' AND m.state IS DISTINCT FROM 'held'
      AND coalesce(m.sent_at, m.at) > $1::timestamptz - interval '${COUNTED_DAYS} days')`;

const projectsOf = (person: string) => `ARRAY(SELECT DISTINCT s.project_id::text FROM attendance a JOIN session s ON s.id = a.session_id
    WHERE a.person_id = ${person} AND s.project_id IS NOT NULL)`;

/** What is about no survey and no pair is answered by its flow. */
const answered = `i.state = 'finished' OR ${pairIsOver} OR n.invitation_id IS NULL AND n.occurrence NOT LIKE 'pair-%' AND EXISTS (SELECT 1 FROM conversation c
    WHERE c.person_id = p.id AND c.flow = n.flow AND c.outcome = 'completed' AND c.ended_at > n.planned_at)`;

const endsColumn = `array_remove(ARRAY[CASE WHEN ${answered} THEN 'answered' END, CASE WHEN i.state IN ('started', 'finished') THEN 'begun' END,
    CASE WHEN p.registered_at IS NOT NULL THEN 'registered' END,
    CASE WHEN EXISTS (SELECT 1 FROM message m WHERE m.person_id = p.id AND m.direction = 'in' AND m.at > n.planned_at) THEN 'wrote' END,
    CASE WHEN EXISTS (SELECT 1 FROM attendance a WHERE a.person_id = p.id AND a.at > n.planned_at) THEN 'attended' END], NULL)`;

/** All that decides on the nudges `first`. `$1`: now; `$2`: emails. The names of columns of a run and of a nudge would clash: a nudge's begin with `n_`. */
const decidedBy = `SELECT n.id AS n_id, n.version AS n_version, n.person_id AS n_person, n.flow AS n_flow, n.policy AS n_policy, n.occurrence AS n_occurrence,
  n.kind AS n_kind, n.from_at AS n_from, n.until_at AS n_until, n.words AS n_words, p.nudged, ${sentColumn} AS sent,
  ${concerned} AS concern, ${endsColumn} AS ends,
  ${projectsOf('p.id')} AS projects,
  i.id AS invitation, i.state AS invited, ${day('s.date')} AS date, ${candidateColumns('$2')},
  coalesce(r.audience = 'facilitators', false) AS works, false AS asked, ${runColumns}
FROM first n JOIN person p ON p.id = n.person_id ${lastSaid}
LEFT JOIN invitation i ON i.id = n.invitation_id LEFT JOIN survey_run r ON r.id = i.run_id LEFT JOIN session s ON s.id = r.session_id`;

/** One for each person: what is sent to them changes what else may go. */
const dueText = `WITH next AS (SELECT person_id, id FROM nudge WHERE state = 'planned' AND due_at <= $1::timestamptz ORDER BY due_at, id LIMIT $3::int),
first AS (SELECT DISTINCT ON (n.person_id) n.* FROM nudge n JOIN next USING (person_id, id) ORDER BY n.person_id, n.until_at, n.planned_at, n.invitation_id, n.id)
${decidedBy}`;

const leavingText = `WITH first AS (SELECT * FROM nudge WHERE person_id = $3::uuid AND message_id = $4::bigint) ${decidedBy}`;

type CandidateRow = Parameters<typeof candidateOf>[0];

interface DueRow extends Omit<SurveyRun, 'id'>, CandidateRow {
  id: string | null;
  n_id: string;
  n_version: number;
  n_person: string;
  n_flow: string;
  n_policy: string;
  n_occurrence: string;
  n_kind: Nudging;
  n_from: Date;
  n_until: Date;
  n_words: string | null;
  nudged: number;
  sent: string[];
  concern: boolean;
  ends: NudgeEnd[];
  projects: string[];
  invitation: string | null;
  invited: InvitationState;
  date: string | null;
}

function dueOf(row: DueRow): DueNudge {
  const { id, invitation, invited, date, nudged, concern, ends, projects } = row;
  return {
    id: row.n_id,
    version: row.n_version,
    person: row.n_person,
    flow: row.n_flow,
    policy: row.n_policy,
    occurrence: row.n_occurrence,
    kind: row.n_kind,
    invitation,
    from: row.n_from,
    until: row.n_until,
    words: row.n_words,
    candidate: candidateOf(row),
    nudged,
    sent: row.sent.map((at) => new Date(at)),
    concern,
    projects,
    ends,
    survey: id === null ? null : { run: runOf({ ...row, id }), state: invited, date },
  };
}

/**
 * The numbers of messages are drawn first, so that a nudge and its message are written in one statement. What goes to somebody counts `nudged` on: of two
 * who decide at once by the same count, the second does nothing, and decides anew. STOP wins over what was decided before it.
 */
const settling = `WITH list AS MATERIALIZED (
  SELECT l.*, CASE WHEN l.said IS NOT NULL THEN nextval(pg_get_serial_sequence('message', 'id')) END AS number
  FROM jsonb_to_recordset($1::jsonb) AS l (id uuid, version int, person uuid, nudged int, becomes text, why text, "dueAt" timestamptz, kind text,
    channel text, address text, said jsonb, pushed boolean, "until" timestamptz)),
told AS (UPDATE person p SET nudged = p.nudged + 1 FROM list l
  WHERE l.said IS NOT NULL AND p.id = l.person AND p.nudged = l.nudged AND p.stopped_at IS NULL RETURNING p.id),
mine AS (UPDATE nudge n SET state = l.becomes, reason = l.why, due_at = coalesce(l."dueAt", n.due_at), message_id = l.number, version = n.version + 1,
  decided_at = CASE WHEN l.becomes <> 'planned' THEN $2::timestamptz END
  FROM list l WHERE n.person_id = l.person AND n.id = l.id AND n.version = l.version AND n.state = 'planned' AND (l.said IS NULL OR l.person IN (SELECT id FROM told))
  RETURNING n.id, n.person_id, n.kind, n.state, n.reason, n.invitation_id, l.number, l.channel),
asked AS (UPDATE invitation i SET
  state = CASE WHEN mine.kind = 'invitation' AND i.state = 'waiting' THEN CASE mine.state WHEN 'sent' THEN 'invited' ELSE 'withheld' END ELSE i.state END,
  withheld = CASE WHEN mine.kind = 'invitation' AND mine.state <> 'sent' THEN mine.reason END,
  channel = coalesce(mine.channel, i.channel),
  message_id = CASE WHEN mine.kind = 'invitation' THEN mine.number ELSE i.message_id END,
  reminded = i.reminded + CASE WHEN mine.kind = 'reminder' AND mine.state = 'sent' THEN 1 ELSE 0 END
  FROM mine WHERE i.id = mine.invitation_id AND mine.state <> 'planned' AND (mine.kind = 'invitation' OR mine.state = 'sent'))
INSERT INTO message (id, person_id, channel, address, direction, kind, content, at, state, due_at, good_until)
  SELECT l.number, mine.person_id, l.channel, l.address, 'out', l.kind, l.said, $2::timestamptz, CASE WHEN l.pushed THEN 'queued' END,
    CASE WHEN l.pushed THEN $2::timestamptz END, l."until" FROM mine JOIN list l USING (id) WHERE l.said IS NOT NULL
RETURNING person_id AS person`;

interface Settled extends Pick<NudgeDecision, 'id' | 'version' | 'person' | 'nudged'> {
  becomes: string;
  why?: string;
  dueAt?: Date;
  kind?: Nudging;
  channel?: ChannelName;
  address?: string;
  said?: Said;
  pushed?: boolean;
  until?: Date;
}

function rowOf(decision: NudgeDecision): Settled {
  const { id, version, person, nudged } = decision;
  const seen = { id, version, person, nudged };
  switch (decision.kind) {
    case 'send':
      return { ...seen, ...decision.message, becomes: 'sent' };
    case 'wait':
      return { ...seen, becomes: 'planned', why: decision.why, dueAt: decision.dueAt };
    case 'end':
      return { ...seen, becomes: decision.state, why: decision.why };
  }
}

export function sendingOf(sql: Sql): Pick<Nudges, 'due' | 'leaving' | 'settle' | 'nextDue' | 'projectsOf'> {
  return {
    due: async (now, limit, emails) => (await sql.query<DueRow>(dueText, [now, emails, limit])).map(dueOf),
    leaving: async ({ id, person }, now, emails) => {
      const [row] = await sql.query<DueRow>(leavingText, [now, emails, person, id]);
      return row ? dueOf(row) : null;
    },
    settle: async (decisions, now) => {
      if (decisions.length === 0) return [];
      return (await sql.query<{ person: string }>(settling, [decisions.map(rowOf), now])).map(({ person }) => person);
    },
    projectsOf: async (person) =>
      (await sql.query<{ projects: string[] }>(`SELECT ${projectsOf('$1::uuid')} AS projects`, [person]))[0]?.projects ?? [],
    nextDue: async () =>
      (await sql.query<{ at: Date | null }>(`SELECT min(due_at) AS at FROM nudge WHERE state = 'planned'`, []))[0]?.at ?? null,
  };
}
