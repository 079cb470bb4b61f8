import type { Claimed, Outbox, Settled } from '../../desk/ports.ts';
import { Refusal, type Sql } from '../sql.ts';
import { workspaceOf } from './claim.ts';

/** SQLSTATE of a row whose person is gone. */
const GONE = '23503';

/** Refusals in a row after which nobody is asked at an address any more. */
export const UNREACHABLE_AFTER = 3;

/** Of two workers who had the same message, because one was slow, what was sent counts, and only the later may put it off. */
const done = `done AS (UPDATE message SET state = $3::text, due_at = $4::timestamptz, doubt = $5::boolean, reason = $6::text,
  sent_id = coalesce($7::text, sent_id), sent_at = CASE WHEN $3::text IN ('sent', 'unknown') THEN $8::timestamptz END, leased_until = NULL,
  attempts = attempts - CASE WHEN $10::boolean THEN 1 ELSE 0 END
  WHERE person_id = $1::uuid AND id = $2::bigint AND state = 'queued' AND (attempts = $9::int OR $3::text = 'sent')
  RETURNING person_id, id, channel, address)`;

/** What this try says of the address. */
const box = `box AS (INSERT INTO letterbox (person_id, channel, address, place, not_before, refusals)
  SELECT person_id, channel, address, $11::text, $12::timestamptz, $13::int FROM done
  ON CONFLICT (person_id, channel, address) DO UPDATE SET place = coalesce(excluded.place, letterbox.place), not_before = excluded.not_before,
    refusals = CASE WHEN $13::int > 0 THEN letterbox.refusals + $13::int ELSE 0 END,
    unreachable_at = CASE WHEN $13::int > 0 AND letterbox.refusals + $13::int >= ${UNREACHABLE_AFTER} THEN coalesce(letterbox.unreachable_at, $8::timestamptz) END)`;

/** What was claimed without a claim counts now, if anything goes at a pace there: when nothing does, nothing has to make room, and no two turns wait for a row. */
const counting = (step: string) => `counting AS (UPDATE lane SET busy_until = busy_until + ${step}::int * interval '1 millisecond' FROM done
  WHERE lane.channel = done.channel AND lane.key = ${workspaceOf('done.address')} AND busy_until > $8::timestamptz)`;

/** Whether more is due for them there. A statement sees what was before it: the message itself is still queued there. */
const follows = `SELECT EXISTS (SELECT 1 FROM done) AS settled, EXISTS (SELECT 1 FROM done JOIN message m ON m.person_id = done.person_id AND m.channel = done.channel
  WHERE m.state = 'queued' AND m.id <> done.id AND m.due_at <= $8::timestamptz) AS follows`;

const texts = {
  plain: `WITH ${done} ${follows}`,
  box: `WITH ${done}, ${box} ${follows}`,
  counted: `WITH ${done}, ${counting('$11')} ${follows}`,
  boxCounted: `WITH ${done}, ${box}, ${counting('$14')} ${follows}`,
};

/** A message that was put off says so: what comes after it waits, however far ahead it is due. */
function reasonOf(settled: Settled): string | null {
  if (settled.state === 'queued') return settled.doubt ? 'doubt' : 'later';
  return 'reason' in settled ? settled.reason : null;
}

function boxOf(
  message: Claimed,
  settled: Settled,
  now: Date,
  gap: number,
): [place: string | null, notBefore: Date | null, refused: 0 | 1] | null {
  const refused = settled.state === 'failed' && settled.reason === 'unreachable';
  if (!refused && settled.state !== 'sent') return null;
  const place = settled.state === 'sent' ? (settled.place ?? null) : null;
  if (!refused && gap === 0 && message.refusals === 0 && (place === null || place === message.place)) return null;
  return [place, refused || gap === 0 ? null : new Date(now.getTime() + gap), refused ? 1 : 0];
}

/** While it was on its way its person was merged or parted: it is somebody else's now. */
const movedText = `SELECT person_id AS person FROM message WHERE id = $1::bigint AND person_id <> $2::uuid AND channel = $3::text AND state = 'queued'`;

export function settleOf(sql: Sql): Outbox['settle'] {
  return async function settle(message, settled, now, pace): Promise<boolean> {
    const { person, id, attempts } = message;
    const queued = settled.state === 'queued' ? settled : null;
    const sentId = settled.state === 'sent' ? settled.externalId : null;
    const params = [
      person,
      id,
      settled.state,
      queued?.dueAt,
      queued?.doubt ?? false,
      reasonOf(settled),
      sentId,
      now,
      attempts + 1,
      queued?.untried ?? false,
    ];
    const address = boxOf(message, settled, now, pace?.address ?? 0);
    try {
      const counts = settled.state === 'sent' && !message.counted && pace?.workspace;
      const text = texts[address ? (counts ? 'boxCounted' : 'box') : counts ? 'counted' : 'plain'];
      const [row] = await sql.query<{ settled: boolean; follows: boolean }>(text, [
        ...params,
        ...(address ?? []),
        ...(counts ? [counts] : []),
      ]);
      if (row?.settled) return row.follows;
      const [moved] = await sql.query<{ person: string }>(movedText, [id, person, message.channel]);
      return moved ? await settle({ ...message, ...moved }, settled, now, pace) : false;
    } catch (error) {
      // Whom it was for was erased meanwhile, and the message with them.
      if (error instanceof Refusal && error.code === GONE) return false;
      throw error;
    }
  };
}

const renewing = `UPDATE message SET leased_until = $2::timestamptz
  FROM jsonb_to_recordset($1::jsonb) AS mine (person uuid, id bigint)
  WHERE message.person_id = mine.person AND message.id = mine.id AND message.state = 'queued'`;

const closing = `INSERT INTO lane (channel, key, closed_until) SELECT $1::text, ${workspaceOf('$2::text')}, $3::timestamptz
  ON CONFLICT (channel, key) DO UPDATE SET closed_until = greatest(lane.closed_until, excluded.closed_until)`;

/** What nobody planned for later, and waits for a time that is ahead only because the clock was. */
const mending = `WITH lanes AS (DELETE FROM lane), boxes AS (UPDATE letterbox SET not_before = NULL WHERE not_before > $1::timestamptz)
UPDATE message SET due_at = $1::timestamptz WHERE state = 'queued' AND due_at > $1::timestamptz AND (attempts > 0 OR at > $1::timestamptz)`;

export function holdingOf(sql: Sql): Pick<Outbox, 'renew' | 'close' | 'mend'> {
  return {
    renew: async (messages, lease) => void (await sql.query(renewing, [messages.map(({ person, id }) => ({ person, id })), lease])),
    close: async ({ channel, address }, until) => void (await sql.query(closing, [channel, address, until])),
    mend: async (now) => void (await sql.query(mending, [now])),
  };
}
