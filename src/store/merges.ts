import type { Contact, MergeCandidate, Merged, MergeOutcome, Merges, TextAnswer } from '../desk/ports.ts';
import { DEADLOCK, Refusal, type Sql, UNIQUE_VIOLATION } from './sql.ts';

/** A turn of one of the two may be under way: the database lets one of the two wait, and gives one up if they wait for each other. */
const TRIES = 3;

async function again<Row>(sql: Sql, text: string, params: unknown[]): Promise<Row[]> {
  for (let tries = 1; ; tries++)
    try {
      return await sql.query<Row>(text, params);
    } catch (error) {
      if (tries === TRIES || !(error instanceof Refusal) || ![DEADLOCK, UNIQUE_VIOLATION].includes(error.code)) throw error;
    }
}

/** Who only works here has a role, or had one: they are none of those who register. */
const candidatesText = `SELECT p.id, p.name, p.age_band AS "ageBand", p.place, p.created_at AS since, p.registered_at AS "registeredAt",
  (SELECT coalesce(json_agg(json_build_object('channel', a.channel, 'value', a.value)), '[]') FROM address a
    WHERE a.person_id = p.id AND a.channel IN ('email', 'sms')) AS addresses,
  (SELECT coalesce(json_agg(json_build_object('flow', c.flow, 'flowVersion', c.flow_version, 'step', a.step, 'value', a.value #>> '{}')), '[]')
    FROM jsonb_to_recordset($1::jsonb) AS e (flow text, step text) JOIN conversation c ON c.person_id = p.id AND c.flow = e.flow
    JOIN answer a ON a.conversation_id = c.id AND a.step = e.step WHERE a.replaced_at IS NULL AND jsonb_typeof(a.value) = 'string') AS answers
FROM person p WHERE p.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM role_grant r WHERE r.person_id = p.id) ORDER BY p.created_at, p.id`;

type CandidateRow = Omit<MergeCandidate, 'contacts'> & { addresses: Contact[]; answers: TextAnswer[] };

/** Several people may have ids that begin so: then it is nobody. */
const findText = `WITH found AS (SELECT * FROM merge WHERE other_id::text LIKE $1::text OR kept_id::text LIKE $1::text)
SELECT m.kept_id AS keep, m.other_id AS other, to_jsonb(array_remove(ARRAY[k.name, m.other->>'name', m.before->>'name'], NULL)) AS names
FROM found m JOIN person k ON k.id = m.kept_id
WHERE (SELECT count(DISTINCT kept_id) FROM found) = 1 ORDER BY m.other_id::text LIKE $1::text DESC, m.seq DESC LIMIT 1`;

const apartText = `INSERT INTO not_same (first, second, at) SELECT least(a.id, b.id), greatest(a.id, b.id), $3::timestamptz FROM person a, person b
  WHERE a.id = $1::uuid AND b.id = $2::uuid AND a.id <> b.id ON CONFLICT (first, second) DO UPDATE SET at = not_same.at RETURNING 1`;

/** The work is done by functions of the database (see the migration), each of which is one statement here. */
export function mergesOf(sql: Sql): Merges {
  return {
    candidates: (asked) => sql.query<CandidateRow>(candidatesText, [JSON.stringify(asked)]),
    apart: async () =>
      (await sql.query<{ first: string; second: string }>('SELECT first, second FROM not_same', [])).map(({ first, second }) => [
        first,
        second,
      ]),
    keepApart: async (one, another, at) => (await sql.query(apartText, [one, another, at])).length === 1,
    merge: async ({ keep, other, who, why, at }) => {
      const text = 'SELECT merge_people($1::uuid, $2::uuid, $3::text, $4::text, $5::timestamptz, false) AS outcome';
      const [row] = await again<{ outcome: MergeOutcome }>(sql, text, [keep, other, who, why, at]);
      return row?.outcome ?? 'gone';
    },
    byCode: async ({ channel, address, hash, externalId, at }) => {
      const text = 'SELECT kept AS keep, other FROM merge_by_code($1::text, $2::text, $3::text, $4::text, $5::timestamptz)';
      return (await again<Merged>(sql, text, [channel, address, hash, externalId, at]))[0] ?? null;
    },
    find: async (start) => {
      if (!/^[0-9a-f-]{4,36}$/i.test(start)) return null;
      return (await sql.query<Merged & { names: string[] }>(findText, [`${start.toLowerCase()}%`]))[0] ?? null;
    },
    undo: async (other, who, at) => {
      const text = 'SELECT unmerge_people($1::uuid, $2::text, $3::timestamptz) AS outcome';
      const [row] = await again<{ outcome: 'done' | 'newer' | 'gone' }>(sql, text, [other, who, at]);
      return row?.outcome ?? 'gone';
    },
  };
}
