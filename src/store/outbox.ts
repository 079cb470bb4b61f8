import type { Claimed, Outbox } from '../desk/ports.ts';
import type { Sql } from './sql.ts';

const adding = `INSERT INTO message (person_id, channel, address, direction, kind, content, at, state, due_at)
  SELECT person, channel, address, 'out', kind, said, at, 'queued', "dueAt"
  FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS
    (person uuid, channel text, address text, kind text, said jsonb, at timestamptz, "dueAt" timestamptz)) WITH ORDINALITY AS list
    (person, channel, address, kind, said, at, "dueAt", n)
  ORDER BY n RETURNING id`;

/** A message that is claimed stays queued: so the next one of its person waits, and one whose worker has died comes up again. */
const claiming = (whose: string) => `WITH next AS (
  SELECT m.person_id, m.id FROM message m
  WHERE m.state = 'queued' AND m.due_at <= $2::timestamptz AND m.channel = ANY (SELECT jsonb_array_elements_text($1::jsonb)) ${whose}
    AND NOT EXISTS (SELECT 1 FROM message before WHERE before.person_id = m.person_id AND before.id < m.id
      AND before.channel = m.channel AND before.state = 'queued')
  ORDER BY m.due_at, m.id LIMIT 1 FOR UPDATE OF m SKIP LOCKED)
UPDATE message m SET due_at = $3::timestamptz, attempts = m.attempts + 1 FROM next, person p
WHERE m.person_id = next.person_id AND m.id = next.id AND p.id = m.person_id
RETURNING m.id::text, m.person_id AS person, m.channel, m.address, m.kind, m.content AS said, m.at, m.attempts - 1 AS attempts,
  p.language, p.stopped_at AS "stoppedAt"`;

const ofAnybody = claiming('');
const ofOne = claiming('AND m.person_id = $4::uuid');

const settling = `UPDATE message SET state = $3::text, due_at = $4::timestamptz, sent_id = coalesce($5::text, sent_id)
  WHERE person_id = $1::uuid AND id = $2::bigint AND state = 'queued'`;

/** Once: of a message that failed already there is nothing new to say. */
const bouncing = `WITH gone AS (UPDATE message SET state = 'failed' WHERE id = $1::bigint AND channel = 'email' AND direction = 'out'
  AND state IN ('sent', 'unknown') RETURNING person_id, address),
audited AS (INSERT INTO audit_event (at, who, action, about) SELECT $2::timestamptz, 'onward', 'email came back', person_id::text FROM gone)
SELECT person_id AS person, address FROM gone`;

export function outboxOf(sql: Sql): Outbox {
  return {
    add: async (messages) => {
      if (messages.length === 0) return [];
      return (await sql.query<{ id: string }>(adding, [messages])).map(({ id }) => String(id));
    },
    claim: async (channels, now, lease, person) => {
      const params = [channels, now, lease];
      const [row] = await (person === null ? sql.query<Claimed>(ofAnybody, params) : sql.query<Claimed>(ofOne, [...params, person]));
      return row ?? null;
    },
    bounced: async (id, at) => (await sql.query<{ person: string; address: string }>(bouncing, [id, at]))[0] ?? null,
    settle: async ({ person, id }, settled) => {
      const dueAt = settled.state === 'queued' ? settled.dueAt : null;
      const sentId = settled.state === 'sent' ? settled.externalId : null;
      await sql.query(settling, [person, id, settled.state, dueAt, sentId]);
    },
  };
}
