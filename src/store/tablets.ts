import type { TabletRow, TabletTable } from '../desk/ports.ts';
import { rowsOf } from './sessions/attendance.ts';
import { tookPlace } from './sessions/planned.ts';
import type { Sql } from './sql.ts';

/** As `count` of sessions does, where the envelope is new; but what somebody counted later stays, and the audit says so. */
const counting = `WITH fresh AS (INSERT INTO taken_in (run_id, key) VALUES ($1::uuid, encode(sha256(convert_to($2::text, 'UTF8')), 'hex'))
  ON CONFLICT DO NOTHING RETURNING run_id),
of_it AS (SELECT r.session_id AS id, r.id AS run, EXISTS (SELECT 1 FROM headcount h WHERE h.session_id = r.session_id AND h.at > $4::timestamptz) AS older
  FROM survey_run r JOIN fresh ON fresh.run_id = r.id),
${tookPlace('FROM of_it WHERE session.id = of_it.id', '$5')},
newest AS (SELECT id FROM of_it WHERE NOT older),
noted AS (INSERT INTO audit_event (at, who, action, about) SELECT $5::timestamptz, $6::text, 'older heads left out', run::text FROM of_it WHERE older),
counts AS (SELECT * FROM jsonb_to_recordset($3::jsonb) AS h (band text, count int)),
gone AS (DELETE FROM headcount h USING newest WHERE h.session_id = newest.id AND h.age_band NOT IN (SELECT band FROM counts))
INSERT INTO headcount (session_id, age_band, count, at) SELECT newest.id, band, count, $4::timestamptz FROM newest, counts
  ON CONFLICT (session_id, age_band) DO UPDATE SET count = excluded.count, batch = NULL, at = excluded.at`;

const columns = `id, run_id AS run, public_key AS "publicKey", locked, by, starts_until AS "startsUntil", takes_until AS "takesUntil"`;

export function tabletsOf(sql: Sql): TabletTable {
  return {
    add: async ({ id, run, code, publicKey, locked, by, startsUntil, takesUntil }) => {
      await sql.query(
        `INSERT INTO tablet (id, run_id, code, public_key, locked, by, starts_until, takes_until)
        VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::text, $7::timestamptz, $8::timestamptz)`,
        [id, run, code, publicKey, locked, by, startsUntil, takesUntil],
      );
    },
    start: async (code, at) => {
      const [row] = await sql.query<TabletRow>(
        `WITH found AS (SELECT ${columns} FROM tablet WHERE code = $1::text AND starts_until > $2::timestamptz),
        audited AS (INSERT INTO audit_event (at, who, action, about) SELECT $2::timestamptz, 'onward', 'tablet started', run::text FROM found)
        SELECT * FROM found`,
        [code, at],
      );
      return row ?? null;
    },
    find: async (id) => (await sql.query<TabletRow>(`SELECT ${columns} FROM tablet WHERE id = $1::uuid`, [id]))[0] ?? null,
    countHeads: async ({ run, by }, envelope, heads, at, now) =>
      void (await sql.query(counting, [run, envelope, rowsOf(heads), at, now, by])),
    sweep: async (now) => void (await sql.query('DELETE FROM tablet WHERE takes_until <= $1::timestamptz', [now])),
  };
}
