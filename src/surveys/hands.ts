import type { Answered } from '../engine/index.ts';
import type { Question, Response } from './survey.ts';

/** How many of those who were asked raised their hand for what. */
export interface Hands {
  step: string;
  present: number;
  counts: Readonly<Record<string, number>>;
}

/** What somebody answered who raised their hand there. */
function answered({ type, options }: Question, picked: string[]): Answered {
  if (type === 'several')
    return { value: options.map(({ value }) => value).filter((value) => picked.includes(value)), category: null, raw: '' };
  const [category = ''] = picked;
  const value = type === 'yes_no' ? category === 'yes' : type === 'choice' ? category : Number(category);
  return { value, category, raw: '' };
}

/**
 * The people behind shows of hands of one room, so that they are counted like any others: as many as the question with the most had. Nobody noted who raised
 * their hand for two things, so what one of these people says to one question has nothing to do with what they say to another: only how many there are of
 * each is true. Whoever of them raised no hand gave no answer; of several that can be picked, they picked none.
 *
 * To whom a question was not put, because the room was not asked or they had left, they are not `asked` it and not in its table.
 */
export function peopleOf(questions: readonly Question[], hands: readonly Hands[]): Required<Pick<Response, 'answers' | 'asked'>>[] {
  const put = questions.flatMap((question) => hands.filter(({ step }) => step === question.step).map((shown) => ({ question, ...shown })));
  const columns = put.map(({ question, step, present, counts }) => ({ step, present, answers: answersIn(question, present, counts) }));
  return Array.from({ length: Math.max(0, ...put.map(({ present }) => present)) }, (_, at) => {
    const asked = columns.filter(({ present }) => at < present);
    const answers = asked.flatMap(({ step, answers }) => (answers[at] ? [[step, answers[at]]] : []));
    return { answers: Object.fromEntries(answers), asked: new Set(asked.map(({ step }) => step)) };
  });
}

/** One answer after the other, as many as hands. */
function answersIn(question: Question, present: number, counts: Hands['counts']): Answered[] {
  const values = question.options.map(({ value }) => value);
  const countOf = (value: string) => counts[value] ?? 0;
  if (question.type !== 'several')
    return values.flatMap((value) => Array.from({ length: countOf(value) }, () => answered(question, [value])));
  return Array.from({ length: present }, (_, at) =>
    answered(
      question,
      values.filter((value) => at < countOf(value)),
    ),
  );
}
