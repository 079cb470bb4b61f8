import type { NoAnswer } from './disclosure.ts';
import { elsewhere, noAnswer, type Question, type Response, type Survey } from './survey.ts';

/** Raw counts of one table. Never shown: `release` takes them and gives what may be. */
export interface Tally {
  /** What was picked, in order; `noAnswer` comes last, unless there is no such thing. */
  columns: string[];
  /** By part, in the order of `partsOf`, and by column. */
  counts: number[][];
  noAnswer: NoAnswer;
  /** Which columns may be read together where each alone is too few: the lower and the upper ones of a scale. Empty where they have no order. */
  bands: string[][];
}

export const stopped = { finished: 'finished', table: ':stopped' };
export const late = { yes: 'late', no: 'in time', table: ':late' };
/** A question of which several can be picked is a table for each option: who picked it, and who picked something else. */
export const picked = { yes: 'picked', no: 'not picked', table: (step: string, option: string) => `${step}:${option}` };

/** Every part, and last the people who are in none. */
export const partsOf = ({ split }: Survey): string[] => [...(split?.parts ?? []).map(({ value }) => value), elsewhere];

const ordered = (question: Question) => question.type === 'scale' || question.type === 'nought_to_ten';

/** Agreeing is 4 and 5 of a scale; 0 to 10 is cut as promoter scores are: up to 6, up to 8, above. */
function bandsOf(question: Question): string[][] {
  if (!ordered(question)) return [];
  const cuts = question.type === 'scale' ? [3, Number.POSITIVE_INFINITY] : [6, 8, Number.POSITIVE_INFINITY];
  return cuts.map((cut, at) =>
    question.options
      .map(({ value }) => value)
      .filter((value) => Number(value) <= cut && Number(value) > (cuts[at - 1] ?? Number.NEGATIVE_INFINITY)),
  );
}

/** Where somebody stopped: the question after the last that they answered. */
function stopOf({ questions }: Survey, { answers, state }: Response): string {
  if (state === 'finished') return stopped.finished;
  const last = questions.findLastIndex(({ step }) => answers[step]);
  return (questions[last + 1] ?? questions[last])?.step ?? stopped.finished;
}

/** Counts everything once. */
export function countOf(survey: Survey, responses: Response[]): Map<string, Tally> {
  const parts = partsOf(survey);
  const rowOf = new Map(parts.map((part, row) => [part, row]));
  const last = parts.length - 1;
  const rows = responses.map(({ groups }) => rowOf.get((survey.split && groups[survey.split.by]) ?? elsewhere) ?? last);
  const tally = (columns: string[], kind: NoAnswer, bands: string[][], columnOf: (response: Response) => string): Tally => {
    const places = new Map(columns.map((column, place) => [column, place]));
    const counts = parts.map(() => columns.map(() => 0));
    for (const [at, response] of responses.entries()) {
      const place = places.get(columnOf(response)) ?? columns.length - 1;
      const row = counts[rows[at] as number] as number[];
      row[place] = (row[place] as number) + 1;
    }
    return { columns, counts, noAnswer: kind, bands };
  };
  const tables = new Map<string, Tally>();
  for (const question of survey.questions) {
    const { step, type } = question;
    const values = question.options.map(({ value }) => value);
    if (values.length === 0) continue;
    if (type === 'several')
      for (const value of values)
        tables.set(
          picked.table(step, value),
          tally([picked.yes, picked.no, noAnswer], 'kept back', [], ({ answers }) => {
            const chosen = answers[step]?.value;
            return Array.isArray(chosen) ? (chosen.includes(value) ? picked.yes : picked.no) : noAnswer;
          }),
        );
    else
      tables.set(
        step,
        tally(
          [...values, noAnswer],
          question.asked === 'everyone' ? 'counted' : 'kept back',
          bandsOf(question),
          ({ answers }) => answers[step]?.category ?? noAnswer,
        ),
      );
  }
  const steps = survey.questions.map(({ step }) => step);
  tables.set(
    stopped.table,
    tally([...steps, stopped.finished], 'absent', [], (response) => stopOf(survey, response)),
  );
  tables.set(
    late.table,
    tally([late.no, late.yes], 'absent', [], (response) => (response.late ? late.yes : late.no)),
  );
  return tables;
}
