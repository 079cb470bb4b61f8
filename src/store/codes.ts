import type { ChannelName } from '../desk/ports.ts';
import type { Sql } from './sql.ts';

/**
 * Marks an unused code as used and gives the address to its person, in one statement: of two who say the same code at once, one gets in.
 * An address that was somebody else's moves; it counts as the person's newest. It opens the whole chat, so it is in the audit.
 * @returns the person, or null when there is no such code, it was used, or it has run out
 */
export async function redeem(sql: Sql, channel: ChannelName, address: string, hash: string, at: Date): Promise<string | null> {
  const [row] = await sql.query<{ person: string }>(
    `WITH code AS (UPDATE resume_code SET used_at = $4::timestamptz
      WHERE hash = $3::text AND used_at IS NULL AND expires_at > $4::timestamptz RETURNING person_id),
    address AS (INSERT INTO address (channel, value, person_id, created_at) SELECT $1::text, $2::text, person_id, $4::timestamptz FROM code
      ON CONFLICT (channel, value) DO UPDATE SET person_id = excluded.person_id, created_at = excluded.created_at),
    audited AS (INSERT INTO audit_event (at, who, action, about) SELECT $4::timestamptz, person_id::text, 'code used', person_id::text FROM code)
    SELECT person_id AS person FROM code`,
    [channel, address, hash, at],
  );
  return row?.person ?? null;
}
