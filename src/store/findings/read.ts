import type { Finding, FindingAnswer, Findings, Promised, Rests } from '../../desk/ports.ts';
import { day, iso } from '../as-text.ts';
import { wholeId } from '../by-id.ts';
import type { Sql } from '../sql.ts';

const list = (what: string, from: string, order: string) => `(SELECT coalesce(json_agg(${what} ORDER BY ${order}), '[]') FROM ${from})`;

const answers = list(
  `json_build_object('id', a.id, 'kind', a.kind, 'words', a.words, 'on', ${day('a.on_day')}, 'by', a.by, 'at', ${iso('a.at')}, 'toldAt', ${iso('a.told_at')})`,
  'finding_answer a WHERE a.finding_id = f.id',
  'a.at, a.id',
);
const promises = list(
  `json_build_object('id', m.id, 'words', m.words, 'on', ${day('m.on_day')}, 'by', ${day('m.due')}, 'notedBy', m.by, 'at', ${iso('m.at')},
    'toldAt', ${iso('m.told_at')}, 'goneAt', ${iso('m.gone_at')}, 'done', CASE WHEN m.done_at IS NOT NULL
      THEN json_build_object('on', ${day('m.done_on')}, 'did', m.did, 'by', m.done_by, 'at', ${iso('m.done_at')}) END)`,
  'promise m WHERE m.finding_id = f.id',
  'm.at, m.id',
);
const sessions = list('s.id', 'finding_session x JOIN session s ON s.id = x.session_id WHERE x.finding_id = f.id', 's.date, s.id');
const secure = `EXISTS (SELECT 1 FROM finding_session x JOIN session s ON s.id = x.session_id JOIN setting t ON t.id = s.setting_id
  WHERE x.finding_id = f.id AND t.kind = 'secure')`;

/** Columns of a finding `f`. */
export const findingColumns = `f.id, f.area, f.said, f.by, f.at, f.sent_to, ${day('f.sent_on')} AS sent_on, ${day('f.answer_by')} AS answer_by, f.sent_by, f.sent_at,
  (SELECT json_build_object('id', q.id, 'name', q.name) FROM project q WHERE q.id = f.project_id) AS project,
  ${answers} AS answers, ${promises} AS promises, ${sessions} AS sessions, ${secure} AS secure`;

type Texts<Row, Times extends keyof Row> = Omit<Row, Times> & Record<Times, string>;

export interface FindingRow extends Pick<Finding, 'id' | 'project' | 'area' | 'said' | 'by' | 'at'> {
  sent_to: string | null;
  sent_on: string;
  answer_by: string;
  sent_by: string;
  sent_at: Date;
  answers: (Texts<FindingAnswer, 'at'> & { toldAt: string | null })[];
  promises: (Texts<Omit<Promised, 'done'>, 'at'> & {
    toldAt: string | null;
    goneAt: string | null;
    done: Texts<NonNullable<Promised['done']>, 'at'> | null;
  })[];
  sessions: string[];
  secure: boolean;
}

const moment = (text: string | null) => (text === null ? null : new Date(text));

export function findingOf(row: FindingRow): Finding {
  const { id, project, area, said, by, at, sessions, secure } = row;
  return {
    ...{ id, project, area, said, by, at, sessions, secure },
    sent: row.sent_to === null ? null : { to: row.sent_to, on: row.sent_on, answerBy: row.answer_by, by: row.sent_by, at: row.sent_at },
    answers: row.answers.map((one) => ({ ...one, at: new Date(one.at), toldAt: moment(one.toldAt) })),
    promises: row.promises.map(({ done, ...one }) => ({
      ...{ ...one, at: new Date(one.at), toldAt: moment(one.toldAt), goneAt: moment(one.goneAt) },
      done: done && { ...done, at: new Date(done.at) },
    })),
  };
}

/** Two in one room are two: whoever is most of a session, or of all who are known by name, are different people. */
const resting = `WITH held AS (SELECT s.id, s.setting_id, (SELECT sum(h.count) FROM headcount h WHERE h.session_id = s.id AND h.age_band = '') AS heads,
    (SELECT count(*) FROM attendance a WHERE a.session_id = s.id) AS named
  FROM session s WHERE s.id IN (SELECT x::uuid FROM jsonb_array_elements_text($1::jsonb) AS x)),
known AS (SELECT DISTINCT a.person_id FROM held JOIN attendance a ON a.session_id = held.id)
SELECT greatest((SELECT max(greatest(heads, named)) FROM held), (SELECT count(*) FROM known), 0)::int AS people,
  (SELECT coalesce(json_agg(DISTINCT p.name), '[]') FROM known JOIN person p ON p.id = known.person_id WHERE p.name IS NOT NULL) AS names,
  (SELECT coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'kind', t.kind, 'unnamed', t.unnamed) ORDER BY t.name), '[]') FROM
    (SELECT t.id, t.name, t.kind, bool_or(heads IS NULL OR heads > named) AS unnamed FROM held JOIN setting t ON t.id = held.setting_id GROUP BY t.id) t) AS settings`;

export function readOf(sql: Sql): Pick<Findings, 'find' | 'list' | 'sessions' | 'rests'> {
  return {
    find: async (start) => {
      const id = await wholeId(sql, 'finding', start);
      const [row] = id === null ? [] : await sql.query<FindingRow>(`SELECT ${findingColumns} FROM finding f WHERE f.id = $1::uuid`, [id]);
      return row ? findingOf(row) : null;
    },
    list: async (project, limit) => {
      const rows = await sql.query<FindingRow>(
        `SELECT ${findingColumns} FROM finding f WHERE $1::uuid IS NULL OR f.project_id = $1::uuid ORDER BY f.at DESC, f.id DESC LIMIT $2::int`,
        [project, limit],
      );
      return rows.map(findingOf);
    },
    sessions: async (project, area) => {
      const rows = await sql.query<{ id: string }>(
        'SELECT id FROM session WHERE project_id = $1::uuid AND $2::text = ANY (areas) AND NOT planned ORDER BY date, id',
        [project, area],
      );
      return rows.map(({ id }) => id);
    },
    rests: async (ids) => (await sql.query<Rests>(resting, [ids]))[0] ?? { people: 0, settings: [], names: [] },
  };
}
