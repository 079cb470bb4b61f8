import type { FailedMessage, Outbox, Unreachable } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';

/** Never what they say. */
const failed = `SELECT m.id::text, m.person_id AS person, p.name, m.channel, m.kind, m.at, m.attempts, m.reason
FROM message m JOIN person p ON p.id = m.person_id WHERE m.state = 'failed' ORDER BY m.id DESC LIMIT $1::int`;

/** With as many tries as a new one. It may be there already: the channel is asked, where it can be. */
const retrying = `UPDATE message SET state = 'queued', due_at = $2::timestamptz, attempts = 0, doubt = (reason = 'doubt'), reason = NULL
WHERE state = 'failed' AND ($1::bigint IS NULL OR id = $1::bigint) RETURNING 1`;

const unreachable = `SELECT b.person_id AS person, p.name, b.channel, b.unreachable_at AS since
FROM letterbox b JOIN person p ON p.id = b.person_id WHERE b.unreachable_at IS NOT NULL ORDER BY b.unreachable_at, b.person_id, b.channel LIMIT $1::int`;

export function failedOf(sql: Sql): Pick<Outbox, 'failed' | 'countFailed' | 'retry' | 'unreachable'> {
  return {
    failed: (limit) => sql.query<FailedMessage>(failed, [limit]),
    countFailed: async () =>
      (await sql.query<{ count: number }>(`SELECT count(*)::int AS count FROM message WHERE state = 'failed'`, []))[0]?.count ?? 0,
    retry: async (id, now) => (await sql.query(retrying, [id, now])).length,
    unreachable: (limit) => sql.query<Unreachable>(unreachable, [limit]),
  };
}
