import type { Needed } from '../desk/ports.ts';
import type { NoAnswer } from './disclosure.ts';
import { ofOne } from './how.ts';
import { elsewhere, noAnswer, type Question, type Response, type Survey } from './survey.ts';

/** Raw counts of one table. Never shown: `release` takes them and gives what may be. */
export interface Tally {
  /** What was picked, in order; `noAnswer` comes last, unless there is no such thing. */
  columns: string[];
  /** Part after part, in the order of `partsOf`, a number for each column. */
  counts: Uint32Array;
  noAnswer: NoAnswer;
  /** Which columns may be read together where each alone is too few: the lower and the upper ones of a scale. Empty where they have no order. */
  bands: string[][];
  /**
   * The column that "no answer" stands beside where no other has too few: the middle of a scale, so that it blurs neither who agrees nor who does not. The
   * last one if not given.
   */
  beside?: number;
}

/** Where those who did not finish stopped: a table of them alone, so that it has nobody in common with what was answered. */
export const stopped = ':stopped';
/** How it was captured, of those who answered alone; not where results are cut by that, because two tables of one thing can be compared. */
export const how = { table: ':how', by: 'how' };
export const late = { yes: 'late', no: 'in time', table: ':late' };
/** A question of which several can be picked is a table for each option: who picked it, and who picked something else. */
export const picked = { yes: 'picked', no: 'not picked', table: (step: string, option: string) => `${step}:${option}` };

/**
 * Whether a question has figures. Of two options of which both can be picked, who picked each tells who picked neither; with three it does
 * not any more.
 */
export const isCounted = ({ type, options }: Question) => options.length > (type === 'several' ? 2 : 0);

/** What of each answer is counted. */
export const neededOf = ({ questions }: Survey): Record<string, Needed> =>
  Object.fromEntries(
    questions.map(({ step, type, options }) => [step, type === 'several' ? 'options' : options.length > 0 ? 'option' : 'any']),
  );

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

/** The middle of what has an order. */
const besideOf = (question: Question) => (ordered(question) ? { beside: Math.floor((question.options.length - 1) / 2) } : {});

/** A table, and how it reads a response: the place of what was picked. */
interface Counted {
  name: string;
  /** Only those are in it to whom this question was put; null: everybody. */
  step: string | null;
  tally: Tally;
  placeOf(response: Response): number;
}

/**
 * What is known of people when they have passed by, one after the other: numbers only, so it is no larger for many of them than for few. Those who
 * finished are in the tables of answers, everybody else in that of where they stopped.
 */
export interface Counter {
  /** Counts one more. @throws when somebody who finished is in a part that the survey does not have */
  take(response: Response): void;
  finished: number;
  unfinished: number;
  /** What those who finished answered. Everything is counted once. */
  answers: ReadonlyMap<string, Tally>;
  /** Who did not finish, by where they stopped; never by part. */
  stops: Tally;
}

/** A table of zeros. */
function tableOf(name: string, step: string | null, parts: number, table: Omit<Tally, 'counts'>, placeOf: Counted['placeOf']): Counted {
  return { name, step, tally: { ...table, counts: new Uint32Array(parts * table.columns.length) }, placeOf };
}

function tablesOf(question: Question, parts: number): Counted[] {
  const { step, type, options } = question;
  const values = options.map(({ value }) => value);
  if (type !== 'several') {
    const places = new Map(values.map((value, place) => [value, place]));
    const table = { columns: [...values, noAnswer], noAnswer: 'hidden' as const, bands: bandsOf(question), ...besideOf(question) };
    return [tableOf(step, step, parts, table, ({ answers }) => places.get(answers[step]?.category ?? noAnswer) ?? values.length)];
  }
  const table = { columns: [picked.yes, picked.no, noAnswer], noAnswer: 'hidden' as const, bands: [] };
  return values.map((value) =>
    tableOf(picked.table(step, value), step, parts, table, ({ answers }) => {
      const chosen = answers[step]?.value;
      return Array.isArray(chosen) ? (chosen.includes(value) ? 0 : 1) : 2;
    }),
  );
}

/** Begins to count. */
export function counterOf(survey: Survey): Counter {
  const { questions, split } = survey;
  const rows = new Map(partsOf(survey).map((part, row) => [part, row]));
  const inTime = { columns: [late.no, late.yes], noAnswer: 'absent' as const, bands: [] };
  const ways = { columns: [...ofOne], noAnswer: 'absent' as const, bands: [] };
  const tables = [
    ...questions.filter(isCounted).flatMap((question) => tablesOf(question, rows.size)),
    tableOf(late.table, null, rows.size, inTime, (response) => (response.late ? 1 : 0)),
    ...(split?.by === how.by
      ? []
      : [tableOf(how.table, null, rows.size, ways, (response) => ofOne.indexOf(response.how as (typeof ofOne)[number]))]),
  ];
  const places = { columns: questions.map(({ step }) => step), noAnswer: 'absent' as const, bands: [] };
  // The question after the last that they answered.
  const stops = tableOf(stopped, null, 1, places, ({ answers }) =>
    Math.min(questions.findLastIndex(({ step }) => answers[step]) + 1, questions.length - 1),
  );
  const add = ({ tally, placeOf }: Counted, row: number, response: Response) => {
    const place = placeOf(response);
    // Who raised a hand is in no table of those who answered alone.
    if (place < 0) return;
    const at = row * tally.columns.length + place;
    tally.counts[at] = (tally.counts[at] as number) + 1;
  };
  const counter: Counter = {
    finished: 0,
    unfinished: 0,
    answers: new Map(tables.map(({ name, tally }) => [name, tally])),
    stops: stops.tally,
    take(response) {
      if (response.state !== 'finished') {
        counter.unfinished++;
        return add(stops, 0, response);
      }
      const row = rows.get((split && response.groups[split.by]) ?? elsewhere);
      if (row === undefined) throw new RangeError('a response is in a part that its survey does not have');
      counter.finished++;
      for (const table of tables) if (table.step === null || response.asked?.has(table.step) !== false) add(table, row, response);
    },
  };
  return counter;
}

/** How many picked what in these parts together, by column. */
export function countsIn({ columns, counts }: Tally, parts: readonly number[]): number[] {
  const sums = columns.map(() => 0);
  for (const part of parts)
    for (const place of sums.keys()) sums[place] = (sums[place] as number) + (counts[part * columns.length + place] as number);
  return sums;
}
