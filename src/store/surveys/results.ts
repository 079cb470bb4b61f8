import type { CountedResponse, ReleasedResponse, ResultsUnit, Surveys } from '../../desk/ports.ts';
import { iso } from '../as-text.ts';
import { Refusal, type Sql } from '../sql.ts';
import { type ConsentJson, consentOf, consentsOf } from './columns.ts';
import { answersFrom, type NeededJson, neededColumn } from './needed.ts';

/** SQLSTATE of `publish_release` when responses have changed since they were read. */
const CHANGED = '40001';

interface UnitRow extends Omit<ResultsUnit, 'runs'> {
  runs: (Omit<ResultsUnit['runs'][number], 'finishBy'> & { finishBy: string })[];
}

interface WaitingRow extends Omit<CountedResponse, 'answers'> {
  id: string;
  said: NeededJson;
}

interface ReleasedRow extends Omit<ReleasedResponse, 'person'> {
  person: { ageBand: string | null; consents: ConsentJson[] } | null;
}

/** By what the results of the unit `a` are cut. */
const cut = `coalesce((SELECT c.by FROM results_cut c WHERE c.flow = a.flow AND c.anonymous = a.anonymous AND c.unit = a.unit), 'setting') AS cut`;

const unitText = `WITH asked AS (
  SELECT r.flow, r.anonymous, coalesce(s.project_id, r.id) AS unit, j.name AS project FROM survey_run r
  LEFT JOIN session s ON s.id = r.session_id LEFT JOIN project j ON j.id = s.project_id WHERE r.id = $1::uuid)
SELECT a.flow, a.anonymous, a.unit, a.project, ${cut}, json_agg(json_build_object('id', r.id, 'flowVersion', r.flow_version, 'threshold', r.threshold,
  'finishBy', ${iso('r.finish_by')},
  'setting', CASE WHEN t.id IS NOT NULL THEN json_build_object('id', t.id, 'name', t.name) END) ORDER BY r.created_at, r.id) AS runs
FROM asked a, unit_runs(a.flow, a.anonymous, a.unit) r LEFT JOIN session s ON s.id = r.session_id
LEFT JOIN setting t ON t.id = s.setting_id GROUP BY a.flow, a.anonymous, a.unit, a.project`;

const waitingText = (needed: string) => `SELECT id, run_id AS run, state, late, mode, ${needed} AS said
  FROM waiting_responses($1::text, $2::boolean, $3::uuid, $4::timestamptz, $5::boolean)`;

const releasedText = `SELECT x.id,
    (SELECT coalesce(json_object_agg(q.step, x.answers->q.step), '{}') FROM jsonb_array_elements_text($4::jsonb) AS q (step) WHERE x.answers ? q.step) AS answers,
    CASE WHEN p.id IS NOT NULL THEN json_build_object('ageBand', p.age_band, 'consents', ${consentsOf('p.id')}) END AS person
  FROM unit_runs($1::text, $2::boolean, $3::uuid) r JOIN response x ON x.run_id = r.id LEFT JOIN person p ON p.id = x.person_id
  WHERE x.release IS NOT NULL`;

const publishing = `SELECT publish_release($1::text, $2::boolean, $3::uuid, $4::int, $5::jsonb, $6::int, $7::text, $8::timestamptz, $9::boolean),
  same_cut($1::text, $2::boolean, $3::uuid, $10::text)`;

const publishingHands = `SELECT publish_hands($1::text, $2::boolean, $3::uuid, $4::int, $5::jsonb,
  ARRAY(SELECT jsonb_array_elements_text($6::jsonb)::uuid), $7::text, $8::timestamptz)`;

/** Ids, one over the other by XOR: the same for the same ids in any order. `publish_release` works it out too. */
function markOf() {
  const words = new Uint32Array(4);
  return {
    add(id: string) {
      const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
      for (let at = 0; at < 4; at++) words[at] = (words[at] as number) ^ bytes.readUInt32BE(4 * at);
    },
    hex: () => [...words].map((word) => word.toString(16).padStart(8, '0')).join(''),
  };
}

export function resultsOf(sql: Sql): Pick<Surveys, 'unit' | 'cut' | 'waiting' | 'released' | 'releases' | 'publish' | 'publishHands'> {
  return {
    unit: async (run) => {
      const [row] = await sql.query<UnitRow>(unitText, [run]);
      return row ? { ...row, runs: row.runs.map((one) => ({ ...one, finishBy: new Date(one.finishBy) })) } : null;
    },
    cut: async ({ flow, anonymous, unit, runs }, by) => {
      const [row] = await sql.query<{ done: boolean }>(
        `SELECT cut_results($1::text, $2::boolean, $3::uuid, ARRAY(SELECT jsonb_array_elements_text($4::jsonb)::uuid), $5::text) AS done`,
        [flow, anonymous, unit, runs.map(({ id }) => id), by],
      );
      return row?.done === true;
    },
    waiting: async ({ flow, anonymous, unit, runs }, needed, now, early, take) => {
      const mark = markOf();
      let count = 0;
      // What belongs to a survey that came since the unit was read is passed over, and then the figures are not published.
      const known = new Set(runs.map(({ id }) => id));
      const answers = answersFrom(needed);
      const params = [flow, anonymous, unit, now, early, ...Object.keys(needed)];
      await sql.each<WaitingRow>(waitingText(neededColumn(needed)), params, (rows) => {
        for (const { id, run, state, late, mode, said } of rows) {
          if (!known.has(run)) continue;
          mark.add(id);
          count++;
          take({ run, state, late, mode, answers: answers(said) });
        }
      });
      return { count, mark: mark.hex() };
    },
    released: ({ flow, anonymous, unit }, steps, take) =>
      sql.each<ReleasedRow>(releasedText, [flow, anonymous, unit, steps], (rows) => {
        for (const row of rows) take({ ...row, person: row.person && { ...row.person, consents: row.person.consents.map(consentOf) } });
      }),
    releases: async ({ flow, anonymous, unit }) => {
      const rows = await sql.query<{ figures: unknown }>(
        'SELECT figures FROM release WHERE flow = $1::text AND anonymous = $2::boolean AND unit = $3::uuid ORDER BY number',
        [flow, anonymous, unit],
      );
      return rows.map(({ figures }) => figures);
    },
    publish: ({ unit: { flow, anonymous, unit, cut }, number, figures, passed: { count, mark }, at, early }) =>
      published(sql, publishing, [flow, anonymous, unit, number, figures, count, mark, at, early, cut]),
    publishHands: ({ unit: { flow, anonymous, unit, cut }, number, figures, hands, at }) =>
      published(sql, publishingHands, [flow, anonymous, unit, number, figures, hands, cut, at]),
  };
}

/** false: what was read has changed, or somebody else has published. */
async function published(sql: Sql, text: string, params: unknown[]): Promise<boolean> {
  try {
    await sql.query(text, params);
    return true;
  } catch (error) {
    if (error instanceof Refusal && (error.code === CHANGED || error.constraint === 'release_pkey')) return false;
    throw error;
  }
}
