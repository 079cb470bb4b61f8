import type { Parked } from '../desk/ports.ts';
import type { Sql } from './sql.ts';

export function parkedOf(sql: Sql): Parked {
  return {
    keep: async (key, order, expiresAt) => {
      await sql.query('INSERT INTO parked_order (key, body, expires_at) VALUES ($1::text, $2::text, $3::timestamptz)', [
        key,
        JSON.stringify(order),
        expiresAt,
      ]);
    },
    find: async (key, at) => {
      const known = 'SELECT body FROM parked_order WHERE key = $1::text AND expires_at > $2::timestamptz';
      const [row] = await sql.query<{ body: string | null }>(known, [key, at]);
      if (!row) return null;
      return row.body === null ? 'taken' : { order: JSON.parse(row.body) };
    },
    empty: async (key) => void (await sql.query('UPDATE parked_order SET body = NULL WHERE key = $1::text', [key])),
    sweep: async (now) => void (await sql.query('DELETE FROM parked_order WHERE expires_at <= $1::timestamptz', [now])),
  };
}
