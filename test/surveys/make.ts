import type { Answered } from '../../src/engine/index.ts';
import type { Question, Response, Survey } from '../../src/surveys/index.ts';

const choices = (values: string[]) => values.map((value) => ({ value, label: `Label of ${value}` }));

/** A question whose label names it. */
export function question(step: string, type: Question['type'], values: string[] = []): Question {
  return { step, type, label: `About ${step}`, areas: ['health'], options: choices(values) };
}

export function survey(questions: Question[], parts: string[] = [], quotesIf: string | null = null): Survey {
  return { questions, split: parts.length > 0 ? { by: 'setting', parts: choices(parts) } : null, quotesIf };
}

export const said = (value: Answered['value']): Answered => ({
  value,
  category: value === null ? 'skipped' : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value),
  raw: 'as it was typed',
});

/** Somebody who finished, in time, with these answers. */
export function response(answers: Record<string, Answered['value']>, more: Partial<Response> & { setting?: string } = {}): Response {
  const { setting, ...rest } = more;
  return {
    answers: Object.fromEntries(Object.entries(answers).map(([step, value]) => [step, said(value)])),
    state: 'finished',
    late: false,
    how: 'self',
    groups: setting === undefined ? {} : { setting },
    ...rest,
  };
}

/** As many responses as each count says: one list for each value, and last those who skipped. */
export function responses(
  step: string,
  values: (string | null)[],
  counts: number[],
  more: Partial<Response> & { setting?: string } = {},
): Response[] {
  return values.flatMap((value, at) => Array.from({ length: counts[at] ?? 0 }, () => response({ [step]: value }, more)));
}
