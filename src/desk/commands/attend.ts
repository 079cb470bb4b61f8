import { z } from 'zod';
import { type Attendance, readAttendance, recordAttendance } from '../attend.ts';
import type { CommandChoice, NamedPerson, NextStep, SessionDetail } from '../ports.ts';
import { MOST_CHOICES } from './choose.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import { listOf } from './outline.ts';
import { findSession, recordingFault, session, sessionChoices } from './recording.ts';
import { callSession, sessionSheet, trainingStep } from './session-sheet.ts';
import { short } from './when.ts';

/** More than one session ever has, so that a slip of the keys stays small. */
const MOST_AT_ONCE = 500;

/**
 * People to pick from: for staff whoever registered, the newest first; for a facilitator, who is often a peer, those who were at a session
 * of theirs before. Others they can type.
 */
async function peopleChoices({ parts, actor, may }: Context): Promise<CommandChoice[]> {
  const all = await parts.store.sessions.people();
  const met = may('see people') || actor.person === null ? null : new Set(await parts.store.sessions.metBy(actor.person));
  const named = all.filter(({ id, name }) => name !== null && (met === null ? may('see people') : met.has(id)));
  const twice = (name: string | null) => named.filter((one) => one.name === name).length > 1;
  return named.slice(0, MOST_CHOICES).map(({ id, name, ageBand }) => ({
    value: id,
    label: twice(name) ? [name, may('see people') ? ageBand : null, short(id)].filter(Boolean).join(', ') : (name ?? id),
  }));
}

/** What became of a row, in words. Who must not be kept is not named, and who else is called so is for those who may see people. */
function told(
  { words, may }: Context,
  one: Attendance['rows'][number],
  known: ReadonlyMap<string, NamedPerson>,
): [row: string, name: string, what: string] {
  if ('fault' in one) return [String(one.row), '', words(`row_${one.fault}`, one.fills)];
  const { entry, verdict } = one;
  const people = 'people' in one ? one.people : 'person' in one ? [one.person] : [];
  const which = people.map((id) => [short(id), known.get(id)?.ageBand].filter(Boolean).join(' ')).join('; ');
  const fills = { like: 'like' in one ? String(one.like) : '', which: may('see people') ? which : people.map(short).join('; ') };
  const id = verdict === 'several' && !may('see people') ? 'attend_several_hidden' : (`attend_${verdict}` as const);
  const given = entry.name ?? '';
  // Who was picked came as an id.
  const name = (may('see people') && known.get(given)?.name) || given;
  return [String(entry.row), verdict === 'skipped' ? '' : name, words(id, fills)];
}

function sheetRows(context: Context, { rows }: Attendance, session: SessionDetail, known: ReadonlyMap<string, NamedPerson>) {
  const lines = rows.map((one) => told(context, one, known));
  return {
    tables: lines.length > 0 ? [{ head: [callSession(session), 'Name', 'Who it is'], rows: lines }] : [],
    lines: lines.map(([row, , what], at) => ({ row: Number(row), is: stateOf(rows[at]), what })),
  };
}

const stateOf = (one: Attendance['rows'][number] | undefined) => (one && 'verdict' in one ? one.verdict : 'error');

/** The same again, to be kept: exactly those who were shown, and no name read a second time, unless somebody new has to be kept from the list. */
function applying({ words }: Context, input: Record<string, unknown>, { rows, people, unnamed }: Attendance): NextStep[] {
  const fresh = rows.some((one) => 'verdict' in one && one.verdict === 'new');
  if (people.length + unnamed === 0 && !fresh) return [];
  const shown = { session: input.session, people, others: unnamed };
  const label = words('step_apply', { people: String(people.length), unnamed: String(unnamed) });
  return [{ label, weight: 'main', order: { name: 'session attend', input: { ...(fresh ? input : shown), apply: true } } }];
}

