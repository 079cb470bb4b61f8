import type { NewNudge, Nudges } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';

/**
 * Plans nudges from a list `l`, a recordset with `nudgeFields`. One that is planned already moves with its times; one that has ended, that staff have
 * changed, or that is on its way, stays as it is.
 * @param from what the rows are read from, with the list in it
 */
export const planning = (
  from: string,
  now: string,
) => `INSERT INTO nudge (id, person_id, flow, policy, occurrence, kind, invitation_id, from_at, until_at,
    due_at, planned_at)
  SELECT nudge_id(l.flow, l.policy, l.person, l.occurrence), l.person, l.flow, l.policy, l.occurrence, l.kind, l.invitation, l."from", l."until",
    l."from", ${now}::timestamptz FROM ${from}
  ON CONFLICT (person_id, id) DO UPDATE SET from_at = excluded.from_at, until_at = excluded.until_at, due_at = excluded.due_at, reason = NULL,
    version = nudge.version + 1
  WHERE nudge.state = 'planned' AND nudge.words IS NULL AND (nudge.from_at, nudge.until_at) IS DISTINCT FROM (excluded.from_at, excluded.until_at)`;

export const nudgeFields = `(person uuid, flow text, policy text, occurrence text, kind text, invitation uuid,
  "from" timestamptz, "until" timestamptz)`;

/**
 * Of one policy. As arrays, which the database reads three times faster than JSON. Holds the people: whoever is erased meanwhile takes theirs along,
 * or has none.
 */
const adding = `WITH planned AS (${planning(
  `(SELECT theirs.person, $1::text AS flow, $2::text AS policy, theirs.occurrence, $3::text AS kind, theirs.invitation,
    to_timestamp(theirs.begins / 1000) AS "from", to_timestamp(theirs.ends / 1000) AS "until"
    FROM unnest($4::uuid[], $5::text[], $6::uuid[], $7::float8[], $8::float8[]) AS theirs (person, occurrence, invitation, begins, ends)
    JOIN person p ON p.id = theirs.person AND p.merged_into IS NULL FOR KEY SHARE OF p) AS l`,
  '$9',
)} RETURNING id) SELECT count(*)::int AS planned FROM planned`;

/** A statement of more rows takes longer than it saves. */
const AT_ONCE = 5_000;

function byPolicy(nudges: readonly NewNudge[]): Map<string, NewNudge[]> {
  const found = new Map<string, NewNudge[]>();
  for (const nudge of nudges) {
    const key = `${nudge.flow}/${nudge.policy}/${nudge.kind}`;
    const alike = found.get(key);
    if (alike) alike.push(nudge);
    else found.set(key, [nudge]);
  }
  return found;
}

/** A list as PostgreSQL writes an array. */
const arrayOf = (values: (string | number | null)[]) =>
  `{${values.map((value) => (typeof value === 'string' ? `"${value.replace(/["\\]/g, '\\$&')}"` : (value ?? 'NULL'))).join(',')}}`;

function paramsOf(alike: NewNudge[], now: Date): unknown[] {
  const [{ flow, policy, kind }] = alike as [NewNudge];
  return [
    flow,
    policy,
    kind,
    arrayOf(alike.map(({ person }) => person)),
    arrayOf(alike.map(({ occurrence }) => occurrence)),
    arrayOf(alike.map(({ invitation }) => invitation)),
    arrayOf(alike.map(({ from }) => from.getTime())),
    arrayOf(alike.map(({ until }) => until.getTime())),
    now,
  ];
}

const none = `NOT EXISTS (SELECT 1 FROM nudge n WHERE n.person_id = p.id AND n.flow = $1::text AND n.policy = $2::text`;

const registeredText = `SELECT p.id AS person, p.zone, p.registered_at AS at, 'registered' AS of FROM person p
  WHERE p.registered_at > $3::timestamptz AND p.registered_at <= $4::timestamptz AND ${none}) ORDER BY p.registered_at LIMIT $5::int`;

/** When somebody fell silent is reckoned back from when the flow's silence comes due. */
const silentText = `SELECT p.id AS person, p.zone, c.silent_at - make_interval(mins => $6::int) AS at, c.id::text AS of
  FROM conversation c JOIN person p ON p.id = c.person_id
  WHERE c.flow = $1::text AND c.ended_at IS NULL AND c.silent_at - make_interval(mins => $6::int) > $3::timestamptz
    AND c.silent_at - make_interval(mins => $6::int) <= $4::timestamptz
    AND ${none} AND n.occurrence LIKE c.id || ':%') ORDER BY c.silent_at LIMIT $5::int`;

export function planningOf(sql: Sql): Pick<Nudges, 'plan' | 'registered' | 'silent'> {
  return {
    plan: async (nudges, now) => {
      let planned = 0;
      for (const alike of byPolicy(nudges).values())
        for (let at = 0; at < alike.length; at += AT_ONCE) {
          const [row] = await sql.query<{ planned: number }>(adding, paramsOf(alike.slice(at, at + AT_ONCE), now));
          planned += row?.planned ?? 0;
        }
      return planned;
    },
    registered: (flow, policy, after, before, limit) => sql.query(registeredText, [flow, policy, after, before, limit]),
    silent: (flow, policy, minutes, after, before, limit) => sql.query(silentText, [flow, policy, after, before, limit, minutes]),
  };
}
