import type { CountedResponse, ResultsUnit, Surveys } from '../../desk/ports.ts';
import { iso } from '../as-text.ts';
import { Refusal, type Sql } from '../sql.ts';

/** SQLSTATE of `publish_release` when responses have changed since they were read. */
const CHANGED = '40001';

interface UnitRow extends Omit<ResultsUnit, 'runs'> {
  runs: (Omit<ResultsUnit['runs'][number], 'finishBy'> & { finishBy: string })[];
}

const unitText = `WITH asked AS (
  SELECT r.flow, r.anonymous, coalesce(s.project_id, r.id) AS unit, j.name AS project FROM survey_run r
  LEFT JOIN session s ON s.id = r.session_id LEFT JOIN project j ON j.id = s.project_id WHERE r.id = $1::uuid)
SELECT a.flow, a.anonymous, a.unit, a.project, json_agg(json_build_object('id', r.id, 'flowVersion', r.flow_version, 'threshold', r.threshold,
  'finishBy', ${iso('r.finish_by')},
  'setting', CASE WHEN t.id IS NOT NULL THEN json_build_object('id', t.id, 'name', t.name) END) ORDER BY r.created_at, r.id) AS runs
FROM asked a JOIN survey_run r ON r.flow = a.flow AND r.anonymous = a.anonymous LEFT JOIN session s ON s.id = r.session_id
LEFT JOIN setting t ON t.id = s.setting_id WHERE coalesce(s.project_id, r.id) = a.unit GROUP BY a.flow, a.anonymous, a.unit, a.project`;

const responsesText = `SELECT id, run_id AS run, person_id AS person, state, late, answers, release FROM response
  WHERE run_id IN (SELECT jsonb_array_elements_text($1::jsonb)::uuid) ORDER BY id`;

const publishing = `SELECT publish_release($1::text, $2::boolean, $3::uuid, $4::int, $5::jsonb,
  ARRAY(SELECT jsonb_array_elements_text($6::jsonb)::uuid), ARRAY(SELECT jsonb_array_elements_text($7::jsonb)::uuid), $8::timestamptz)`;

export function resultsOf(sql: Sql): Pick<Surveys, 'unit' | 'responses' | 'releases' | 'publish'> {
  return {
    unit: async (run) => {
      const [row] = await sql.query<UnitRow>(unitText, [run]);
      return row ? { ...row, runs: row.runs.map((one) => ({ ...one, finishBy: new Date(one.finishBy) })) } : null;
    },
    responses: (runs) => sql.query<CountedResponse>(responsesText, [runs]),
    releases: async ({ flow, anonymous, unit }) => {
      const rows = await sql.query<{ figures: unknown }>(
        'SELECT figures FROM release WHERE flow = $1::text AND anonymous = $2::boolean AND unit = $3::uuid ORDER BY number',
        [flow, anonymous, unit],
      );
      return rows.map(({ figures }) => figures);
    },
    publish: async ({ unit: { flow, anonymous, unit, runs }, number, figures, responses, at }) => {
      try {
        await sql.query(publishing, [flow, anonymous, unit, number, figures, runs.map(({ id }) => id), responses, at]);
        return true;
      } catch (error) {
        if (error instanceof Refusal && (error.code === CHANGED || error.constraint === 'release_pkey')) return false;
        throw error;
      }
    },
  };
}
