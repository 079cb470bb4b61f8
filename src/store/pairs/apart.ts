import type { Pairs } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';

/** The smaller id first, as the database orders them. */
const two = 'least($1::uuid, $2::uuid)';
const these = `first = ${two} AND second = greatest($1::uuid, $2::uuid)`;

/** A word that nobody confirmed in time, and is said again, begins anew. */
const saying = `INSERT INTO pair_apart (first, second, by, at) SELECT ${two}, greatest($1::uuid, $2::uuid), $3::text, $4::timestamptz
  FROM person a, person b WHERE a.id = $1::uuid AND b.id = $2::uuid AND a.id <> b.id AND a.merged_into IS NULL AND b.merged_into IS NULL
  FOR KEY SHARE
  ON CONFLICT (first, second) DO UPDATE SET by = excluded.by, at = excluded.at, lift_by = NULL
  WHERE pair_apart.confirmed_by IS NULL AND pair_apart.at <= $5::timestamptz RETURNING first`;

/** Each answers whether it did anything. */
export function apartOf(sql: Sql): Pick<Pairs, 'keepApart' | 'confirmApart' | 'liftApart' | 'wouldLift'> {
  const did = async (text: string, params: unknown[]) => (await sql.query(text, params)).length > 0;
  return {
    keepApart: ({ first, second, by, at }, lapsed) => did(saying, [first, second, by, at, lapsed]),
    confirmApart: (first, second, by, lapsed) =>
      did(
        `UPDATE pair_apart SET confirmed_by = $3::text WHERE ${these} AND confirmed_by IS NULL AND by <> $3::text AND at > $4::timestamptz RETURNING first`,
        [first, second, by, lapsed],
      ),
    liftApart: (first, second, by) =>
      did(`DELETE FROM pair_apart WHERE ${these} AND (confirmed_by IS NULL AND by = $3::text OR lift_by <> $3::text) RETURNING first`, [
        first,
        second,
        by,
      ]),
    wouldLift: (first, second, by) =>
      did(`UPDATE pair_apart SET lift_by = $3::text WHERE ${these} AND confirmed_by IS NOT NULL AND lift_by IS NULL RETURNING first`, [
        first,
        second,
        by,
      ]),
  };
}
