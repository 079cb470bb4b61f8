import type { ConcernState, ConcernSummary, Concerns, KeptOfConcern } from '../desk/ports.ts';
import { wholeId } from './by-id.ts';
import type { Concern, ConcernEvent } from './client/client.ts';
import { adding, openOf, reading } from './concern-kept.ts';
import type { Database } from './database.ts';

interface Told {
  concern: string;
  lead: string;
  rung: number;
  at: Date;
}

function summaryOf(concern: Concern, events: ConcernEvent[], told: Told[]): ConcernSummary {
  const { id, personId, family, urgency, rule, place, runId, at } = concern;
  const done = events
    .filter(({ concernId }) => concernId === id)
    .map(({ state, who, why, at }) => ({ state: state as ConcernState, who, why, at }));
  return {
    id,
    person: personId,
    run: runId,
    family,
    urgency: urgency as ConcernSummary['urgency'],
    rule,
    place,
    at,
    state: done.at(-1)?.state ?? 'open',
    events: done,
    told: told.filter(({ concern }) => concern === id).map(({ lead, rung, at }) => ({ lead, rung, at })),
  };
}

const mostUrgent = (a: ConcernSummary, b: ConcernSummary) =>
  Number(b.urgency === 'now') - Number(a.urgency === 'now') || a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1);

const tellingOf = `SELECT a.concern_id AS concern, coalesce(p.name, a.lead_id::text) AS lead, a.rung, a.at
  FROM concern_alert a LEFT JOIN person p ON p.id = a.lead_id
  WHERE a.concern_id::text IN (SELECT jsonb_array_elements_text($1::jsonb)) ORDER BY a.at, a.rung`;

const telling = `WITH chat AS (SELECT p.id, a.channel, a.value, a.channel IN (SELECT jsonb_array_elements_text($7::jsonb)) AS waits
    FROM person p JOIN address a ON a.person_id = p.id
    JOIN jsonb_array_elements_text($6::jsonb) WITH ORDINALITY AS chats (channel, place) USING (channel)
    WHERE p.id = $2::uuid ORDER BY chats.place, a.created_at LIMIT 1),
  told AS (INSERT INTO concern_alert (concern_id, lead_id, rung, at, message_id)
    SELECT $1::uuid, id, $3::int, $5::timestamptz, nextval(pg_get_serial_sequence('message', 'id')) FROM chat
    ON CONFLICT DO NOTHING RETURNING lead_id, message_id)
INSERT INTO message (id, person_id, channel, direction, content, at, kind, address, state, due_at)
  SELECT message_id, lead_id, channel, 'out', $4::jsonb, $5::timestamptz, 'alert', value, CASE WHEN waits THEN 'queued' END,
    CASE WHEN waits THEN $5::timestamptz END FROM told, chat RETURNING id`;

/** An address at which nobody was has refused something; it has not any more when something arrived, or its owner is there again. */
const tellingAgain = `UPDATE message m SET state = 'queued', due_at = $1::timestamptz, attempts = 0, reason = NULL
  FROM concern_alert a JOIN concern c ON c.id = a.concern_id JOIN letterbox b ON b.person_id = a.lead_id
  WHERE m.person_id = a.lead_id AND m.id = a.message_id AND m.state = 'failed' AND m.reason = 'unreachable'
  AND b.channel = m.channel AND b.address = m.address AND b.refusals = 0 AND b.unreachable_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM concern_event e WHERE e.concern_id = a.concern_id)
  AND EXISTS (SELECT 1 FROM role_grant r WHERE r.person_id = a.lead_id AND r.role = 'safeguarding lead') RETURNING 1`;

/** The log of concerns. The database itself refuses to change or delete a row of it. */
export function concernsOf({ prisma, sql }: Database): Concerns {
  async function read(where: { id?: string }): Promise<ConcernSummary[]> {
    const concerns = await prisma.concern.findMany({ where });
    const events = await prisma.concernEvent.findMany({
      where: { concernId: { in: concerns.map(({ id }) => id) } },
      orderBy: { id: 'asc' },
    });
    const told = await sql.query<Told>(tellingOf, [concerns.map(({ id }) => id)]);
    return concerns.map((concern) => summaryOf(concern, events, told));
  }
  return {
    list: async (all) => (await read({})).filter(({ state }) => all || state !== 'closed').toSorted(mostUrgent),
    show: async (start) => {
      const id = await wholeId(sql, 'concern', start);
      return id === null ? null : ((await read({ id }))[0] ?? null);
    },
    words: async (id) => {
      const [row] = await sql.query<{ text: string; session: string | null }>(
        `SELECT m.content->>'text' AS text, NULL::uuid AS session FROM concern c JOIN message m
          ON m.person_id = c.person_id AND m.channel = c.channel AND m.external_id = c.external_id AND m.direction = 'in'
          WHERE c.id = $1::uuid
        UNION ALL SELECT e.text, e.session_id FROM concern c JOIN evidence e ON e.id::text = c.external_id WHERE c.id = $1::uuid`,
        [id],
      );
      return row ?? null;
    },
    tell: async ({ concern, lead, rung, said, at, chats, waiting }) =>
      (await sql.query(telling, [concern, lead, rung, said, at, chats, waiting])).length > 0,
    tellAgain: async (at) => (await sql.query(tellingAgain, [at])).length,
    kept: async (id) => (await sql.query<KeptOfConcern>(reading, [id]))[0] ?? null,
    isOpenOf: async (person) => (await sql.query<{ open: boolean }>(openOf, [person]))[0]?.open ?? false,
    add: async (id, { state, who, why, at }) => void (await sql.query(adding, [id, state, who, why, at])),
  };
}
