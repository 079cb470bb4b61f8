import type { Claimed, Claiming } from '../../desk/ports.ts';
import { concerned } from '../concern-kept.ts';
import type { Sql } from '../sql.ts';

/** What somebody waits for goes first. The same expression as in the index `message_queue`. */
export const rank = (message: string) => `(CASE WHEN coalesce(${message}.kind, 'alert') = 'alert' THEN 0 ELSE 1 END)`;

/**
 * In a query of their own, so that the planner does not look at their values: it would think that a plan for each call is worth more than one for all,
 * and take longer over it than the claim does.
 */
const now = '(SELECT $2::timestamptz)';
const most = '(SELECT $4::int)';

/** Longer than any lease: one that ends later was taken while the clock was ahead. */
const TOO_LONG = `interval '1 minute'`;

/** The workspace of an address; empty where it has none, so that no address stands in a table of paces. */
export const workspaceOf = (address: string) => `coalesce(substring(${address}, '^([^/@]+)/[^@]*$'), '')`;

/** Nobody has it, or nobody any more. */
const free = (message: string) =>
  `(${message}.leased_until IS NULL OR ${message}.leased_until <= ${now} OR ${message}.leased_until > ${now} + ${TOO_LONG})`;

/**
 * Something has to go before it, or is on its way there: of what is due, was put off, or somebody waits for; the last whatever the time, because replicas'
 * clocks are some milliseconds apart. What is planned for later is not even looked at. OFFSET keeps the planner from making a join of these, for which it would
 * read all that is queued for anybody.
 */
const waits = [`before.due_at <= ${now}`, `(before.reason IS NOT NULL OR coalesce(before.kind, 'alert') = 'alert')`]
  .map(
    (
      which,
    ) => `EXISTS (SELECT 1 FROM message before WHERE before.person_id = m.person_id AND before.channel = m.channel AND before.state = 'queued'
  AND ${which} AND before.id <> m.id AND (NOT ${free('before')} OR (${rank('before')}, before.id) < (${rank('m')}, m.id)) OFFSET 0)`,
  )
  .join(' OR ');

/** Workspaces where the channel asked for patience, or whose pace says that what nobody waits for has to wait. Nearly always none. */
const shut = `shut AS MATERIALIZED (SELECT key, closed_until > ${now} AS closed FROM lane
  WHERE channel = $1::text AND (closed_until > ${now} OR busy_until > ${now}))`;

const isShut = (of: number) => `EXISTS (SELECT 1 FROM shut WHERE ${of === 0 ? 'closed AND' : ''}
  (key = ${workspaceOf('m.address')} OR box.place IS NULL AND key = ${workspaceOf('m.address')} || ' first'))`;

/** Where there is a pace, no more than so many of what nobody waits for go at once: a workspace may refuse more, and an alert finds room beside them. */
const BURST = 8;

/** By rank, because the index is: the second is looked at only as far as the first leaves room. */
const ready = (
  of: number,
  whose: string,
  limit = most,
) => `SELECT * FROM (SELECT m.person_id, m.id, m.leased_until IS NOT NULL AS abandoned, box.place, box.refusals
  FROM message m LEFT JOIN LATERAL (SELECT b.place, b.refusals, b.not_before FROM letterbox b
    WHERE b.person_id = m.person_id AND b.channel = m.channel AND b.address = m.address OFFSET 0) box ON true
  WHERE m.state = 'queued' AND m.channel = $1::text AND ${rank('m')} = ${of} ${whose} AND m.due_at <= ${now} AND ${free('m')}
    AND (box.not_before IS NULL OR box.not_before <= ${now}) AND NOT ${isShut(of)} AND NOT (${waits})
  ORDER BY m.due_at, m.id LIMIT ${limit} FOR UPDATE OF m SKIP LOCKED) AS rank_${of}`;

const next = (whose: string, paced: boolean) =>
  `next AS (SELECT * FROM (${ready(0, whose)} UNION ALL ${ready(1, whose, paced ? `least(${most}, ${BURST})` : most)}) AS ready LIMIT ${most})`;

