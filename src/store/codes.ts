import type { ChannelName, Redeemed, Store } from '../desk/ports.ts';
import type { Sql } from './sql.ts';

/** Somebody is there who is more than a beginning: their own chat, and what they may do, must not go by a code of somebody else's. */
const taken = `p.registered_at IS NOT NULL OR p.stopped_at IS NOT NULL OR p.concern_at IS NOT NULL
  OR EXISTS (SELECT 1 FROM role_grant r WHERE r.person_id = p.id) OR EXISTS (SELECT 1 FROM attendance t WHERE t.person_id = p.id)
  OR EXISTS (SELECT 1 FROM session_facilitator f WHERE f.person_id = p.id) OR EXISTS (SELECT 1 FROM session s WHERE s.owner_id = p.id)
  OR EXISTS (SELECT 1 FROM stage_change c WHERE c.person_id = p.id) OR EXISTS (SELECT 1 FROM proof f WHERE f.person_id = p.id)`;

/**
 * Marks an unused code as used and gives the address to its person, in one statement: of two who say the same code at once, one gets in.
 * Where somebody has begun a chat at that address, the beginning is erased with it: nobody could reach it any more. It opens the whole chat, so it
 * is in the audit. A link of an email opens it from its message on, in the web chat alone. Where `own` is the person's already, and shows as much,
 * the code stays as it is.
 * @param from `externalId`: of the event that said it; null: it has none
 * @returns `refused` when there is no such code, it was used, it has run out, or the address is somebody's who is more than a beginning
 */
export async function redeem(
  sql: Sql,
  channel: ChannelName,
  address: string,
  hash: string,
  at: Date,
  { externalId, own }: { externalId: string | null; own: string | null },
): Promise<Exclude<Redeemed, { kind: 'duplicate' }>> {
  const [row] = await sql.query<{ kind: 'redeemed' | 'opened' | 'known'; person: string }>(
    `WITH there AS (SELECT p.id, ${taken} AS taken FROM address a JOIN person p ON p.id = a.person_id WHERE a.channel = $1::text AND a.value = $2::text),
    known AS (SELECT c.person_id FROM resume_code c JOIN address a ON a.person_id = c.person_id
      WHERE c.hash = $3::text AND a.channel = $1::text AND a.value = $6::text AND (a.from_message IS NULL OR a.from_message <= c.from_message)),
    code AS (UPDATE resume_code SET used_at = $4::timestamptz
      WHERE hash = $3::text AND used_at IS NULL AND expires_at > $4::timestamptz AND (from_message IS NULL OR $1::text = 'web')
      AND NOT EXISTS (SELECT 1 FROM known) AND NOT EXISTS (SELECT 1 FROM there WHERE taken AND id <> resume_code.person_id)
      RETURNING person_id, from_message),
    moved AS (INSERT INTO address (channel, value, person_id, created_at, from_message)
      SELECT $1::text, $2::text, person_id, $4::timestamptz, from_message FROM code
      ON CONFLICT (channel, value) DO UPDATE
        SET person_id = excluded.person_id, created_at = excluded.created_at, from_message = excluded.from_message),
    begun AS (DELETE FROM person USING there, code WHERE person.id = there.id AND person.id <> code.person_id
      AND NOT EXISTS (SELECT 1 FROM address o WHERE o.person_id = person.id AND (o.channel, o.value) <> ($1::text, $2::text)) RETURNING person.id),
    key AS (INSERT INTO inbound_key (channel, external_id, at) SELECT $1::text, $5::text, $4::timestamptz FROM code WHERE $5::text IS NOT NULL),
    audited AS (INSERT INTO audit_event (at, who, action, about)
      SELECT $4::timestamptz, person_id::text, CASE WHEN from_message IS NULL THEN 'code used' ELSE 'link used' END, person_id::text FROM code
      UNION ALL SELECT $4::timestamptz, id::text, 'deleted', id::text FROM begun)
    SELECT person_id AS person, CASE WHEN from_message IS NULL THEN 'redeemed' ELSE 'opened' END AS kind FROM code
    UNION ALL SELECT person_id, 'known' FROM known`,
    [channel, address, hash, at, externalId, own],
  );
  return row ?? { kind: 'refused' };
}

/** Keeps the link of an email. A second try to send the same email brings the same link, which stays as it was. */
export async function keepLink(sql: Sql, { hash, person, message, expiresAt }: Parameters<Store['keepLink']>[0]): Promise<void> {
  await sql.query(
    `INSERT INTO resume_code (hash, person_id, expires_at, from_message)
    SELECT $1::text, id, $3::timestamptz, $4::bigint FROM person WHERE id = $2::uuid ON CONFLICT (hash) DO NOTHING`,
    [hash, person, expiresAt, message],
  );
}
