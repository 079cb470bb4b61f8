import type { ChannelName, KeptMessage, Opened, Said } from '../desk/ports.ts';
import type { Sql } from './sql.ts';
import { type OpenRow, openColumns, openedOf, openSource } from './turn.ts';

/** Messages of one person that a page draws at once. More than a phone wants to scroll; the rest is kept. */
const MOST_MESSAGES = 500;

interface MessageRow {
  id: string;
  direction: 'in' | 'out';
  text: string;
  /** Milliseconds since 1970. */
  at: number;
  externalId: string | null;
  copy: string | null;
  quick: Said['quick'] | null;
  drawn: Said['drawn'] | null;
  survey: Said['survey'] | null;
}

/** What was to be sent elsewhere and is held because of a STOP, or will be, was never said. */
const told = `NOT (state IS NOT NULL AND (state = 'held' OR state = 'queued' AND p.stopped_at IS NOT NULL))`;

/** Who came in by the link of an email sees the message that it told of, and what was said at that address. */
const shown = '(a.from_message IS NULL OR id = a.from_message OR address = a.value)';

const historyText = `SELECT ${openColumns}, a.from_message IS NOT NULL AS narrow, m.messages FROM ${openSource}
LEFT JOIN LATERAL (
  SELECT json_agg(json_build_object('id', id::text, 'direction', direction, 'text', content->>'text',
    'at', round(extract(epoch FROM at) * 1000)::bigint, 'externalId', external_id, 'copy', content->>'copy', 'quick', content->'quick', 'drawn', content->'drawn',
    'survey', content->'survey') ORDER BY id) AS messages
  FROM (SELECT * FROM message WHERE person_id = p.id AND id > $3::bigint AND ${shown} AND ${told} ORDER BY id DESC LIMIT ${MOST_MESSAGES}) newest
) m ON true`;

function keptOf({ at, quick, drawn, survey, ...message }: MessageRow): KeptMessage {
  return { ...message, at: new Date(at), ...(quick && { quick }), ...(drawn && { drawn }), ...(survey && { survey }) };
}

/** Who it is, where they are, and the newest messages after `after`, oldest first. One statement: the question that waits is the one of the last message. */
export async function history(
  sql: Sql,
  channel: ChannelName,
  address: string,
  after?: string,
): Promise<{ opened: Opened; messages: KeptMessage[] }> {
  const from = after !== undefined && /^\d{1,18}$/.test(after) ? after : '0';
  const [row] = await sql.query<OpenRow & { messages: MessageRow[] | null }>(historyText, [channel, address, from]);
  if (!row) throw new Error('The history answers one row, always.');
  return { opened: openedOf(row), messages: (row.messages ?? []).map(keptOf) };
}
