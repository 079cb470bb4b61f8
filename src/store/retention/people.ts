import type { Retention } from '../../desk/ports.ts';
import { concerned } from '../concern-kept.ts';
import type { Sql } from '../sql.ts';
import { silent, something, working } from './due.ts';

/** Rows that one statement takes away. */
const MESSAGES = 500;
const CONVERSATIONS = 100;

const these = 'SELECT id::uuid FROM jsonb_array_elements_text($1::jsonb) AS l (id)';

/** What the run did, in the same statement: what is in the audit was done, and what was done is in the audit. `$3`: when. */
const audited = (what: string, from: string) =>
  `audited AS (INSERT INTO audit_event (at, who, action, about, why) SELECT $3::timestamptz, 'onward', 'retention', NULL, ${what} FROM ${from})`;

/** Tombstones of those who had said STOP. */
const marked = `marked AS (INSERT INTO tombstone (hash, at) SELECT hash, $3::timestamptz FROM jsonb_array_elements_text($4::jsonb) AS m (hash)
  ON CONFLICT DO NOTHING)`;

/** When they were last heard from stays with the person, for what goes now may be all that said it. Asked before anything goes. */
const noted =
  'noted AS (UPDATE person SET heard_at = old.heard FROM old WHERE person.id = old.person_id AND person.heard_at IS DISTINCT FROM old.heard)';

const messages = `WITH people AS MATERIALIZED (SELECT p.id, last_heard(p.id) AS heard FROM person p WHERE p.id IN (${these}) AND ${silent('$2::timestamptz')}),
old AS MATERIALIZED (SELECT m.person_id, m.id, people.heard FROM people JOIN message m ON m.person_id = people.id LIMIT ${MESSAGES}),
${noted},
gone AS (DELETE FROM message USING old WHERE message.person_id = old.person_id AND message.id = old.id RETURNING 1),
${audited(`'conversations: ' || count(*) || ' messages'`, 'gone HAVING count(*) > 0')}
SELECT count(*)::int AS gone FROM gone`;

/** A merge can't be undone any more: what it put apart are answers too. A conversation that a turn has just gone on with has another version by now, and stays. */
const answers = `WITH people AS MATERIALIZED (SELECT p.id, last_heard(p.id) AS heard FROM person p WHERE p.id IN (${these}) AND ${silent('$2::timestamptz')}),
old AS MATERIALIZED (SELECT c.person_id, c.id, c.version, people.heard FROM people JOIN conversation c ON c.person_id = people.id LIMIT ${CONVERSATIONS}),
${noted},
${marked},
gone AS (DELETE FROM conversation USING old WHERE conversation.id = old.id AND conversation.version = old.version RETURNING conversation.id),
gone_answers AS (DELETE FROM answer USING gone WHERE answer.conversation_id = gone.id RETURNING 1),
gone_responses AS (DELETE FROM response USING people WHERE response.person_id = people.id RETURNING 1),
gone_invitations AS (DELETE FROM invitation USING people WHERE invitation.person_id = people.id),
gone_nudges AS (DELETE FROM nudge USING people WHERE nudge.person_id = people.id),
gone_merges AS (DELETE FROM person other USING people WHERE other.merged_into = people.id),
gone_words AS (UPDATE proof SET words = NULL FROM people WHERE proof.person_id = people.id AND words IS NOT NULL),
gone_goals AS (UPDATE enrolment e SET goal = NULL, goal_at = NULL FROM people WHERE e.person_id = people.id AND goal IS NOT NULL),
counts AS (SELECT (SELECT count(*) FROM gone)::int AS conversations, (SELECT count(*) FROM gone_answers)::int AS answers,
  (SELECT count(*) FROM gone_responses)::int AS responses),
${audited(
  `'answers: ' || answers || ' answers in ' || conversations || ' conversations' || CASE WHEN responses > 0 THEN ', ' || responses || ' surveys' ELSE '' END`,
  'counts WHERE conversations + responses > 0',
)}
SELECT conversations, answers FROM counts`;

/**
 * A turn under way holds the person's row, or the row of a conversation: the first are passed over, and so are those who still have the second. With
 * the row held, nobody can write any more, and \`last_heard\` is asked once again.
 */
