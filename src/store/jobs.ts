import type { JobState, JobTable } from '../desk/ports.ts';
import type { Sql } from './sql.ts';

/** How far the clocks of replicas may be apart, and how far one may be turned back before what it wrote in the future stands in nobody's way. */
const SKEW = `interval '5 minutes'`;

/**
 * A slot that was not done keeps its beginning and the moment at which it is late when a newer one takes its place: a job that fails each time
 * is late, however often it is begun.
 */
const claiming = `INSERT INTO job AS j (name, slot, started_at, late_at, owner, lease_until)
SELECT name, slot, $3::timestamptz, "lateAt", $2::uuid, $4::timestamptz
  FROM jsonb_to_recordset($1::jsonb) AS wanted (name text, slot timestamptz, "lateAt" timestamptz) ORDER BY name
ON CONFLICT (name) DO UPDATE SET slot = excluded.slot, owner = excluded.owner, lease_until = excluded.lease_until,
  started_at = CASE WHEN j.done_slot = j.slot THEN excluded.started_at ELSE j.started_at END,
  late_at = CASE WHEN j.done_slot = j.slot THEN excluded.late_at ELSE j.late_at END
WHERE (j.lease_until <= $3::timestamptz OR j.lease_until > $4::timestamptz + ${SKEW})
  AND (j.slot < excluded.slot OR j.slot > $3::timestamptz + ${SKEW} OR (j.slot = excluded.slot AND j.done_slot IS DISTINCT FROM j.slot))
RETURNING name`;

const renewing = `UPDATE job SET lease_until = $3::timestamptz
  WHERE owner = $1::uuid AND name IN (SELECT jsonb_array_elements_text($2::jsonb)) AND done_slot IS DISTINCT FROM slot RETURNING name`;

const whose = 'WHERE name = $1::text AND owner = $2::uuid AND slot = $3::timestamptz AND done_slot IS DISTINCT FROM slot';

const finishing = `UPDATE job SET done_slot = slot, late_at = $4::timestamptz, finished_at = $5::timestamptz, lease_until = $5::timestamptz,
  counts = $6::jsonb, error = NULL ${whose}`;

const leaving = `UPDATE job SET error = $4::text, lease_until = $5::timestamptz ${whose}`;

const listing = `SELECT name, slot, started_at AS "startedAt", late_at AS "lateAt", finished_at AS "finishedAt",
  done_slot IS NOT DISTINCT FROM slot AS done, counts, error FROM job ORDER BY name`;

export function jobTableOf(sql: Sql): JobTable {
  const names = (rows: { name: string }[]) => rows.map(({ name }) => name);
  return {
    claim: async (slots, owner, now, lease) =>
      slots.length === 0 ? [] : names(await sql.query<{ name: string }>(claiming, [slots, owner, now, lease])),
    renew: async (owner, kept, lease) =>
      kept.length === 0 ? [] : names(await sql.query<{ name: string }>(renewing, [owner, kept, lease])),
    finish: async (owner, { name, slot, lateAt }, counts, at) => {
      await sql.query(finishing, [name, owner, slot, lateAt, at, counts]);
    },
    leave: async (owner, { name, slot }, error, until) => {
      await sql.query(leaving, [name, owner, slot, error, until]);
    },
    list: () => sql.query<JobState>(listing, []),
  };
}
