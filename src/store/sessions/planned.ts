import type { Sessions } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';

/**
 * A piece of a statement that captures something of a session: if it was only planned, it took place, and is recorded now.
 * @param session where its id comes from, and a condition
 * @param at when
 */
export const tookPlace = (session: string, at: string) =>
  `held AS (UPDATE session SET planned = false, created_at = ${at}::timestamptz ${session} AND planned)`;

/** A survey's days go along, each at its local hour. A key is kept longer, and never less long: something may lie on a tablet. */
const moving = `WITH old AS (SELECT id, $2::date - date AS days FROM session WHERE id = $1::uuid AND planned FOR UPDATE),
moved AS (UPDATE session SET date = $2::date FROM old WHERE session.id = old.id RETURNING session.id, old.days),
runs AS (UPDATE survey_run r SET opens_at = ${later('r.opens_at')}, closes_at = least(${later('r.closes_at')}, $4::timestamptz),
  finish_by = least(${later('r.finish_by')}, $4::timestamptz)
  FROM moved WHERE r.session_id = moved.id RETURNING r.id, moved.days),
tablets AS (UPDATE tablet t SET takes_until = ${later('t.takes_until')} FROM runs WHERE t.run_id = runs.id AND runs.days > 0)
SELECT id FROM moved`;

function later(moment: string) {
  return `(${moment} AT TIME ZONE $3::text + days * interval '1 day') AT TIME ZONE $3::text`;
}

const cancelling = `DELETE FROM session s WHERE id = $1::uuid AND planned AND (date > $2::date
    OR NOT EXISTS (SELECT 1 FROM tablet t JOIN survey_run r ON r.id = t.run_id WHERE r.session_id = s.id)) RETURNING id`;

export function plannedOf(sql: Sql): Pick<Sessions, 'tookPlace' | 'move' | 'cancel'> {
  const did = async (text: string, params: unknown[]) => (await sql.query(text, params)).length > 0;
  return {
    tookPlace: async (session, at) => void (await sql.query(`WITH ${tookPlace('WHERE id = $1::uuid', '$2')} SELECT 1`, [session, at])),
    move: (session, date, zone, until) => did(moving, [session, date, zone, until]),
    cancel: (session, today) => did(cancelling, [session, today]),
  };
}
