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
 * A question that was not put to the room is not one to which they gave no answer: it is `asked` of none of them. Of fewer people than `least` it is taken as
 * asked, or the difference between two bases would say how few they were.
 */
export function peopleOf(questions: readonly Question[], hands: readonly Hands[], least: number): Pick<Response, 'answers' | 'asked'>[] {
  const many = Math.max(0, ...hands.map(({ present }) => present));
  const put = questions.flatMap((question) => hands.filter(({ step }) => step === question.step).map((shown) => ({ question, ...shown })));
  const asked = many < least ? {} : { asked: new Set(put.map(({ step }) => step)) };
  const columns = put.map(({ question, present, counts }): (Answered | undefined)[] => {
    const countOf = (value: string) => counts[value] ?? 0;
    if (question.type === 'several')
      return Array.from({ length: present }, (_, at) =>
        answered(
          question,
          question.options.flatMap(({ value }) => (at < countOf(value) ? [value] : [])),
        ),
      );
    return question.options.flatMap(({ value }) => Array.from({ length: countOf(value) }, () => answered(question, [value])));
  });
  return Array.from({ length: many }, (_, at) => ({
    answers: Object.fromEntries(
      put.flatMap(({ step }, column) => {
        const answer = columns[column]?.[at];
        return answer ? [[step, answer]] : [];
      }),
    ),
    ...asked,
  }));
}
