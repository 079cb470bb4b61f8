import { z } from 'zod';
import { opensAt, startOfDay } from '../../calendar/index.ts';
import { nudgeEnds, OLDEST_READING_AGE, saysHowToStop } from '../../engine/index.ts';
import { refusals, waits } from '../../nudges/index.ts';
import type { NudgeRow, Sheet } from '../ports.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import { nameOf } from './survey-sheets.ts';
import { short, when } from './when.ts';

const DAY = 24 * 3_600_000;

/** Why one waits or did not go: each has its words, `why_…`. */
const whys = [
  ...waits,
  ...refusals,
  ...nudgeEnds,
  'over',
  'late',
  'failed',
  'closed',
  'no_policy',
  'staff',
  'not_told',
  'no_fit',
  'changed',
  'no_news',
  'told',
] as const;
type Why = (typeof whys)[number];
/** Says that somebody has answered. */
const tells: readonly string[] = ['answered', 'begun'] satisfies Why[];

const id = z.string().describe('the id from the list, or its beginning');
const limit = z.coerce.number().int().min(1).max(1000).default(50).describe('how many at most');
const find = ({ parts }: Context, input: { id: string }) => parts.store.nudges.find(input.id);

/** What it is, as its flow calls it. */
function whatOf(context: Context, { flow, policy }: NudgeRow): string {
  const label = context.parts.flows.get(flow)?.main.nudges.find(({ nudge }) => nudge === policy)?.label ?? policy;
  return `${label}: ${nameOf(context, flow)}`;
}

/** Why it waits or did not go. That a concern is open is its lead's business alone: for others it is planned, as any other. */
function whyOf({ words, may }: Context, { state, reason, words: own }: NudgeRow): string {
  const why = state === 'held' ? words('nudge_by_staff') : '';
  const known = whys.find((one) => one === reason);
  const said = known && (known !== 'care' || may('see concerns')) ? words(`why_${known}`) : '';
  return [why, said, own === null ? '' : 'own words'].filter(Boolean).join('; ');
}

const dataOf = (context: Context, rows: NudgeRow[]) =>
  rows.map((row) => ({ ...row, reason: row.reason === 'care' && !context.may('see concerns') ? null : row.reason }));

const called = ({ name, person }: NudgeRow) => name ?? short(person);

function steps({ words }: Context, row: NudgeRow): NonNullable<Sheet['next']> {
  const order = (name: string) => ({ name, input: { id: row.id } });
  return [
    row.state === 'held'
      ? { label: words('step_release'), order: order('nudges release') }
      : { label: words('step_hold'), order: order('nudges hold') },
    { label: words('step_cancel'), order: order('nudges cancel'), weight: 'danger' },
  ];
}

export const nudgesNext = staffCommand({
  name: 'nudges next',
  summary: 'what is planned to go to people unasked, in the coming days, and why something waits',
  suggest: ['slash'],
  may: 'see nudges',
  input: z.strictObject({ days: z.coerce.number().int().min(1).max(92).default(14).describe('so many days'), limit }),
  positional: [],
  run: async (context, { days, limit }) => {
    const { parts, now, words } = context;
    const rows = await parts.store.nudges.coming(new Date(now.getTime() + days * DAY), limit);
    if (rows.length === 0) return { text: words('no_nudges'), data: [] };
    const list = rows.map((row) => [when(row.dueAt), called(row), whatOf(context, row), whyOf(context, row), short(row.id)]);
    return {
      tables: [{ head: ['When', 'Who', 'What', 'Note', 'Id'], rows: list }],
      next: rows.length === 1 && rows[0] ? steps(context, rows[0]) : [],
      data: dataOf(context, rows),
    };
  },
});

export const nudgesUnsent = staffCommand({
  name: 'nudges unsent',
  summary: 'what was planned and did not go, and why',
  may: 'see nudges',
  input: z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(14).describe('in so many days up to now'), limit }),
  positional: [],
  run: async (context, { days, limit }) => {
    const { parts, now, words } = context;
    const all = await parts.store.nudges.unsent(new Date(now.getTime() - days * DAY), limit);
    // Who has answered a survey without names is nobody's to see.
    const rows = all.filter(({ anonymous, reason }) => !(anonymous && reason !== null && tells.includes(reason)));
    if (rows.length === 0) return { text: words('no_unsent'), data: [] };
    const list = rows.map((row) => [when(row.decidedAt), called(row), whatOf(context, row), whyOf(context, row), short(row.id)]);
    return { tables: [{ head: ['When', 'Who', 'What', 'Why', 'Id'], rows: list }], data: dataOf(context, rows) };
  },
});

