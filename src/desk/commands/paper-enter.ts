import { z } from 'zod';
import { tableOf } from '../../people/index.ts';
import type { NextStep } from '../ports.ts';
import { type Entered, enterForm } from '../surveys/forms.ts';
import type { AskedQuestion } from '../surveys/questions.ts';
import { type Context, staffCommand } from './command.ts';
import { helpIn, inDanger, placeOf, tellsLead, unkept } from './paper-danger.ts';
import { faultOf, fieldOf, readAnswers, readNumber, withQuestions } from './paper-read.ts';
import { refusedWith } from './refused-with.ts';
import { captureFault, findRoom, overHeads, questionsIn, type Room, roomChoices, roomId } from './room-run.ts';

/** Forms of paper that are typed one by one, or as a table. */

/** Rows of one table. */
const MOST_FORMS = 500;

const myself = z.boolean().default(false).describe('I typed it the first time too: nobody else can');
const answer = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

const labels = (questions: readonly AskedQuestion[], steps: readonly string[]) =>
  steps.map((step) => questions.find((one) => one.step === step)?.label ?? step).join(', ');

export const paperEnter = staffCommand({
  name: 'paper enter',
  summary: 'type in one form of paper; somebody else types it once more, and when both are the same it counts',
  may: 'record sessions',
  input: z
    .strictObject({ id: roomId, number: z.string().describe('the number on the form'), myself })
    .catchall(answer.describe('what is on the form, by question: --today 4 --one_thing more lights')),
  positional: ['id', 'number'],
  choices: async (context) => ({ id: await roomChoices(context) }),
  fields: (context, given, all) =>
    withQuestions(context, given, all, async (questions) => questions.map((question) => fieldOf(question, given[question.step]))),
  find: findRoom,
  missing: 'no_room',
  run: async (context, { id: _, number: typed, myself, ...given }, room) => {
    const { words, actor } = context;
    const heard = unkept(context, room, given);
    const fault = await captureFault(context, room);
    if (fault) return heard(fault);
    const number = readNumber(context, typed as string);
    if (typeof number !== 'string') return heard(number);
    const questions = await questionsIn(context, room.counts.run);
    const read = readAnswers(context, questions, given);
    if ('refused' in read) return heard(read);
    const { answers } = read;
    if (Object.keys(answers).length === 0) {
      const [first] = questions;
      return { refused: words('paper_blank'), faults: { [first?.step ?? 'number']: words('paper_blank') } };
    }
    const form = { number, answers, by: actor.id, myself: myself === true };
    const entered = await enterForm(context, room.counts.run, placeOf(room), form);
    const help = helpIn(context, room, entered);
    if (entered.kind === 'fault') return refusedWith(faultOf(context, questions, entered), help);
    const fills = { number, questions: 'steps' in entered ? labels(questions, entered.steps) : '' };
    const said = words(`paper_${entered.kind}`, fills);
    if (entered.kind === 'yours') return refusedWith({ refused: said, faults: { myself: said } }, help);
    const again: NextStep = { label: words('paper_another'), order: { name: 'paper enter', input: { id: room.id } } };
    const settle: NextStep = { label: words('paper_settle', fills), order: { name: 'paper settle', input: { id: room.id, number } } };
    const look: NextStep = { label: words('paper_look'), order: { name: 'paper differences', input: { id: room.id } } };
    return {
      text: [said, ...help, ...(await overHeads(context, { ...room, ...(await findRoom(context, room)) }))].join('\n'),
      next: [...(entered.kind === 'differs' || entered.kind === 'twice' ? [settle] : []), again, look],
      data: { run: room.id, number, kind: entered.kind, ...('steps' in entered && { steps: entered.steps }) },
    };
  },
});

interface Imported {
  row: number;
  number: string;
  is: Entered['kind'];
  what: string;
}

