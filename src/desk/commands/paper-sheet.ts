import { z } from 'zod';
import { staffCommand } from './command.ts';
import { findRoom, questionsIn, roomChoices, roomId } from './room-run.ts';

export const paperSheet = staffCommand({
  name: 'paper sheet',
  summary: 'an empty table to type forms of paper into, a row each, for paper import',
  may: 'record sessions',
  input: z.strictObject({ id: roomId, format: z.enum(['xlsx', 'csv']).default('xlsx').describe('Excel, or CSV') }),
  positional: ['id'],
  choices: async (context) => ({ id: await roomChoices(context) }),
  find: findRoom,
  missing: 'no_room',
  run: async (context, { format }, room) => {
    const { parts, words } = context;
    const questions = await questionsIn(context, room.counts.run);
    const { csvOf, xlsxOf } = await parts.openInsight();
    const forms = { name: words('paper_sheet_forms'), head: ['number', ...questions.map(({ step }) => step)], rows: [] };
    const answers = questions.flatMap(({ step, label, options }) =>
      options.length > 0 ? options.map((option) => [step, label, option.value, option.label]) : [[step, label, '', '']],
    );
    const known = { name: words('paper_sheet_answers'), head: ['column', 'Question', 'Write', 'For'], rows: answers };
    const name = `forms-${room.counts.run.flow}`;
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const file =
      format === 'xlsx'
        ? { name: `${name}.xlsx`, type, body: await xlsxOf([forms, known]) }
        : { name: `${name}.csv`, type: 'text/csv; charset=utf-8', body: csvOf(forms) };
    return {
      text: words('paper_sheet'),
      tables: [{ head: known.head, rows: answers }],
      files: [file],
      again: { name: 'paper sheet', input: { id: room.id, format } },
      next: [{ label: words('paper_look'), order: { name: 'paper differences', input: { id: room.id } } }],
      data: { run: room.id, columns: forms.head, files: [file.name] },
    };
  },
});