/** A message that is claimed stays queued: so the next one of its person waits, and one whose worker has died comes up again. */
const claimed = `claimed AS (UPDATE message m SET leased_until = $3::timestamptz, attempts = m.attempts + 1 FROM next
  WHERE m.person_id = next.person_id AND m.id = next.id
  RETURNING m.*, next.abandoned, next.place, next.refusals)`;

/** Each message that was claimed moves its workspace's pace on by one step. What is claimed at once goes at once, and what comes next waits for it. */
const moved = `taken AS (SELECT ${workspaceOf('address')} AS key, count(*) AS n, count(*) FILTER (WHERE place IS NULL) AS firsts FROM claimed GROUP BY 1),
steps AS (SELECT key, n * $5::int AS step FROM taken UNION ALL SELECT key || ' first', firsts * $6::int FROM taken),
moved AS (INSERT INTO lane (channel, key, busy_until) SELECT $1::text, key, ${now} + step * interval '1 millisecond' FROM steps WHERE step > 0
  ORDER BY key ON CONFLICT (channel, key) DO UPDATE
  SET busy_until = greatest(lane.busy_until, ${now}) + (excluded.busy_until - ${now}))`;

/**
 * A claim need not be on the disk before the message goes: what is on the disk is the mark, and everything before it. After a crash of the server itself the
 * message is as if it had never been claimed. Waiting for the disk was most of what a message came late.
 */
const hurried = `(SELECT set_config('synchronous_commit', 'off', true)) AS hurried`;

const told = `SELECT m.id::text, m.person_id AS person, m.channel, m.address, m.kind, m.content AS said, m.at, m.attempts - 1 AS attempts, m.doubt,
  m.abandoned, m.place, coalesce(m.refusals, 0) AS refusals, true AS counted, p.language, p.stopped_at AS "stoppedAt",
  p.paused_until AS "pausedUntil", p.zone, m.good_until AS "goodUntil",
  CASE WHEN coalesce(m.kind, 'alert') <> 'alert' THEN ${concerned} ELSE false END AS concern
FROM claimed m JOIN person p ON p.id = m.person_id CROSS JOIN ${hurried} ORDER BY ${rank('m')}, m.due_at, m.id`;

const textOf = (whose: string, paced: boolean) => `WITH ${[shut, next(whose, paced), claimed, ...(paced ? [moved] : [])]} ${told}`;

const texts = {
  ofAnybody: textOf('', false),
  ofAnybodyPaced: textOf('', true),
  ofOne: textOf('AND m.person_id = $5::uuid', false),
  ofOnePaced: textOf('AND m.person_id = $7::uuid', true),
};

export function claim(sql: Sql, { channel, now, lease, most, pace, person }: Claiming): Promise<Claimed[]> {
  const text = texts[`${person === null ? 'ofAnybody' : 'ofOne'}${pace ? 'Paced' : ''}` as const];
  const params = [channel, now, lease, most, ...(pace ? [pace.workspace, pace.first] : []), ...(person === null ? [] : [person])];
  return sql.query<Claimed>(text, params);
}

/** By rank, because the index is. */
const planned = (
  of: number,
) => `(SELECT m.due_at AS at FROM message m WHERE m.state = 'queued' AND m.channel = $1::text AND ${rank('m')} = ${of}
  AND m.due_at > ${now} ORDER BY m.due_at LIMIT 1)`;

const nextText = `SELECT min(at) AS at FROM (${planned(0)} UNION ALL ${planned(1)}
  UNION ALL SELECT greatest(busy_until, closed_until) FROM lane WHERE channel = $1::text AND greatest(busy_until, closed_until) > ${now}) AS soon`;

export async function nextOf(sql: Sql, channel: string, now: Date): Promise<Date | null> {
  return (await sql.query<{ at: Date | null }>(nextText, [channel, now]))[0]?.at ?? null;
}