/** One row of a table. `entered` is null where it could not be read. */
async function importRow(context: Context, room: Room, questions: AskedQuestion[], given: Record<string, string>, myself: boolean) {
  const { words, actor } = context;
  const { number: typed = '', ...said } = given;
  const number = readNumber(context, typed);
  const read = readAnswers(context, questions, said);
  if (typeof number !== 'string') return { entered: null, number: typed.slice(0, 12), what: number.refused };
  if ('refused' in read) return { entered: null, number, what: read.refused };
  if (Object.keys(read.answers).length === 0) return { entered: null, number, what: words('paper_blank') };
  const entered = await enterForm(context, room.counts.run, placeOf(room), { number, answers: read.answers, by: actor.id, myself });
  const what = entered.kind === 'fault' ? faultOf(context, questions, entered).refused : words(`paper_row_${entered.kind}`);
  return { entered, number, what };
}

export const paperImport = staffCommand({
  name: 'paper import',
  summary: 'take in a table of forms (CSV or Excel) as paper sheet gives it, a row each; it is one entry of each form, like typing them',
  may: 'record sessions',
  input: z.strictObject({
    id: roomId,
    file: z.string().meta({ description: 'a CSV or Excel file with a column number, and one for each question', format: 'file' }),
    myself,
  }),
  positional: ['id', 'file'],
  choices: async (context) => ({ id: await roomChoices(context) }),
  find: findRoom,
  missing: 'no_room',
  run: async (context, { file, myself }, room) => {
    const { words } = context;
    const fault = await captureFault(context, room);
    if (fault) return fault;
    const questions = await questionsIn(context, room.counts.run);
    const columns = ['number', ...questions.map(({ step }) => step)];
    const called = (heading: string) => columns.find((column) => column === heading.trim().toLowerCase());
    const table = tableOf(file, (heading) => called(heading) !== undefined);
    if ('fault' in table)
      return { refused: words(`list_${table.fault}`, table.fills), faults: { file: words(`list_${table.fault}`, table.fills) } };
    const at = table.headings.map(called);
    const lines = table.lines.map((cells, index) => ({ cells, row: index + 2 })).filter(({ cells }) => cells.some((cell) => cell.trim()));
    if (!at.includes('number') || lines.length === 0)
      return { refused: words('paper_no_columns'), faults: { file: words('paper_no_columns') } };
    if (lines.length > MOST_FORMS) return { refused: words('list_too_many', { limit: String(MOST_FORMS) }) };
    const rows: Imported[] = [];
    const alarmed: Entered['kind'][] = [];
    for (const { cells, row } of lines) {
      const given = Object.fromEntries(cells.flatMap((cell, place) => (at[place] && cell.trim() ? [[at[place], cell.trim()]] : [])));
      const { entered, ...read } = await importRow(context, room, questions, given, myself);
      // A row that can't be read may still tell of somebody in danger: whoever brought it hears that.
      const is = entered?.kind ?? 'fault';
      if (entered?.alarmed ?? inDanger(context, given)) alarmed.push(is);
      rows.push({ row, is, ...read });
    }
    const many = (...kinds: Entered['kind'][]) => String(rows.filter(({ is }) => kinds.includes(is)).length);
    const fills = {
      rows: String(rows.length),
      counted: many('equal'),
      first: many('first'),
      differs: many('differs', 'twice'),
      wrong: many('fault'),
    };
    const unread = table.headings.filter((heading, place) => heading.trim() && !at[place]);
    return {
      text: [
        words('paper_imported', fills),
        ...(unread.length > 0 ? [words('paper_columns_unread', { columns: unread.join(', ') })] : []),
        ...helpIn(context, room, { kind: alarmed.find((kind) => !tellsLead(kind)) ?? 'first', alarmed: alarmed.length > 0 }),
        ...(await overHeads(context, { ...room, ...(await findRoom(context, room)) })),
      ].join('\n'),
      tables: [{ head: ['Row', 'Form', 'What became of it'], rows: rows.map(({ row, number, what }) => [String(row), number, what]) }],
      next: [{ label: words('paper_look'), order: { name: 'paper differences', input: { id: room.id } } }],
      data: { run: room.id, rows: rows.map(({ row, number, is }) => ({ row, number, is })) },
    };
  },
});