export const sessionAttend = staffCommand({
  name: 'session attend',
  summary: 'say who was there: people who registered, names, or a list (CSV); without --apply it only says who each of them is',
  may: 'record sessions',
  input: z.strictObject({
    session,
    people: listOf(z.string()).default([]).describe('people who registered'),
    names: z.string().optional().meta({ description: 'names, a line each or with commas between', format: 'long' }),
    file: z.string().optional().meta({ description: 'a CSV file with a column name, email or phone', format: 'file' }),
    others: z.coerce.number().int().min(0).max(MOST_AT_ONCE).default(0).describe('how many more were there, without names'),
    add: z.boolean().default(false).describe('also keep those of the list whom we do not know, by their email or phone'),
    apply: z.boolean().default(false).describe('record it'),
  }),
  positional: ['session'],
  choices: async (context) => ({ session: await sessionChoices(context), people: await peopleChoices(context) }),
  find: findSession,
  missing: 'no_session',
  detail: ({ apply, add }) => `${apply ? 'apply' : 'preview'}${add ? ', with new people' : ''}`,
  run: async (context, input, found) => {
    const { parts, now, may, words } = context;
    const refused = recordingFault(context, found) ?? unlessGiven(context, input);
    if (refused) return refused;
    if (input.add && !may('import people')) return { refused: words('attend_may_not_add'), faults: { add: words('attend_may_not_add') } };
    const known = await parts.store.sessions.people();
    const read = await readAttendance(context, found, input, known);
    if ('fault' in read) return { refused: words(`list_${read.fault}`, 'fills' in read ? read.fills : {}) };
    if (read.rows.length > MOST_AT_ONCE) return { refused: words('list_too_many', { limit: String(MOST_AT_ONCE) }) };
    // A note that was pasted for a name would be lost: who can help hears of it only as a note.
    const alarm = read.rows.some((one) => 'entry' in one && one.entry.name !== null && parts.screen(one.entry.name));
    if (alarm) return { refused: words('attend_alarm') };
    const { tables, lines } = sheetRows(context, read, found, new Map(known.map((one) => [one.id, one])));
    const leftOut = read.leftOut.length > 0 ? [words('list_left_out', { columns: read.leftOut.join(', ') })] : [];
    const before = { rows: lines, leftOut: read.leftOut };
    if (!input.apply) {
      const fresh = read.rows.filter((one) => 'verdict' in one && one.verdict === 'new').length;
      const counts = { people: String(read.people.length), new: String(fresh), unnamed: String(read.unnamed) };
      const text = [...leftOut, words(fresh > 0 ? 'attend_preview_new' : 'attend_preview', counts)].join('\n');
      const data = { applied: false, people: read.people.length, unnamed: read.unnamed, ...before };
      return { tables, text, next: applying(context, { ...input, session: found.id }, read), data };
    }
    const { batch, people, unnamed, counted } = await recordAttendance(context, found, read, now);
    const counts = { people: String(people.length), unnamed: String(unnamed), heads: String(counted ?? found.heads?.all ?? 0), batch };
    const wrote = people.length > 0 || counted !== null;
    const text = [
      ...leftOut,
      words(wrote ? 'attend_applied' : 'attend_nothing', counts),
      ...(counted !== null ? [words('attend_counted', counts)] : unnamed > 0 ? [words('attend_not_counted', counts)] : []),
    ];
    const undo: NextStep = { label: words('step_undo'), weight: 'danger', order: { name: 'session undo', input: { batch } } };
    const show: NextStep = { label: words('step_show_session'), order: { name: 'session show', input: { session: found.id } } };
    return {
      tables,
      text: text.join('\n'),
      next: [...(wrote ? [undo] : []), show, ...(people.length > 0 ? [trainingStep(words, found.id)] : [])],
      data: { applied: true, batch: wrote ? batch : null, people: people.length, unnamed, counted, ...before },
    };
  },
});

function unlessGiven(
  { words }: Context,
  { people, names, file, others }: { people: string[]; names?: string | undefined; file?: string | undefined; others: number },
): Refused | null {
  const given = people.length > 0 || Boolean(names?.trim()) || file !== undefined || others > 0;
  return given ? null : { refused: words('attend_nobody'), faults: { names: words('attend_nobody') } };
}

export const sessionUndo = staffCommand({
  name: 'session undo',
  summary: 'take back names that were recorded together',
  may: 'record sessions',
  input: z.strictObject({ batch: z.string().describe('the id that recording them answered') }),
  positional: ['batch'],
  find: async ({ parts }, { batch }) => {
    const known = await parts.store.sessions.batch(batch);
    return known && parts.store.sessions.show(known.session);
  },
  missing: 'no_batch',
  run: async (context, { batch }, found) => {
    const { parts, words } = context;
    // What should not be there may go also where nothing may be recorded any more.
    const refused = recordingFault(context, { ...found, project: null });
    if (refused) return refused;
    const { people, removed } = await parts.store.sessions.undo(batch);
    const session = await parts.store.sessions.show(found.id);
    const text = words('attend_undone', { people: String(people), removed: String(removed) });
    return { ...(session && sessionSheet(context, session)), text, data: { people, removed } };
  },
});
