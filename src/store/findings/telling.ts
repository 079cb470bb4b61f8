import type { Findings } from '../../desk/ports.ts';
import type { Sql } from '../sql.ts';
import { candidateColumns, candidateOf, lastSaid } from '../surveys/columns.ts';
import { type FindingRow, findingColumns, findingOf } from './read.ts';

/** Responses with a name to surveys about sessions that a finding rests on; who ran one is asked as a colleague, and is none of those who said it. */
const responses = (
  finding: string,
) => `SELECT r.person_id, r.answers FROM finding_session x JOIN survey_run u ON u.session_id = x.session_id AND u.audience <> 'facilitators'
  JOIN response r ON r.run_id = u.id WHERE x.finding_id = ${finding} AND r.person_id IS NOT NULL`;

/** Who is known to have had a part in it. An answer without a name is nobody's. */
const contributed = (
  finding: string,
) => `SELECT a.person_id FROM finding_session x JOIN attendance a ON a.session_id = x.session_id WHERE x.finding_id = ${finding}
  UNION SELECT person_id FROM (${responses(finding)}) said`;

/** One no to hearing what came of it is a no. */
const news = (
  finding: string,
  person: string,
) => `(SELECT bool_and((said.answers -> 'wants_news' ->> 'value')::boolean) FROM (${responses(finding)}) said
  WHERE said.person_id = ${person} AND said.answers -> 'wants_news' ->> 'value' IN ('true', 'false'))`;

/** What a nudge about an entry of a finding is called: see `occurrenceOf` of the desk. */
const about = (finding: string, entry: string) => `n.occurrence = ${finding} || ':' || ${entry}`;

const contributorsText = `SELECT ${candidateColumns('$3')}, false AS works, false AS asked, ${news('$1::uuid', 'p.id')} AS news,
  EXISTS (SELECT 1 FROM nudge n WHERE n.person_id = p.id AND ${about('$1::text', '$2::text')}) AS known
FROM person p ${lastSaid} WHERE p.merged_into IS NULL AND p.id IN (${contributed('$1::uuid')}) ORDER BY p.id`;

const standingText = `SELECT ${findingColumns}, ${news('f.id', '$2::uuid')} AS news,
  EXISTS (SELECT 1 FROM nudge n LEFT JOIN message m ON m.person_id = n.person_id AND m.id = n.message_id WHERE n.person_id = $2::uuid
    AND ${about('f.id::text', '$3::text')} AND n.id <> $4::uuid AND n.state = 'sent' AND m.state IS DISTINCT FROM 'held' AND m.state IS DISTINCT FROM 'failed') AS told
FROM finding f WHERE f.id::text = $1::text AND $2::uuid IN (${contributed('f.id')})`;

const tables = { answer: 'finding_answer', done: 'promise' } as const;

/** What has not gone is as if it had never been planned; a worker that is just deciding on one holds its row. */
const untelling = `WITH gone AS (DELETE FROM nudge n WHERE ${about('$1::text', '$2::text')} AND n.state IN ('planned', 'held') RETURNING n.id)
SELECT count(*)::int AS stopped FROM gone`;

const goneText = `SELECT count(*)::int AS gone FROM nudge n WHERE ${about('$1::text', '$2::text')} AND n.state = 'sent'`;

type CandidateRow = Parameters<typeof candidateOf>[0];

export function tellingOf(sql: Sql): Pick<Findings, 'contributors' | 'standing' | 'tell' | 'untell'> {
  return {
    contributors: async (id, entry, emails) => {
      const rows = await sql.query<CandidateRow & { news: boolean | null; known: boolean }>(contributorsText, [id, entry, emails]);
      return rows.map((row) => ({ candidate: candidateOf(row), news: row.news, known: row.known }));
    },
    standing: async (id, entry, person, nudge) => {
      const [row] = await sql.query<FindingRow & { news: boolean | null; told: boolean }>(standingText, [id, person, entry, nudge]);
      return row ? { finding: findingOf(row), news: row.news, told: row.told } : null;
    },
    tell: async (kind, entry, at) => {
      await sql.query(`UPDATE ${tables[kind]} SET told_at = $2::timestamptz WHERE id = $1::uuid AND told_at IS NULL`, [entry, at]);
    },
    untell: async (kind, id, entry) => {
      const [stopped] = await sql.query<{ stopped: number }>(untelling, [id, entry]);
      const [sent] = await sql.query<{ gone: number }>(goneText, [id, entry]);
      if (sent?.gone === 0) await sql.query(`UPDATE ${tables[kind]} SET told_at = NULL WHERE id = $1::uuid`, [entry]);
      return { stopped: stopped?.stopped ?? 0, gone: sent?.gone ?? 0 };
    },
  };
}
