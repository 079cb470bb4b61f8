import type { Answered, ChannelName, People, PersonDetail, PersonSummary } from '../desk/ports.ts';
import { wholeId } from './by-id.ts';
import type { Person } from './client/client.ts';
import { consentOf } from './consents.ts';
import type { Database } from './database.ts';
import { dayOf } from './sessions/day.ts';
import { settingOf } from './sessions/settings.ts';
import { Refusal, type Sql, UNIQUE_VIOLATION } from './sql.ts';

function summaryOf(person: Person): PersonSummary {
  const { id, name, ageBand, place, language, registeredAt, createdAt, stoppedAt, pausedUntil, personWantedAt } = person;
  return { id, name, ageBand, place, language, registeredAt, startedAt: createdAt, stoppedAt, pausedUntil, personWantedAt };
}

/** Not who has become somebody else, and not those who only work here: staff are people too, and who never answered anything is no participant. */
export const participants = {
  mergedInto: null,
  OR: [{ conversations: { some: {} } }, { roles: { none: {} }, ownedSessions: { none: {} }, facilitated: { none: {} } }],
};

/** Somebody else with the same address may come in at the same moment: they are seen the second time round. */
const TRIES = 2;

export async function keep(sql: Sql, ...params: Parameters<People['keep']>): Promise<string> {
  for (let tries = 1; ; tries++)
    try {
      const [row] = await sql.query<{ id: string }>(
        `WITH known AS (SELECT person_id AS id FROM address WHERE channel = $3::text AND value = $4::text),
        person AS (INSERT INTO person (id, name, created_at) SELECT $1::uuid, $2::text, $5::timestamptz WHERE NOT EXISTS (SELECT 1 FROM known)
          RETURNING id),
        address AS (INSERT INTO address (channel, value, person_id, created_at) SELECT $3::text, $4::text, id, $5::timestamptz FROM person)
        SELECT id FROM known UNION ALL SELECT id FROM person`,
        params,
      );
      if (!row) throw new Error('Somebody is kept, always.');
      return row.id;
    } catch (error) {
      if (tries === TRIES || !(error instanceof Refusal) || error.code !== UNIQUE_VIOLATION) throw error;
    }
}

export function peopleOf({ prisma, sql }: Database): People {
  return {
    list: async (limit) =>
      (
        await prisma.person.findMany({
          where: participants,
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take: limit,
        })
      ).map(summaryOf),
    wanting: async (limit) =>
      (
        await prisma.person.findMany({
          where: { personWantedAt: { not: null } },
          orderBy: [{ personWantedAt: 'desc' }, { id: 'desc' }],
          take: limit,
        })
      ).map(summaryOf),
    answered: async (id, asked) =>
      (await prisma.person.updateMany({ where: { id, personWantedAt: { lte: asked } }, data: { personWantedAt: null } })).count > 0,
    keep: (...params) => keep(sql, ...params),
    locate: async (channel, address, zone) => {
      await sql.query(
        `UPDATE person SET zone = $3::text FROM address a WHERE a.channel = $1::text AND a.value = $2::text AND person.id = a.person_id
        AND person.stopped_at IS NULL AND person.zone IS DISTINCT FROM $3::text`,
        [channel, address, zone],
      );
    },
    place: async (channel, address, place, at) => {
      await sql.query(
        `INSERT INTO letterbox (person_id, channel, address, place, unreachable_at)
        SELECT person_id, channel, value, $3::text, CASE WHEN $3::text IS NULL THEN $4::timestamptz END FROM address
        WHERE channel = $1::text AND value = $2::text
        ON CONFLICT (person_id, channel, address) DO UPDATE SET place = excluded.place, refusals = 0, unreachable_at = excluded.unreachable_at
          WHERE letterbox.place IS DISTINCT FROM excluded.place
            OR (excluded.place IS NOT NULL AND (letterbox.refusals > 0 OR letterbox.unreachable_at IS NOT NULL))`,
        [channel, address, place, at],
      );
    },
    names: async () =>
      (await sql.query<{ name: string }>('SELECT DISTINCT name FROM person WHERE name IS NOT NULL', [])).map(({ name }) => name),
    show: async (start): Promise<PersonDetail | null> => {
      const id = await wholeId(sql, 'person', start);
      if (id === null) return null;
      const person = await prisma.person.findUnique({
        where: { id },
        include: {
          addresses: { select: { channel: true } },
          letterboxes: { where: { unreachableAt: { not: null } }, select: { channel: true } },
          consents: { orderBy: { id: 'asc' } },
          merged: { select: { id: true } },
          attended: { include: { session: { include: { setting: true } } } },
          conversations: { orderBy: [{ startedAt: 'asc' }, { id: 'asc' }] },
        },
      });
      if (!person) return null;
      const conversations = new Map(person.conversations.map((conversation) => [conversation.id, conversation]));
      const answers = await prisma.answer.findMany({
        where: { conversationId: { in: [...conversations.keys()] } },
        orderBy: { id: 'asc' },
      });
      const responses = await prisma.response.findMany({
        where: { personId: person.id },
        include: { run: { select: { flow: true, flowVersion: true } } },
        orderBy: [{ day: 'asc' }, { id: 'asc' }],
      });
      const told = answers.flatMap(({ conversationId, step, value, category, raw, at, replacedAt }) => {
        const conversation = conversations.get(conversationId);
        if (!conversation) return [];
        const { flow, flowVersion } = conversation;
        return [{ flow, flowVersion, step, value: value as Answered['value'], category, raw, at, current: replacedAt === null }];
      });
      // What was answered in the chat is there already; by a link it is only here.
      const byLink = responses.flatMap(({ run, day, answers }) =>
        Object.entries(answers as unknown as Record<string, Answered>)
          .map(([step, answer]) => ({ ...run, step, ...answer, at: day, current: true }))
          .filter(({ flow, step, raw }) => !told.some((one) => one.current && one.flow === flow && one.step === step && one.raw === raw)),
      );
      return {
        ...summaryOf(person),
        messages: await prisma.message.count({ where: { personId: person.id } }),
        channels: [...new Set(person.addresses.map(({ channel }) => channel as ChannelName))],
        unreachable: person.letterboxes.map(({ channel }) => channel as ChannelName),
        answers: [...told, ...byLink],
        consents: person.consents.map(consentOf),
        merged: person.merged.map(({ id }) => id),
        sessions: person.attended
          .map(({ session: { id, date, setting } }) => ({ id, date: dayOf(date), setting: settingOf(setting) }))
          .toSorted((a, b) => (a.date < b.date ? -1 : 1)),
      };
    },
  };
}
