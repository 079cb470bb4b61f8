import type { PairEvent } from '../../desk/ports.ts';
import { isAway, oneConcerned } from './rows.ts';

/** Pieces of SQL about a row `g` of `pairing` and one of its two, `p`. */
const ownSaid = 'CASE WHEN p.id = g.mentee_id THEN g.mentee_said ELSE g.mentor_said END';
const nobodySaidNo = "g.mentee_said IS DISTINCT FROM 'no' AND g.mentor_said IS DISTINCT FROM 'no'";
const waits = `g.asked_at IS NOT NULL AND g.agreed_at IS NULL AND g.ended_at IS NULL AND ${nobodySaidNo} AND ${ownSaid} IS NULL`;
/** Nobody is asked while a concern about one of the two is open. */
const asks = `${waits} AND NOT ${oneConcerned}`;
/** Who has said that they want one, or would be one. */
const asked = '(p.id = g.mentor_id OR m.wanted_at IS NOT NULL)';

/** Whom something is new for, and since when. A no is never told: who had said yes hears when the time is over, as where nobody answered. */
const events: Record<PairEvent, { at: string; holds: string }> = {
  proposed: { at: 'g.asked_at', holds: `${asks} AND ${asked}` },
  suggested: { at: 'g.asked_at', holds: `${asks} AND NOT ${asked}` },
  agreed: { at: 'g.agreed_at', holds: 'g.ended_at IS NULL' },
  unmet: { at: 'g.answer_by', holds: `g.agreed_at IS NULL AND ${ownSaid} = 'yes'` },
  parted: {
    at: 'g.ended_at',
    holds: "g.agreed_at IS NOT NULL AND NOT (g.ended_by = 'mentee' AND p.id = g.mentee_id OR g.ended_by = 'mentor' AND p.id = g.mentor_id)",
  },
};

/** `$1`, `$2`: flow and policy; `$3`, `$4`: after and up to when; `$5`: how many. */
export const eventsText = (event: PairEvent) => `SELECT p.id AS person, p.zone, ${events[event].at} AS at, 'pair-' || g.id AS of
FROM pairing g JOIN person p ON p.id IN (g.mentee_id, g.mentor_id) LEFT JOIN mentoring m ON m.person_id = p.id LEFT JOIN enrolment e ON e.person_id = p.id
WHERE ${events[event].at} > $3::timestamptz AND ${events[event].at} <= $4::timestamptz AND ${events[event].holds} AND NOT coalesce(${isAway}, false)
  AND NOT EXISTS (SELECT 1 FROM nudge n WHERE n.person_id = p.id AND n.flow = $1::text AND n.policy = $2::text AND n.occurrence LIKE 'pair-' || g.id || ':%')
ORDER BY ${events[event].at}, g.id LIMIT $5::int`;

/**
 * Of a nudge `n` that is about a pair: it has nothing left to say. It asks somebody who has answered, or cannot any more, or tells of a pair that
 * ended. `$1`: now. The id is read only where there is one.
 */
export const pairIsOver = `CASE WHEN n.occurrence LIKE 'pair-%' THEN NOT EXISTS (SELECT 1 FROM pairing g
  WHERE g.id = substr(n.occurrence, 6, 36)::uuid AND g.ended_at IS NULL AND (n.from_at >= g.agreed_at
    OR g.agreed_at IS NULL AND g.answer_by > $1::timestamptz AND ${nobodySaidNo} AND ${ownSaid} IS NULL)) ELSE false END`;
