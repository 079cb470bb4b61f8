import { z } from 'zod';
import { dayOf } from '../../calendar/index.ts';
import { readHands } from '../../surveys/index.ts';
import type { CommandField } from '../ports.ts';
import { type AskedQuestion, handsQuestions } from '../surveys/questions.ts';
import { meant } from './choose.ts';
import { type Context, staffCommand } from './command.ts';
import { captureFault, findRoom, only, overHeads, questionsIn, roomChoices, roomId } from './room-run.ts';

/** Shows of hands: one question at a time, a number for each answer. */

const number = z.coerce.number().int().min(0).max(500);

const Input = z
  .strictObject({
    id: roomId,
    question: z.string().describe('the question that was put to the room'),
    counts: z.string().optional().describe('how many hands for each answer, in their order, like 3 5 0 2 1'),
    present: number.optional().describe('how many were asked, if not each of them raised a hand'),
  })
  .catchall(number.describe('a number for each answer in place of counts: --safety 3 --health 5'));

const called = ({ step, label }: AskedQuestion) => ({ value: step, label });

/** A number for each answer, in place of a line of them. null: an answer is called like a field. */
function fieldsFor(question: AskedQuestion, given: Record<string, unknown>): CommandField[] | null {
  const taken = Object.keys(Input.shape);
  if (question.options.some(({ value }) => taken.includes(value))) return null;
  return question.options.map(({ value, label }) => {
    const filled = given[value];
    const field = { name: value, what: label, kind: 'number' as const, choices: [], required: false, positional: false };
    return filled === undefined ? field : { ...field, given: filled };
  });
}

async function fields(context: Context, given: Record<string, unknown>, all: CommandField[]): Promise<CommandField[]> {
  const room = typeof given.id === 'string' ? await findRoom(context, { id: given.id }) : null;
  if (!room) return all;
  const questions = handsQuestions(await questionsIn(context, room.counts.run));
  const [step] = typeof given.question === 'string' ? meant(given.question, questions.map(called)) : [];
  const question = questions.find((one) => one.step === step);
  const each = question && fieldsFor(question, given);
  const label = (await roomChoices(context)).find(({ value }) => value === room.id)?.label ?? room.id;
  return all.flatMap((field): CommandField[] => {
    if (field.name === 'id') return [only(field, room.id, label)];
    if (field.name === 'question')
      return [question ? only(field, question.step, question.label) : { ...field, kind: 'choice', choices: questions.map(called) }];
    return field.name === 'counts' && each ? each : [field];
  });
}

export const handsCount = staffCommand({
  name: 'hands count',
  summary: 'a show of hands: how many for each answer to one question; counted again, it replaces what was counted before',
  may: 'record sessions',
  input: Input,
  positional: ['id', 'question'],
  choices: async (context) => ({ id: await roomChoices(context) }),
  fields,
  find: findRoom,
  missing: 'no_room',
  run: async (context, { id: _, question: asked, counts: line, present, ...each }, room) => {
    const { parts, now, actor, words } = context;
    const fault = await captureFault(context, room);
    if (fault) return fault;
    const questions = handsQuestions(await questionsIn(context, room.counts.run));
    const [step] = meant(asked as string, questions.map(called));
    const question = questions.find((one) => one.step === step);
    if (!question) {
      const why = words('hands_no_question', { known: questions.map(({ step, label }) => `${step} (${label})`).join(', ') });
      return { refused: why, faults: { question: why } };
    }
    const read = readHands(question.options, question.many, {
      present: present as number,
      line: line as string,
      each: each as Record<string, number>,
    });
    if ('fault' in read) {
      const why = words(read.fault, read.fills);
      return { refused: why, faults: { [read.field]: why } };
    }
    const day = dayOf(parts.contactHours.zone, now);
    const hands = { id: parts.ids.next(), run: room.id, step: question.step, ...read, capturedBy: actor.id, day, at: now };
    if (!(await parts.store.surveys.countHands(hands, now))) return { refused: words('hands_published') };
    const counted = new Set((await parts.store.surveys.hands([room.id])).map(({ step }) => step));
    const left = questions.filter(({ step }) => !counted.has(step));
    const [next] = left;
    const again = { name: 'hands count', input: { id: room.id } };
    return {
      text: [words('hands_kept', { label: question.label, left: String(left.length) }), ...(await overHeads(context, room))].join('\n'),
      tables: [
        {
          head: [question.label, words('hands_head')],
          rows: [
            ...question.options.map(({ value, label }) => [label, String(read.counts[value])]),
            [words('hands_asked'), String(read.present)],
          ],
        },
      ],
      next: [
        ...(next
          ? [
              {
                label: words('step_hands', { label: next.label }),
                order: { ...again, input: { ...again.input, question: next.step } },
                weight: 'main' as const,
              },
            ]
          : []),
        { label: words('hands_again'), order: { ...again, input: { ...again.input, question: question.step } } },
      ],
      data: { run: room.id, question: question.step, ...read, left: left.map(({ step }) => step) },
    };
  },
});