/** After a change: the nudge as it is now, with what can be done with it. */
async function shown(context: Context, id: string, text: string): Promise<Sheet> {
  const row = await context.parts.store.nudges.find(id);
  if (!row || (row.state !== 'planned' && row.state !== 'held')) return { text, data: row };
  const facts = [
    ['Who', called(row)],
    ['What', whatOf(context, row)],
    ['When', when(row.dueAt)],
    ['Until', when(row.until)],
    ['Note', whyOf(context, row)],
    ['Words', row.words ?? ''],
  ].filter(([, fact]) => fact);
  return { text, tables: [{ head: ['Nudge', short(row.id)], rows: facts }], next: steps(context, row), data: dataOf(context, [row])[0] };
}

function changing(name: 'hold' | 'release' | 'cancel', summary: string) {
  const change = {
    hold: { state: 'held' },
    release: { state: 'planned', reason: null },
    cancel: { state: 'cancelled', reason: 'staff' },
  } as const;
  const said = { hold: 'nudge_held', release: 'nudge_released', cancel: 'nudge_cancelled' } as const;
  return staffCommand({
    name: `nudges ${name}`,
    summary,
    may: 'change nudges',
    input: z.strictObject({ id }),
    positional: ['id'],
    find,
    missing: 'no_nudge',
    run: async (context, _input, nudge) => {
      const { parts, now, words } = context;
      if (!(await parts.store.nudges.change(nudge.id, change[name], now))) return { refused: words('nudge_ended') };
      return shown(context, nudge.id, words(said[name]));
    },
  });
}

export const nudgesHold = changing('hold', 'keep a nudge back until somebody releases it');
export const nudgesRelease = changing('release', 'let a nudge go that was held');
export const nudgesCancel = changing('cancel', 'take a nudge back for good');

/** What is wrong with words that somebody wrote for a nudge; null: nothing. */
function faultOf({ parts, words }: Context, text: string): string | null {
  const age = parts.proof.readingAge(text);
  if (age > OLDEST_READING_AGE) return words('nudge_hard_words', { age: age.toFixed(0), limit: String(OLDEST_READING_AGE) });
  const [found] = parts.proof.pressure(text);
  if (found !== undefined) return words('nudge_pushes', { found });
  return saysHowToStop(text) ? null : words('nudge_no_stop');
}

const refuse = (field: string, why: string): Refused => ({ refused: why, faults: { [field]: why } });

export const nudgesEdit = staffCommand({
  name: 'nudges edit',
  summary: 'move a nudge to another day, or give it words of your own',
  may: 'change nudges',
  input: z.strictObject({
    id,
    on: z.iso.date().optional().describe('the day on which it goes'),
    text: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .meta({ format: 'long' })
      .optional()
      .describe('words in the place of its own; they say how to stop'),
  }),
  positional: ['id'],
  find,
  missing: 'no_nudge',
  // Words for one person are theirs, and not the audit's.
  detail: ({ on, text }) => [on ?? '', text === undefined ? '' : 'words'].filter(Boolean).join(', '),
  run: async (context, { on, text }, nudge) => {
    const { parts, now, words } = context;
    if (on === undefined && text === undefined) return { refused: words('nudge_edit_nothing') };
    if (text !== undefined && nudge.kind !== 'nudge') return refuse('text', words('nudge_survey_words'));
    const fault = text === undefined ? null : faultOf(context, text);
    if (fault) return refuse('text', fault);
    const hours = parts.contactHours;
    const begins = on === undefined ? null : startOfDay(hours.zone, on);
    const dueAt = begins && opensAt(hours, begins < now ? now : begins);
    if (begins && on !== undefined && (!dueAt || dueAt >= startOfDay(hours.zone, on, 1))) return refuse('on', words('nudge_no_hours'));
    const change = { ...(dueAt && { dueAt }), ...(text !== undefined && { words: text }) };
    if (!(await parts.store.nudges.change(nudge.id, change, now))) return { refused: words('nudge_ended') };
    return shown(context, nudge.id, words('nudge_edited', { at: when(dueAt ?? nudge.dueAt) }));
  },
});
