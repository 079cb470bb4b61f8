import type { ConcernState, ConcernSummary, Concerns } from '../desk/ports.ts';
import { wholeId } from './by-id.ts';
import type { Concern, ConcernEvent } from './client/client.ts';
import type { Database } from './database.ts';

interface Told {
  concern: string;
  lead: string;
  rung: number;
  at: Date;
}

function summaryOf(concern: Concern, events: ConcernEvent[], told: Told[]): ConcernSummary {
  const { id, personId, family, urgency, rule, place, at } = concern;
  const done = events
    .filter(({ concernId }) => concernId === id)
    .map(({ state, who, why, at }) => ({ state: state as ConcernState, who, why, at }));
  return {
    id,
    person: personId,
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

/** Where staff are reads before where they once tried the bot. */
const telling = `WITH chat AS (SELECT p.id, a.channel, a.value, a.channel IN (SELECT jsonb_array_elements_text($6::jsonb)) AS pushed FROM person p JOIN address a ON a.person_id = p.id WHERE p.id = $2::uuid
    ORDER BY array_position(ARRAY['slack', 'botframework', 'web', 'terminal'], a.channel), a.created_at LIMIT 1),
  told AS (INSERT INTO concern_alert (concern_id, lead_id, rung, at) SELECT $1::uuid, id, $3::int, $5::timestamptz FROM chat
    ON CONFLICT DO NOTHING RETURNING lead_id)
INSERT INTO message (person_id, channel, direction, content, at, kind, address, state, due_at)
  SELECT lead_id, channel, 'out', $4::jsonb, $5::timestamptz, 'alert', value, CASE WHEN pushed THEN 'queued' END,
    CASE WHEN pushed THEN $5::timestamptz END FROM told, chat RETURNING id`;

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
    tell: async ({ concern, lead, rung, said, at, pushed }) =>
      (await sql.query(telling, [concern, lead, rung, said, at, pushed])).length > 0,
    add: async (concernId, event) => void (await prisma.concernEvent.create({ data: { concernId, ...event } })),
  };
}
