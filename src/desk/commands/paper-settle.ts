import { z } from 'zod';
import { differencesOf } from '../../surveys/index.ts';
import type { CommandField, PaperEntry } from '../ports.ts';
import { settleForm } from '../surveys/forms.ts';
import type { AskedQuestion } from '../surveys/questions.ts';
import { type Context, staffCommand } from './command.ts';
import { helpIn, placeOf, unkept } from './paper-danger.ts';
import { faultOf, fieldOf, readAnswers, readNumber, withQuestions, written } from './paper-read.ts';
import { captureFault, findRoom, questionsIn, roomChoices, roomId } from './room-run.ts';

/** Forms of paper that were typed differently, and what is right. */

interface Pair {
  first: PaperEntry;
  second: PaperEntry | null;
  steps: string[];
}

/** Forms that are no responses yet. */
async function pairsIn({ parts }: Context, run: string): Promise<Pair[]> {
  const forms = await parts.store.surveys.forms(run);
  return forms
    .filter(({ entry }) => entry === 1)
    .map((first) => {
      const second = forms.find(({ number, entry }) => entry === 2 && number === first.number) ?? null;
      return { first, second, steps: second ? differencesOf(first.answers, second.answers) : [] };
    });
}

export const paperDifferences = staffCommand({
  name: 'paper differences',
  summary: 'forms of paper that were typed in two ways, and those that wait to be typed once more',
  may: 'record sessions',
  input: z.strictObject({ id: roomId }),
  positional: ['id'],
  choices: async (context) => ({ id: await roomChoices(context) }),
  find: findRoom,
  missing: 'no_room',
  run: async (context, _input, room) => {
    const { words } = context;
    const fault = await captureFault(context, room);
    if (fault) return fault;
    const pairs = await pairsIn(context, room.id);
    const questions = await questionsIn(context, room.counts.run);
    const differing = pairs.filter(({ second }) => second !== null);
    const waiting = pairs.filter(({ second }) => second === null);
    const rows = differing.flatMap(({ first, second, steps }) =>
      steps.map((step) => {
        const question = questions.find((one) => one.step === step);
        return [
          first.number,
          question?.label ?? step,
          written(context, question, first.answers[step]),
          written(context, question, second?.answers[step]),
        ];
      }),
    );
    const fills = { waiting: String(waiting.length), differing: String(differing.length) };
    return {
      text: pairs.length === 0 ? words('paper_none') : words('paper_state', fills),
      tables: [
        { head: [words('paper_head_differing'), 'Question', 'First', 'Second'], rows },
        { head: [words('paper_head_waiting')], rows: waiting.length > 0 ? [[waiting.map(({ first }) => first.number).join(', ')]] : [] },
      ].filter(({ rows }) => rows.length > 0),
      next: [
        ...differing.slice(0, 3).map(({ first }) => ({
          label: words('paper_settle', { number: first.number }),
          order: { name: 'paper settle', input: { id: room.id, number: first.number } },
        })),
        { label: words('paper_another'), order: { name: 'paper enter', input: { id: room.id } } },
      ],
      data: {
        differing: differing.map(({ first, steps }) => ({ number: first.number, steps })),
        waiting: waiting.map(({ first }) => first.number),
      },
    };
  },
});

/** Only what differs is asked, with the two ways in which it was typed; what was written can be written anew. */
function settling(questions: AskedQuestion[], pair: Pair | undefined, given: Record<string, unknown>): CommandField[] {
  return questions
    .filter(({ step }) => pair?.steps.includes(step))
    .map((question) =>
      fieldOf(question, given[question.step] ?? (question.options.length === 0 ? pair?.first.answers[question.step] : undefined)),
    );
}

export const paperSettle = staffCommand({
  name: 'paper settle',
  summary: 'say what is right on a form that was typed in two ways: look at the paper; then it counts',
  may: 'record sessions',
  input: z
    .strictObject({
      id: roomId,
      number: z.string().describe('the number on the form'),
      take: z.enum(['first', 'second']).optional().describe('the entry that is right, where nothing else is said'),
    })
    .catchall(z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).describe('what is right, by question: --today 4')),
  positional: ['id', 'number'],
  choices: async (context) => ({ id: await roomChoices(context) }),
  fields: (context, given, all) =>
    withQuestions(context, given, all, async (questions, run) => {
      const number = readNumber(context, String(given.number ?? ''));
      return settling(
        questions,
        (await pairsIn(context, run)).find(({ first }) => first.number === number),
        given,
      );
    }),
  find: findRoom,
  missing: 'no_room',
  run: async (context, { id: _, number: typed, take, ...given }, room) => {
    const { words } = context;
    const heard = unkept(context, room, given);
    const fault = await captureFault(context, room);
    if (fault) return heard(fault);
    const number = readNumber(context, typed as string);
    if (typeof number !== 'string') return heard(number);
    const pair = (await pairsIn(context, room.id)).find(({ first }) => first.number === number);
    if (!pair?.second) {
      const why = words(pair ? 'paper_one_entry' : 'paper_not_there', { number });
      return heard({ refused: why, faults: { number: why } });
    }
    const { first, second, steps } = pair;
    const questions = await questionsIn(context, room.counts.run);
    const read = readAnswers(context, questions, given);
    if ('refused' in read) return heard(read);
    const said = read.answers;
    const open = take === undefined ? steps.filter((step) => !(step in said)) : [];
    if (open.length > 0) {
      const why = words('paper_unsettled', {
        questions: open.map((step) => questions.find((one) => one.step === step)?.label ?? step).join(', '),
      });
      return heard({ refused: why, faults: { take: why } });
    }
    const chosen = take === 'second' ? second.answers : first.answers;
    const settled = Object.fromEntries(
      [...new Set([...Object.keys(first.answers), ...steps, ...Object.keys(said)])].flatMap((step) => {
        const value = said[step] ?? (steps.includes(step) ? chosen[step] : first.answers[step]);
        return value === undefined ? [] : [[step, value]];
      }),
    );
    const done = await settleForm(context, room.counts.run, placeOf(room), [first, second], settled);
    if ('fault' in done) return heard(faultOf(context, questions, done));
    return {
      text: [words(done.kind === 'settled' ? 'paper_settled' : 'paper_taken', { number }), ...helpIn(context, room, done)].join('\n'),
      next: [{ label: words('paper_look'), order: { name: 'paper differences', input: { id: room.id } } }],
      data: { run: room.id, number, kind: done.kind },
    };
  },
});
