import { z } from 'zod';
import { type Imported, importList } from '../import.ts';
import { type Context, staffCommand } from './command.ts';
import type { StaffWords } from './words.ts';

/** What became of a row, in words. Whoever must not be added is not named. */
function told({ words }: Context, one: Imported['rows'][number]): [row: string, name: string, what: string] {
  if ('fault' in one) return [String(one.row), '', words(`row_${one.fault}`, one.fills)];
  const { row, verdict, like } = one;
  return [String(row.row), verdict === 'skipped' ? '' : (row.name ?? ''), words(`row_${verdict}`, { like: String(like) })];
}

export const peopleImport = staffCommand({
  name: 'people import',
  summary: 'add people from a list (CSV); without --apply it only says what would become of each row',
  may: 'import people',
  input: z.strictObject({
    file: z
      .string()
      .meta({ description: 'a CSV file with columns name, email, phone and, if need be, age_band and place', format: 'file' }),
    apply: z.boolean().default(false).describe('add them'),
  }),
  positional: ['file'],
  detail: ({ apply }) => (apply ? 'apply' : 'preview'),
  run: async (context, { file, apply }) => {
    const { words } = context;
    const imported = await importList(context, file, apply);
    if ('fault' in imported)
      return { refused: words(`list_${imported.fault}` satisfies keyof StaffWords, 'fills' in imported ? imported.fills : {}) };
    const { rows, leftOut } = imported;
    const added = rows.filter((one) => 'verdict' in one && one.verdict === 'new').length;
    const counts = { new: String(added), rows: String(rows.length) };
    const text = [
      ...(leftOut.length > 0 ? [words('list_left_out', { columns: leftOut.join(', ') })] : []),
      words(apply ? 'list_applied' : 'list_preview', counts),
    ];
    const lines = rows.map((one) => told(context, one));
    return {
      tables: [{ head: ['Row', 'Name', apply ? 'What became of it' : 'What would become of it'], rows: lines }],
      text: text.join('\n'),
      ...(!apply &&
        added > 0 && {
          next: [
            {
              label: words('step_import', counts),
              weight: 'main' as const,
              order: { name: 'people import', input: { file, apply: true } },
            },
          ],
        }),
      data: {
        applied: apply,
        new: added,
        leftOut,
        rows: lines.map(([row, , what], at) => ({ row: Number(row), is: stateOf(rows[at]), what })),
      },
    };
  },
});

const stateOf = (one: Imported['rows'][number] | undefined) => (one && 'verdict' in one ? one.verdict : 'error');
