import { isCounted } from '../../../dist/surveys/count.js';
import { project } from './programme.mjs';

/**
 * The cross-tab of one survey's answers by setting, as somebody writes it who knows its questions by heart: a number for each option. What is hidden from whom
 * is not in it.
 */
export function crossTab(flow, questions) {
  const counts = questions.filter(isCounted).flatMap(({ step, type, options }) =>
    options.map(({ value }) => {
      const picked = type === 'several' ? `answers->'${step}'->'value' ? '${value}'` : `answers->'${step}'->>'category' = '${value}'`;
      return `count(*) FILTER (WHERE ${picked})::int`;
    }),
  );
  return `SELECT s.setting_id AS setting, count(*)::int AS base, ARRAY[${counts.join(',\n  ')}] AS counts
FROM response x JOIN survey_run r ON r.id = x.run_id JOIN session s ON s.id = r.session_id
WHERE s.project_id = '${project}' AND r.flow = '${flow}' AND x.state = 'finished' AND x.release IS NULL GROUP BY s.setting_id`;
}
