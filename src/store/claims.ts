import type { Claim, Claims } from '../desk/ports.ts';
import type { Sql } from './sql.ts';

/** Claims stand among the events that were taken, and go with them. No channel is called so. */
const channel = 'order';

/** Whoever waited for another's claim sees neither row: it is going on. */
const taking = `WITH mine AS (INSERT INTO inbound_key (channel, external_id, at, until) VALUES ('${channel}', $1::text, $2::timestamptz, $3::timestamptz)
  ON CONFLICT (channel, external_id) DO UPDATE SET at = excluded.at, until = excluded.until WHERE inbound_key.until <= excluded.at RETURNING 1)
SELECT CASE WHEN EXISTS (SELECT 1 FROM mine) THEN 'mine'
  WHEN EXISTS (SELECT 1 FROM inbound_key WHERE channel = '${channel}' AND external_id = $1::text AND until IS NULL) THEN 'done' ELSE 'going' END AS state`;

const keeping = `UPDATE inbound_key SET until = NULL FROM jsonb_to_recordset($1::jsonb) AS mine (key text)
WHERE channel = '${channel}' AND external_id = mine.key`;

const freeing = `DELETE FROM inbound_key USING jsonb_to_recordset($1::jsonb) AS mine (key text, until timestamptz)
WHERE channel = '${channel}' AND external_id = mine.key AND inbound_key.until = mine.until`;

export function claimsOf(sql: Sql): Claims {
  const each = async (text: string, claims: readonly Claim[]) => {
    if (claims.length > 0) await sql.query(text, [claims]);
  };
  return {
    take: async ({ key, until }, at) => {
      const [row] = await sql.query<{ state: 'mine' | 'done' | 'going' }>(taking, [key, at, until]);
      return row?.state ?? 'going';
    },
    done: (claims) => each(keeping, claims),
    free: (claims) => each(freeing, claims),
  };
}
