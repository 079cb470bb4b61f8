import type { Blackout, NudgeRow, Nudges } from '../../desk/ports.ts';
import { day } from '../as-text.ts';
import { wholeId } from '../by-id.ts';
import type { Sql } from '../sql.ts';

/** A nudge that was decided on and did not arrive is none that was sent: its message was held at the door, or failed. */
const lost = `m.state IN ('held', 'failed')`;

const rows = (
  which: string,
) => `SELECT n.id, n.person_id AS person, p.name, n.flow, n.policy, n.occurrence, n.kind, n.from_at AS "from", n.until_at AS "until",
  CASE WHEN ${lost} THEN 'refused' ELSE n.state END AS state,
  CASE m.state WHEN 'failed' THEN 'failed' WHEN 'held' THEN coalesce(m.reason, 'stopped') ELSE n.reason END AS reason,
  n.due_at AS "dueAt", n.decided_at AS "decidedAt", n.words, r.id AS run, coalesce(r.anonymous, false) AS anonymous
FROM nudge n JOIN person p ON p.id = n.person_id LEFT JOIN invitation i ON i.id = n.invitation_id LEFT JOIN survey_run r ON r.id = i.run_id
  LEFT JOIN message m ON m.person_id = n.person_id AND m.id = n.message_id ${which}`;

/** What is written about a pair would say who of the two has answered. */
const told = "n.occurrence NOT LIKE 'pair-%'";

const comingText = rows(
  `WHERE ${told} AND n.state IN ('planned', 'held') AND n.due_at <= $1::timestamptz ORDER BY n.due_at, n.id LIMIT $2::int`,
);
const unsentText = rows(
  `WHERE ${told} AND (n.state IN ('refused', 'skipped', 'cancelled') OR n.state = 'sent' AND ${lost}) AND n.decided_at > $1::timestamptz ORDER BY n.decided_at DESC, n.id LIMIT $2::int`,
);
const oneText = rows('WHERE n.id = $1::uuid');

const changing = `WITH changed AS (UPDATE nudge SET state = coalesce($2::text, state), reason = CASE WHEN $3::boolean THEN $4::text ELSE reason END,
  due_at = coalesce($5::timestamptz, due_at), from_at = coalesce($5::timestamptz, from_at),
  until_at = CASE WHEN $5::timestamptz IS NULL THEN until_at ELSE until_at + greatest($5::timestamptz - from_at, interval '0') END,
  words = CASE WHEN $6::boolean THEN $7::text ELSE words END, version = version + 1,
  decided_at = CASE WHEN $2::text = 'cancelled' THEN $8::timestamptz END
WHERE id = $1::uuid AND state IN ('planned', 'held') RETURNING id, kind, state, invitation_id),
asked AS (UPDATE invitation i SET state = 'withheld', withheld = 'taken_back' FROM changed
  WHERE i.id = changed.invitation_id AND changed.kind = 'invitation' AND changed.state = 'cancelled' AND i.state = 'waiting')
SELECT id FROM changed`;

const blackouts = (which: string) =>
  `SELECT id, ${day('from_day')} AS "from", ${day('until_day')} AS "until", why, project_id AS project FROM blackout ${which}`;

const unanswered = `FROM invitation i JOIN survey_run r ON r.id = i.run_id JOIN person p ON p.id = i.person_id
  WHERE NOT r.anonymous AND i.state IN ('invited', 'started')
  AND NOT EXISTS (SELECT 1 FROM nudge n WHERE n.invitation_id = i.id AND n.state IN ('planned', 'held'))`;

export function ledgerOf(sql: Sql): Pick<Nudges, 'coming' | 'unsent' | 'find' | 'change' | 'overdue' | 'unanswered' | 'blackouts'> {
  return {
    coming: (until, limit) => sql.query<NudgeRow>(comingText, [until, limit]),
    unsent: (since, limit) => sql.query<NudgeRow>(unsentText, [since, limit]),
    find: async (start) => {
      const id = await wholeId(sql, 'nudge', start);
      return id === null ? null : ((await sql.query<NudgeRow>(oneText, [id]))[0] ?? null);
    },
    change: async (id, { state, reason, dueAt, words }, now) => {
      const params = [id, state, reason !== undefined, reason, dueAt, words !== undefined, words, now];
      return (await sql.query(changing, params)).length > 0;
    },
    overdue: (owner, closed) =>
      sql.query(
        `SELECT r.id AS run, r.flow, count(*)::int AS people ${unanswered} AND r.owner_id = $1::uuid AND r.closes_at > $2::timestamptz
        GROUP BY r.id ORDER BY r.closes_at, r.id`,
        [owner, closed],
      ),
    unanswered: (run) => sql.query(`SELECT p.id AS person, p.name ${unanswered} AND r.id = $1::uuid ORDER BY p.name, p.id`, [run]),
    blackouts: {
      list: (from) => sql.query<Blackout>(blackouts('WHERE until_day >= $1::date ORDER BY from_day, id'), [from]),
      add: async ({ id, from, until, why, project }, at) =>
        void (await sql.query(
          `INSERT INTO blackout (id, from_day, until_day, why, project_id, created_at)
          VALUES ($1::uuid, $2::date, $3::date, $4::text, $5::uuid, $6::timestamptz) RETURNING id`,
          [id, from, until, why, project, at],
        )),
      remove: async (id) => (await sql.query('DELETE FROM blackout WHERE id = $1::uuid RETURNING id', [id])).length > 0,
      find: async (start) => {
        const id = await wholeId(sql, 'blackout', start);
        return id === null ? null : ((await sql.query<Blackout>(blackouts('WHERE id = $1::uuid'), [id]))[0] ?? null);
      },
    },
  };
}
