import type { Contact, Contacts, NewListed, TextAnswer, Whose } from '../desk/ports.ts';
import { listedWith } from './lists.ts';
import { DEADLOCK, Refusal, type Sql, UNIQUE_VIOLATION } from './sql.ts';
import { candidateColumns, candidateOf, lastSaid } from './surveys/columns.ts';

/** Channels of addresses that are contacts. */
const reaching = "('email', 'sms')";

const textAnswers = `c.flow, c.flow_version AS "flowVersion", a.step, a.value #>> '{}' AS value`;

const listed = `listed AS (SELECT * FROM jsonb_to_recordset($1::jsonb)
  AS l (id uuid, name text, "ageBand" text, place text, contacts jsonb, marks jsonb, brought jsonb)
  WHERE NOT EXISTS (SELECT 1 FROM jsonb_array_elements_text(l.marks) AS m (hash) JOIN tombstone USING (hash))
  AND NOT EXISTS (SELECT 1 FROM jsonb_to_recordset(l.contacts) AS k (channel text, value text) JOIN address USING (channel, value)))`;

/** Another import that adds the same person at the same moment is seen the second time round. */
const TRIES = 3;

async function add(sql: Sql, people: NewListed[], at: Date): Promise<string[]> {
  for (let tries = 1; ; tries++)
    try {
      const rows = await sql.query<{ id: string }>(
        `WITH ${listed},
        person AS (INSERT INTO person (id, name, age_band, place, batch, created_at) SELECT id, name, "ageBand", place, (brought->>'batch')::uuid, $2::timestamptz FROM listed),
        address AS (INSERT INTO address (channel, value, person_id, created_at)
          SELECT k.channel, k.value, l.id, $2::timestamptz FROM listed l, jsonb_to_recordset(l.contacts) AS k (channel text, value text)
          ORDER BY k.channel, k.value),
        tenure AS (INSERT INTO tenure (id, person_id, stage, held, since, until, batch, by, at)
          SELECT t.id, l.id, t.stage, t.held, t.since, t.until, (l.brought->>'batch')::uuid, l.brought->>'by', $2::timestamptz
          FROM listed l, jsonb_to_recordset(l.brought->'tenures') AS t (id uuid, stage text, held boolean, since date, until date) ON CONFLICT DO NOTHING)
        SELECT id FROM listed`,
        [JSON.stringify(people), at],
      );
      return rows.map(({ id }) => id);
    } catch (error) {
      if (tries === TRIES || !(error instanceof Refusal) || ![UNIQUE_VIOLATION, DEADLOCK].includes(error.code)) throw error;
    }
}

/** Emails and phone numbers: whose they are, whose they may not become, and how people come in by them. */
export function contactsOf(sql: Sql): Contacts {
  return {
    of: async (people) => {
      const ids = JSON.stringify(people);
      const addresses = await sql.query<Contact>(
        `SELECT channel, value FROM address WHERE channel IN ${reaching}
        AND person_id IN (SELECT id::uuid FROM jsonb_array_elements_text($1::jsonb) AS p (id))`,
        [ids],
      );
      const answers = await sql.query<TextAnswer>(
        `SELECT ${textAnswers} FROM conversation c JOIN answer a ON a.conversation_id = c.id
        WHERE c.person_id IN (SELECT id::uuid FROM jsonb_array_elements_text($1::jsonb) AS p (id)) AND jsonb_typeof(a.value) = 'string'`,
        [ids],
      );
      return { addresses, answers };
    },
    candidate: async (person, emails) => {
      const [row] = await sql.query<Parameters<typeof candidateOf>[0]>(
        `SELECT ${candidateColumns('$2')}, false AS works, false AS asked FROM person p ${lastSaid} WHERE p.id = $1::uuid`,
        [person, emails],
      );
      return row ? candidateOf(row) : null;
    },
    listedWith: (contacts) => listedWith(sql, contacts),
    whose: async (values) => {
      const sought = 'jsonb_array_elements_text($1::jsonb) AS s (value)';
      const list = JSON.stringify(values);
      const addresses = await sql.query<Contact & Whose>(
        `SELECT a.channel, a.value, p.id AS person, p.stopped_at IS NOT NULL AS stopped FROM address a JOIN person p ON p.id = a.person_id
        JOIN ${sought} ON s.value = a.value WHERE a.channel IN ${reaching}`,
        [list],
      );
      const answers = await sql.query<TextAnswer & Whose>(
        `SELECT ${textAnswers}, p.id AS person, p.stopped_at IS NOT NULL AS stopped FROM answer a JOIN ${sought} ON s.value = lower(a.value #>> '{}')
        JOIN conversation c ON c.id = a.conversation_id JOIN person p ON p.id = c.person_id WHERE jsonb_typeof(a.value) = 'string'`,
        [list],
      );
      return { addresses, answers };
    },
    marked: async (marks) => {
      const rows = await sql.query<{ hash: string }>(
        `SELECT hash FROM tombstone WHERE hash LIKE 'key:%' OR hash IN (SELECT jsonb_array_elements_text($1::jsonb))`,
        [JSON.stringify(marks)],
      );
      return rows.map(({ hash }) => hash);
    },
    add: (people, at) => add(sql, people, at),
  };
}
