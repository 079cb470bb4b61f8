import type { Held, Tickets } from '../desk/ports.ts';
import { heldColumn } from './held.ts';
import type { Sql } from './sql.ts';

/** Used tickets stay a day longer than they are good for, so that no replica's slow clock finds one good again. */
const takeText = `WITH swept AS (DELETE FROM used_ticket WHERE expires_at < $4::timestamptz - interval '1 day'),
spent AS (INSERT INTO used_ticket (hash, expires_at) SELECT $2::text, $3::timestamptz FROM person WHERE id = $1::uuid AND $2::text IS NOT NULL
  ON CONFLICT DO NOTHING RETURNING 1),
audited AS (INSERT INTO audit_event (at, who, action, about) SELECT $4::timestamptz, $1::uuid::text, $5::text, $1::uuid::text FROM spent)
SELECT ${heldColumn} AS held FROM person p WHERE p.id = $1::uuid AND EXISTS (SELECT 1 FROM spent)`;

export function ticketsOf(sql: Sql): Tickets {
  return {
    used: async (hash) => (await sql.query('SELECT 1 AS one FROM used_ticket WHERE hash = $1::text', [hash])).length > 0,
    // Nothing to take is asked of the database too: a refusal takes as long whatever its reason.
    take: async (ticket, person, at, action = 'my data copied') => {
      const [row] = await sql.query<{ held: Held }>(takeText, [person, ticket?.hash, ticket?.expiresAt, at, action]);
      return row?.held ?? null;
    },
  };
}
