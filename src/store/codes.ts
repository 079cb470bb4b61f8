import type { ChannelName, Redeemed, Store } from '../desk/ports.ts';
import type { Sql } from './sql.ts';

/**
 * Marks an unused code as used and gives the address to its person, in one statement: of two who say the same code at once, one gets in.
 * An address that was somebody else's moves; it counts as the person's newest. It opens the whole chat, so it is in the audit. A link of an
 * email opens it from its message on. Where `own` is the person's already, and shows as much, the code stays as it is.
 */
export async function redeem(
  sql: Sql,
  channel: ChannelName,
  address: string,
  hash: string,
  at: Date,
  own: string | null,
): Promise<Redeemed> {
  const [row] = await sql.query<Exclude<Redeemed, { kind: 'refused' }>>(
    `WITH known AS (SELECT c.person_id FROM resume_code c JOIN address a ON a.person_id = c.person_id
      WHERE c.hash = $3::text AND a.channel = $1::text AND a.value = $5::text AND (a.from_message IS NULL OR a.from_message <= c.from_message)),
    code AS (UPDATE resume_code SET used_at = $4::timestamptz
      WHERE hash = $3::text AND used_at IS NULL AND expires_at > $4::timestamptz AND NOT EXISTS (SELECT 1 FROM known)
      RETURNING person_id, from_message),
    address AS (INSERT INTO address (channel, value, person_id, created_at, from_message)
      SELECT $1::text, $2::text, person_id, $4::timestamptz, from_message FROM code
      ON CONFLICT (channel, value) DO UPDATE
        SET person_id = excluded.person_id, created_at = excluded.created_at, from_message = excluded.from_message),
    audited AS (INSERT INTO audit_event (at, who, action, about)
      SELECT $4::timestamptz, person_id::text, CASE WHEN from_message IS NULL THEN 'code used' ELSE 'link used' END, person_id::text FROM code)
    SELECT person_id AS person, CASE WHEN from_message IS NULL THEN 'redeemed' ELSE 'opened' END AS kind FROM code
    UNION ALL SELECT person_id, 'known' FROM known`,
    [channel, address, hash, at, own],
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