const people = `WITH held AS MATERIALIZED (SELECT id FROM person WHERE id IN (${these}) ORDER BY id FOR UPDATE SKIP LOCKED),
ready AS MATERIALIZED (SELECT p.id, p.stopped_at IS NOT NULL AS stopped FROM held JOIN person p ON p.id = held.id
  WHERE last_heard(p.id) <= $2::timestamptz AND NOT EXISTS (SELECT 1 FROM conversation c WHERE c.person_id = p.id)),
${marked},
gone AS (DELETE FROM person USING ready WHERE person.id = ready.id AND NOT ready.stopped RETURNING 1),
emptied AS (UPDATE person SET name = NULL, age_band = NULL, place = NULL, zone = NULL, registered_at = NULL, person_wanted_at = NULL, paused_until = NULL,
  concern_at = NULL FROM ready WHERE person.id = ready.id AND ready.stopped RETURNING 1),
consents AS (DELETE FROM consent USING ready WHERE consent.person_id = ready.id AND ready.stopped),
nudges AS (DELETE FROM nudge USING ready WHERE nudge.person_id = ready.id AND ready.stopped),
merges AS (DELETE FROM person other USING ready WHERE other.merged_into = ready.id AND ready.stopped),
codes AS (DELETE FROM resume_code USING ready WHERE resume_code.person_id = ready.id AND ready.stopped),
attended AS (DELETE FROM attendance USING ready WHERE attendance.person_id = ready.id AND ready.stopped),
facilitated AS (DELETE FROM session_facilitator f USING ready WHERE f.person_id = ready.id AND ready.stopped),
proofs AS (DELETE FROM proof USING ready WHERE proof.person_id = ready.id AND ready.stopped),
stages AS (DELETE FROM stage_change s USING ready WHERE s.person_id = ready.id AND ready.stopped),
waived AS (DELETE FROM waiver USING ready WHERE waiver.person_id = ready.id AND ready.stopped),
interests AS (DELETE FROM interest i USING ready WHERE i.person_id = ready.id AND ready.stopped),
tenures AS (DELETE FROM tenure t USING ready WHERE t.person_id = ready.id AND ready.stopped),
enrolled AS (DELETE FROM enrolment e USING ready WHERE e.person_id = ready.id AND ready.stopped),
mentored AS (DELETE FROM mentoring m USING ready WHERE m.person_id = ready.id AND ready.stopped),
paired AS (UPDATE pairing g SET mentee_id = CASE WHEN NOT EXISTS (SELECT 1 FROM ready WHERE id = g.mentee_id AND stopped) THEN g.mentee_id END,
  mentor_id = CASE WHEN NOT EXISTS (SELECT 1 FROM ready WHERE id = g.mentor_id AND stopped) THEN g.mentor_id END
  WHERE EXISTS (SELECT 1 FROM ready WHERE stopped AND id IN (g.mentee_id, g.mentor_id))),
apart AS (DELETE FROM pair_apart k USING ready WHERE ready.id IN (k.first, k.second) AND ready.stopped),
owned AS (UPDATE session SET owner_id = NULL FROM ready WHERE session.owner_id = ready.id AND ready.stopped),
contacts AS (DELETE FROM address USING ready WHERE address.person_id = ready.id AND ready.stopped AND address.channel IN ('email', 'sms')),
counts AS (SELECT (SELECT count(*) FROM gone)::int AS people, (SELECT count(*) FROM emptied)::int AS emptied),
${audited(`'contact details: ' || people || ' people, and ' || emptied || ' emptied but for their STOP'`, 'counts WHERE people + emptied > 0')}
SELECT people, emptied FROM counts`;

async function one<Row>(sql: Sql, text: string, params: unknown[]): Promise<Row> {
  const [row] = await sql.query<Row>(text, params);
  if (!row) throw new Error('Retention answers one row, always.');
  return row;
}

export function personalRetentionOf(sql: Sql): Pick<Retention, 'due' | 'messages' | 'answers' | 'people'> {
  return {
    due: (what, before, after, most) =>
      sql.query(
        `SELECT p.id AS person, p.stopped_at IS NOT NULL AS stopped FROM person p
        WHERE p.id > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000') AND ${something[what]}
        AND NOT ${concerned} AND NOT ${working} AND ${silent('$1::timestamptz')} ORDER BY p.id LIMIT $3::int`,
        [before, after, most],
      ),
    messages: async (ids, before, at) => (await one<{ gone: number }>(sql, messages, [JSON.stringify(ids), before, at])).gone,
    answers: (ids, before, at, marks) => one(sql, answers, [JSON.stringify(ids), before, at, JSON.stringify(marks)]),
    people: (ids, before, at, marks) => one(sql, people, [JSON.stringify(ids), before, at, JSON.stringify(marks)]),
  };
}
