import type { Outbox } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';
import { UNREACHABLE_AFTER } from './settle.ts';

/**
 * Once: of an email that failed already there is nothing new to say. A mail server takes what it will send back, so what counts is the newest
 * emails to that address and not what was taken last: when as many as in `UNREACHABLE_AFTER` have all failed, nobody is asked there any more.
 */
const bouncing = `WITH gone AS (UPDATE message SET state = 'failed', reason = 'unreachable' WHERE id = $1::bigint AND channel = 'email'
  AND direction = 'out' AND state IN ('sent', 'unknown') RETURNING person_id, id, channel, address),
failed AS (SELECT gone.person_id, gone.channel, gone.address, (SELECT count(*) FILTER (WHERE l.id = gone.id OR l.reason = 'unreachable')::int
    FROM (SELECT m.id, m.reason FROM message m WHERE m.person_id = gone.person_id AND m.channel = gone.channel AND m.address = gone.address
      AND m.state IN ('sent', 'unknown', 'failed') ORDER BY m.id DESC LIMIT ${UNREACHABLE_AFTER}) l) AS refusals FROM gone),
box AS (INSERT INTO letterbox (person_id, channel, address, refusals, unreachable_at)
  SELECT person_id, channel, address, refusals, CASE WHEN refusals >= ${UNREACHABLE_AFTER} THEN $2::timestamptz END FROM failed
  ON CONFLICT (person_id, channel, address) DO UPDATE SET refusals = excluded.refusals,
    unreachable_at = coalesce(letterbox.unreachable_at, excluded.unreachable_at)),
audited AS (INSERT INTO audit_event (at, who, action, about) SELECT $2::timestamptz, 'onward', 'email came back', person_id::text FROM gone)
SELECT id FROM gone`;

export function bouncedOf(sql: Sql): Outbox['bounced'] {
  return async (id, at) => (await sql.query(bouncing, [id, at])).length === 1;
}
