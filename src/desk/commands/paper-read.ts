import { type FormAnswers, formAnswer, formNumber } from '../../surveys/index.ts';
import type { CommandField } from '../ports.ts';
import type { CaptureFault } from '../surveys/captured.ts';
import type { AskedQuestion } from '../surveys/questions.ts';
import type { Context, Refused } from './command.ts';
import { findRoom, only, questionsIn, roomChoices } from './room-run.ts';

/** What somebody types from a form of paper, as it is read. */

/** A question as a field: what can be ticked on paper can be picked here. */
export function fieldOf({ step, type, label, options, many }: AskedQuestion, given: unknown): CommandField {
  const written = type === 'text' ? ('long text' as const) : ('text' as const);
  const field = { name: step, what: label, kind: many ? ('choices' as const) : options.length > 0 ? ('choice' as const) : written };
  const filled = given === undefined ? {} : { given };
  return { ...field, choices: [...options], required: false, positional: false, ...filled };
}

/** The fields of a command's form, with one for each of these questions in place of its last. */
export async function withQuestions(
  context: Context,
  given: Record<string, unknown>,
  all: CommandField[],
  which: (questions: AskedQuestion[], run: string) => Promise<CommandField[]>,
): Promise<CommandField[]> {
  const room = typeof given.id === 'string' ? await findRoom(context, { id: given.id }) : null;
  if (!room) return all;
  const label = (await roomChoices(context)).find(({ value }) => value === room.id)?.label ?? room.id;
  const [id, number, ...rest] = all as [CommandField, CommandField, ...CommandField[]];
  return [only(id, room.id, label), number, ...(await which(await questionsIn(context, room.counts.run), room.id)), ...rest];
}

export function readNumber({ words }: Context, text: string): string | Refused {
  const number = formNumber(text);
  return number ?? { refused: words('paper_number'), faults: { number: words('paper_number') } };
}

/** Answers by question, of what was typed for each. */
export function readAnswers(
  context: Context,
  questions: readonly AskedQuestion[],
  typed: Record<string, unknown>,
): { answers: FormAnswers } | Refused {
  const answers: FormAnswers = {};
  for (const [step, given] of Object.entries(typed)) {
    const question = questions.find((one) => one.step === step);
    if (!question) return faultOf(context, questions, { step, fault: 'no_question' });
    const answer = formAnswer(question, given);
    if (answer === null) return faultOf(context, questions, { step, fault: 'no_answer' });
    if (answer !== undefined) answers[step] = answer;
  }
  return { answers };
}

/** Why something on a form is not taken, at its field. */
export function faultOf({ words }: Context, questions: readonly AskedQuestion[], { step, fault }: CaptureFault): Refused {
  const question = questions.find((one) => one.step === step);
  const known = question ? question.options.map(({ value, label }) => `${value} (${label})`) : questions.map(({ step }) => step);
  const why = words(`paper_${fault}`, { question: question?.label ?? step, known: known.join(', ') || '-' });
  return { refused: why, faults: { [step]: why } };
}

/** What is on a form, in words. */
export function written({ words }: Context, question: AskedQuestion | undefined, value: FormAnswers[string] | undefined): string {
  if (value === undefined || value === null) return words('paper_left_out');
  const picked = (Array.isArray(value) ? value : [typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)]).map(
    (one) => question?.options.find((option) => option.value === one)?.label ?? one,
  );
  return picked.join(', ');
}
