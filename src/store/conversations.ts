import type { ChannelName, ConversationRow, Opened } from '../desk/ports.ts';
import type { Sql } from './sql.ts';
import { type OpenRow, openColumns, openedOf } from './turn.ts';

/** The latest conversation of a person in a flow, open or ended. */
export async function latest(sql: Sql, person: string, flow: string): Promise<ConversationRow | null> {
  const [row] = await sql.query<OpenRow>(
    `SELECT ${openColumns} FROM conversation c JOIN person p ON p.id = c.person_id
    WHERE c.person_id = $1::uuid AND c.flow = $2::text ORDER BY c.started_at DESC, c.id DESC LIMIT 1`,
    [person, flow],
  );
  return row ? openedOf(row).conversation : null;
}

/**
 * Conversations whose silence is due, oldest first, of people who have not said STOP. Each with the newest of the person's addresses on the
 * channel that they wrote from last.
 */
export async function silent(sql: Sql, now: Date, limit: number): Promise<{ channel: ChannelName; address: string; opened: Opened }[]> {
  const rows = await sql.query<OpenRow & { channel: ChannelName; address: string }>(
    `SELECT ${openColumns}, a.channel, a.value AS address FROM conversation c
    JOIN person p ON p.id = c.person_id
    LEFT JOIN LATERAL (SELECT channel FROM message WHERE person_id = p.id AND direction = 'in' ORDER BY id DESC LIMIT 1) said ON true
    JOIN LATERAL (SELECT channel, value FROM address WHERE person_id = p.id
      ORDER BY channel IS NOT DISTINCT FROM said.channel DESC, created_at DESC LIMIT 1) a ON true
    WHERE c.silent_hour <= $1::timestamptz AND c.silent_at <= $1::timestamptz AND c.ended_at IS NULL AND p.stopped_at IS NULL
    ORDER BY c.silent_at, c.id LIMIT $2::int`,
    [now, limit],
  );
  return rows.map((row) => ({ channel: row.channel, address: row.address, opened: openedOf(row) }));
}
