import type { Parked } from '../desk/ports.ts';
import type { Sql } from './sql.ts';

/** Of two who take it at once, the second waits for the first and finds it empty. */
const takeText = `WITH known AS (SELECT key, body FROM parked_order WHERE key = $1::text AND expires_at > $2::timestamptz FOR UPDATE),
emptied AS (UPDATE parked_order SET body = NULL FROM known WHERE parked_order.key = known.key)
SELECT body FROM known`;

export function parkedOf(sql: Sql): Parked {
  return {
    keep: async (key, order, expiresAt) => {
      await sql.query('INSERT INTO parked_order (key, body, expires_at) VALUES ($1::text, $2::text, $3::timestamptz)', [
        key,
        JSON.stringify(order),
        expiresAt,
      ]);
    },
    take: async (key, at) => {
      const [row] = await sql.query<{ body: string | null }>(takeText, [key, at]);
      if (!row) return null;
      return row.body === null ? 'taken' : { order: JSON.parse(row.body) };
    },
    sweep: async (now) => void (await sql.query('DELETE FROM parked_order WHERE expires_at <= $1::timestamptz', [now])),
  };
}
