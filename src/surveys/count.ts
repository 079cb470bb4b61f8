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
  /**
   * The column that "no answer" stands beside where no other has too few: the middle of a scale, so that it blurs neither who agrees nor who is at either end;
   * the last where options have no order.
   */
  beside: number;
}

/** Where those who did not finish stopped: a table of them alone, so that it has nobody in common with what was answered. */
export const stopped = ':stopped';
export const late = { yes: 'late', no: 'in time', table: ':late' };
/** A question of which several can be picked is a table for each option: who picked it, and who picked something else. */
export const picked = { yes: 'picked', no: 'not picked', table: (step: string, option: string) => `${step}:${option}` };

/**
 * Whether a question has figures. Of two options of which both can be picked, who picked each tells who picked neither; with three it does
 * not any more.
 */
export const isCounted = ({ type, options }: Question) => options.length > (type === 'several' ? 2 : 0);

/** Every part; one for all where results are read as a whole only. */
export const partsOf = ({ split }: Survey): string[] => split?.parts.map(({ value }) => value) ?? [elsewhere];

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

const besideOf = (question: Question) => (ordered(question) ? Math.floor((question.options.length - 1) / 2) : question.options.length - 1);

/** The question after the last that they answered. */
function stopOf({ questions }: Survey, { answers }: Response): string {
  const last = questions.findLastIndex(({ step }) => answers[step]);
  return (questions[last + 1] ?? questions[last])?.step ?? '';
}

/** One table over these people, by part. @throws when somebody is in a part that the survey does not have */
function tallyOf(survey: Survey, people: Response[], table: Omit<Tally, 'counts'>, columnOf: (response: Response) => string): Tally {
  const parts = partsOf(survey);
  const rows = new Map(parts.map((part, row) => [part, row]));
  const places = new Map(table.columns.map((column, place) => [column, place]));
  const counts = parts.map(() => table.columns.map(() => 0));
  for (const response of people) {
    const part = (survey.split && response.groups[survey.split.by]) ?? elsewhere;
    const row = counts[rows.get(part) ?? -1];
    if (!row) throw new RangeError('a response is in a part that its survey does not have');
    const place = places.get(columnOf(response)) ?? table.columns.length - 1;
    row[place] = (row[place] as number) + 1;
  }
  return { ...table, counts };
}

/** Who did not finish, by where they stopped; never by part. */
export function stopsOf(survey: Survey, unfinished: Response[]): Tally {
  const columns = survey.questions.map(({ step }) => step);
  const whole = { ...survey, split: null };
  return tallyOf(whole, unfinished, { columns, noAnswer: 'absent', bands: [], beside: columns.length - 1 }, (response) =>
    stopOf(survey, response),
  );
}

/** What those who finished answered. Everything is counted once. */
export function answersOf(survey: Survey, finished: Response[]): Map<string, Tally> {
  const tables = new Map<string, Tally>();
  for (const question of survey.questions.filter(isCounted)) {
    const { step, type, options } = question;
    const values = options.map(({ value }) => value);
    if (type !== 'several') {
      const table = { columns: [...values, noAnswer], noAnswer: 'hidden' as const, bands: bandsOf(question), beside: besideOf(question) };
      tables.set(
        step,
        tallyOf(survey, finished, table, ({ answers }) => answers[step]?.category ?? noAnswer),
      );
      continue;
    }
    const table = { columns: [picked.yes, picked.no, noAnswer], noAnswer: 'hidden' as const, bands: [], beside: 1 };
    for (const value of values)
      tables.set(
        picked.table(step, value),
        tallyOf(survey, finished, table, ({ answers }) => {
          const chosen = answers[step]?.value;
          return Array.isArray(chosen) ? (chosen.includes(value) ? picked.yes : picked.no) : noAnswer;
        }),
      );
  }
  const inTime = { columns: [late.no, late.yes], noAnswer: 'absent' as const, bands: [], beside: 1 };
  tables.set(
    late.table,
    tallyOf(survey, finished, inTime, (response) => (response.late ? late.yes : late.no)),
  );
  return tables;
}
