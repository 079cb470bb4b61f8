import { type PlanFault, templatesOf } from '../surveys/plan.ts';
import type { Context, Refused } from './command.ts';

/** Why a survey can't be, at the field that says it. */
export function surveyFault({ parts, words }: Context, { fault }: { fault: PlanFault }): Refused {
  const known = templatesOf(parts)
    .map(({ value }) => value)
    .join(', ');
  const why = words(`survey_${fault}`, { known });
  const about = { no_session: 'session', session_needed: 'session', session_not_needed: 'session', session_planned: 'session' };
  const days = { closes_first: 'closes', closed_already: 'closes', finish_first: 'finish', too_long: 'closes', approval_ends: 'closes' };
  return { refused: why, faults: { [{ no_template: 'template', ...about, ...days }[fault]]: why } };
}
