import type { ChannelName } from '../desk/ports.ts';
import type { Sql } from './sql.ts';

/** Somebody is there who is more than a beginning: their own chat, and what they may do, must not go by a code of somebody else's. */
const taken = `p.registered_at IS NOT NULL OR p.stopped_at IS NOT NULL OR p.concern_at IS NOT NULL
  OR EXISTS (SELECT 1 FROM role_grant r WHERE r.person_id = p.id) OR EXISTS (SELECT 1 FROM attendance t WHERE t.person_id = p.id)
  OR EXISTS (SELECT 1 FROM session_facilitator f WHERE f.person_id = p.id) OR EXISTS (SELECT 1 FROM session s WHERE s.owner_id = p.id)`;

/**
 * Marks an unused code as used and gives the address to its person, in one statement: of two who say the same code at once, one gets in.
 * Where somebody has begun a chat at that address, the beginning is erased with it: nobody could reach it any more. It opens the whole chat, so it
 * is in the audit.
 * @param externalId of the event that said it; null: it has none
 * @returns the person, or null when there is no such code, it was used, it has run out, or the address is somebody's who is more than a beginning
 */
export async function redeem(
  sql: Sql,
  channel: ChannelName,
  address: string,
  hash: string,
  at: Date,
  externalId: string | null,
): Promise<string | null> {
  const [row] = await sql.query<{ person: string }>(
    `WITH there AS (SELECT p.id, ${taken} AS taken FROM address a JOIN person p ON p.id = a.person_id WHERE a.channel = $1::text AND a.value = $2::text),
    code AS (UPDATE resume_code SET used_at = $4::timestamptz
      WHERE hash = $3::text AND used_at IS NULL AND expires_at > $4::timestamptz
      AND NOT EXISTS (SELECT 1 FROM there WHERE taken AND id <> resume_code.person_id) RETURNING person_id),
    moved AS (INSERT INTO address (channel, value, person_id, created_at) SELECT $1::text, $2::text, person_id, $4::timestamptz FROM code
      ON CONFLICT (channel, value) DO UPDATE SET person_id = excluded.person_id, created_at = excluded.created_at),
    begun AS (DELETE FROM person USING there, code WHERE person.id = there.id AND person.id <> code.person_id
      AND NOT EXISTS (SELECT 1 FROM address o WHERE o.person_id = person.id AND (o.channel, o.value) <> ($1::text, $2::text)) RETURNING person.id),
    key AS (INSERT INTO inbound_key (channel, external_id, at) SELECT $1::text, $5::text, $4::timestamptz FROM code WHERE $5::text IS NOT NULL),
    audited AS (INSERT INTO audit_event (at, who, action, about) SELECT $4::timestamptz, person_id::text, 'code used', person_id::text FROM code
      UNION ALL SELECT $4::timestamptz, id::text, 'deleted', id::text FROM begun)
    SELECT person_id AS person FROM code`,
    [channel, address, hash, at, externalId],
  );
  return row?.person ?? null;
}
