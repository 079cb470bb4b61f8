import { z } from 'zod';
import { type Imported, importList } from '../import.ts';
import type { NextStep, Tenure } from '../ports.ts';
import { type Context, staffCommand } from './command.ts';
import { stageCalled } from './pathway-who.ts';
import { day, short, when } from './when.ts';
import type { StaffWords } from './words.ts';

type Row = Imported['rows'][number];

/** What a row says of somebody's work. */
function saying(context: Context, { stage, held, since, until }: Tenure): string {
  const fills = { role: stageCalled(context, stage), since: since ? day(since) : '', until: until ? day(until) : '' };
  if (!held) return context.words('row_says_never', fills);
  return context.words(since === null ? 'row_says_once' : until === null ? 'row_says' : 'row_says_until', fills);
}

function verdictOf({ words }: Context, one: Exclude<Row, { fault: string }>): string {
  const { verdict, row, person, says, like, taken } = one;
  if (verdict === 'linked' && says.length === 0) return words('row_linked_nothing');
  const proposed = verdict === 'known' && (row.work?.tenures.length ?? 0) > 0 && !taken;
  if (proposed && person && says.length > 0) return words('row_known_role', { id: short(person) });
  if (proposed && !person) return words('row_known_several');
  return words(`row_${verdict}`, { like: String(like) });
}

/** What became of a row, in words. Whoever must not be added is not named. */
function told(context: Context, one: Row): [row: string, name: string, what: string] {
  if ('fault' in one) return [String(one.row), one.name ?? '', context.words(`row_${one.fault}`, one.fills)];
  const { row, verdict, says } = one;
  const what = [verdictOf(context, one), ...says.map((tenure) => saying(context, tenure))].join('; ');
  return [String(row.row), verdict === 'skipped' ? '' : (row.name ?? ''), what];
}

export const peopleImport = staffCommand({
  name: 'people import',
  summary: 'add people, and what they were when, from a list (CSV or Excel); without --apply it only says what would become of each row',
  may: 'import people',
  input: z.strictObject({
    file: z.string().meta({
      description:
        'a CSV or Excel file with columns name, email, phone and, if need be, age_band, place, role, since, until, first and person',
      format: 'file',
    }),
    apply: z.boolean().default(false).describe('add them'),
    known: z.boolean().default(false).describe('add roles also to those whom we know by the same email or phone number'),
  }),
  positional: ['file'],
  detail: ({ apply }) => (apply ? 'apply' : 'preview'),
  run: async (context, { file, apply, known }) => {
    const { words, actor } = context;
    const imported = await importList({ ...context, by: actor.id }, file, { apply, toKnown: known });
    if ('fault' in imported)
      return { refused: words(`list_${imported.fault}` satisfies keyof StaffWords, 'fills' in imported ? imported.fills : {}) };
    const { rows, leftOut, near = [], batch } = imported;
    // What is near a column of ours is said once, with that.
    const others = leftOut.filter((heading) => !near.some((one) => one.heading === heading));
    const added = rows.filter((one) => 'verdict' in one && one.verdict === 'new').length;
    const roles = rows.reduce((sum, one) => sum + ('says' in one && one.taken ? one.says.length : 0), 0);
    const proposed = rows.filter((one) => 'verdict' in one && one.person !== null && !one.taken && one.says.length > 0).length;
    const counts = { new: String(added), rows: String(rows.length), roles: String(roles), people: String(proposed), batch: batch ?? '' };
    const text = [
      ...near.map((one) => words('list_near', one)),
      ...(others.length > 0 ? [words('list_left_out', { columns: others.join(', ') })] : []),
      words(apply ? 'list_applied' : 'list_preview', counts),
      ...(roles > 0 ? [words(apply ? 'list_roles' : 'list_roles_preview', counts)] : []),
      ...(proposed > 0 ? [words('list_known', counts)] : []),
      ...(batch ? [words('list_undo', counts)] : []),
    ];
    const lines = rows.map((one) => told(context, one));
    const order = (more: Record<string, unknown>) => ({ name: 'people import', input: { file, apply: true, ...more } });
    const next: NextStep[] = apply
      ? [...(batch ? [undoStep(context, batch)] : [])]
      : [
          ...(added + roles > 0
            ? [{ label: words('step_import', counts), weight: 'main' as const, order: order(known ? { known } : {}) }]
            : []),
          ...(proposed > 0 ? [{ label: words('step_import_known', counts), order: order({ known: true }) }] : []),
        ];
    return {
      tables: [{ head: ['Row', 'Name', apply ? 'What became of it' : 'What would become of it'], rows: lines }],
      text: text.join('\n'),
      ...(next.length > 0 && { next }),
      data: {
        ...{ applied: apply, new: added, roles, batch, leftOut, near },
        rows: lines.map(([row, , what], at) => ({ row: Number(row), is: stateOf(rows[at]), what })),
      },
    };
  },
});

const stateOf = (one: Row | undefined) => (one && 'verdict' in one ? one.verdict : 'error');

const undoStep = ({ words }: Context, batch: string): NextStep => ({
  label: words('step_undo'),
  weight: 'danger',
  order: { name: 'import undo', input: { batch } },
});

const MOST_BUTTONS = 3;

export const importLists = staffCommand({
  name: 'import list',
  summary: 'lists of people that were added, the newest first, with what can be taken back',
  may: 'import people',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20).describe('how many at most') }),
  positional: [],
  run: async (context, { limit }) => {
    const { parts, words } = context;
    const imports = await parts.store.tenures.imports(limit);
    return {
      ...(imports.length === 0 && { text: words('no_imports') }),
      tables: [
        {
          head: ['Added', 'People', 'Roles', 'Id'],
          rows: imports.map(({ batch, at, people, tenures }) => [when(at), String(people), String(tenures), batch]),
        },
      ].filter(({ rows }) => rows.length > 0),
      next: imports.slice(0, MOST_BUTTONS).map(({ batch }) => undoStep(context, batch)),
      data: imports,
    };
  },
});

export const importUndo = staffCommand({
  name: 'import undo',
  summary: 'take back a whole list: whom it added and what it said of roles; who did anything since stays',
  may: 'import people',
  input: z.strictObject({ batch: z.string().trim().min(1).describe('the id that adding the list answered, or its beginning') }),
  positional: ['batch'],
  find: async ({ parts }, { batch }) => {
    const found = await parts.store.tenures.find(batch);
    return found && { id: found.batch };
  },
  missing: 'no_import',
  run: async ({ parts, words }, _input, { id }) => {
    const done = await parts.store.tenures.undo(id);
    const fills = { people: String(done.people), roles: String(done.tenures), stayed: String(done.stayed) };
    return { text: [words('import_undone', fills), ...(done.stayed > 0 ? [words('import_stayed', fills)] : [])].join('\n'), data: done };
  },
});
