import type { ChannelName, ChatMessage, Opened } from '../desk/ports.ts';
import type { Database } from './database.ts';
import { open, openedOf, type OpenRow } from './turn.ts';

interface MessageRow {
  id: bigint;
  direction: 'in' | 'out';
  text: string;
  at: Date;
  external_id: string | null;
}

/** Messages of one person that a page draws at once. More than a phone wants to scroll; the rest is kept. */
const MOST_MESSAGES = 500;

/** Who it is, where they are, and the newest messages after `after`, oldest first. */
export async function history(
  database: Database,
  channel: ChannelName,
  address: string,
  after?: string,
): Promise<{ opened: Opened; messages: ChatMessage[] }> {
  const opened = await open(database, channel, address, null);
  if (!opened.person) return { opened, messages: [] };
  const from = /^\d{1,18}$/.test(after ?? '') ? (after as string) : '0';
  const rows = await database.query<MessageRow>(
    `SELECT id, direction, content->>'text' AS text, at, external_id FROM message
    WHERE person_id = $1::uuid AND id > $2::bigint ORDER BY id DESC LIMIT ${MOST_MESSAGES}`,
    [opened.person.id, from],
  );
  const messages = rows
    .reverse()
    .map((row) => ({ id: String(row.id), direction: row.direction, text: row.text, at: row.at, externalId: row.external_id }));
  return { opened, messages };
}

/** Conversations whose silence is due, with an address of theirs on the channel that they last wrote from. */
export async function silent(
  database: Database,
  now: Date,
  limit: number,
): Promise<{ channel: ChannelName; address: string; opened: Opened }[]> {
  const rows = await database.query<OpenRow & { channel: ChannelName; address: string }>(
    `SELECT p.id AS person, p.language, false AS stopped, p.name, c.id AS conversation, c.flow, c.flow_version, c.version, c.session, a.channel, a.value AS address
    FROM conversation c JOIN person p ON p.id = c.person_id
    JOIN LATERAL (SELECT channel, value FROM address WHERE person_id = p.id ORDER BY created_at DESC LIMIT 1) a ON true
    WHERE c.silent_at <= $1::timestamptz AND c.ended_at IS NULL AND p.stopped_at IS NULL ORDER BY c.silent_at LIMIT $2::int`,
    [now, limit],
  );
  return rows.map((row) => ({ channel: row.channel, address: row.address, opened: openedOf(row) }));
}
