import { z } from 'zod';
import { reachOf } from '../../sessions/index.ts';
import type { CommandChoice, ReachRow, ReachWhich, Sheet } from '../ports.ts';
import { meant, readDay } from './choose.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import { outsideSheet } from './reach-outside.ts';
import { ReachReport } from './reach-report.ts';
import { areaChoices, reachText } from './session-sheet.ts';
import type { StaffWords } from './words.ts';

const cuts = ['setting', 'project', 'area', 'month'] as const;

const Input = z.strictObject({
  by: z.enum(cuts).default('setting').describe('how to cut it'),
  setting: z.string().optional().describe('only in this setting'),
  project: z.string().optional().describe('only for this project'),
  area: z.string().optional().describe('only about this area'),
  from: z.string().optional().meta({ description: 'from this day on', format: 'date' }),
  to: z.string().optional().meta({ description: 'up to this day', format: 'date' }),
  outside: z.boolean().default(false).describe('what may be told to others: months that are over, and no small numbers'),
});
type Input = z.infer<typeof Input>;

type Choices = Record<'setting' | 'project' | 'area', CommandChoice[]>;

async function choicesOf(context: Context): Promise<Choices> {
  const { sessions } = context.parts.store;
  const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  const [settings, projects] = [await sessions.settings(), await sessions.projects()];
  return { setting: settings.map(choice), project: projects.map(choice), area: areaChoices(context) };
}

/** What was typed, understood; or what is wrong with which field. */
function readWhich(context: Context, input: Input, choices: Choices): ReachWhich | Refused {
  const { words } = context;
  const faults: Record<string, string> = {};
  const which: ReachWhich = {};
  for (const field of ['setting', 'project', 'area'] as const) {
    const text = input[field];
    if (text === undefined) continue;
    const [value, ...others] = meant(text, choices[field]);
    if (value !== undefined && others.length === 0) which[field] = value;
    else {
      const known = choices[field].map(({ label }) => label).join(', ') || '-';
      faults[field] = words(others.length > 0 ? 'means_several' : 'means_none', { text, known });
    }
  }
  for (const field of ['from', 'to'] as const) {
    const text = input[field];
    if (text === undefined) continue;
    const day = readDay(context, text);
    if (day === null) faults[field] = words('date_unread');
    else which[field] = day;
  }
  if (which.from !== undefined && which.to !== undefined && which.from > which.to) faults.to = words('reach_days');
  const [first] = Object.values(faults);
  return first === undefined ? which : { refused: first, faults };
}

/** The figures of one row: what was counted, and what follows from it. */
function figuresOf({ part, settings, ...tally }: ReachRow) {
  const { sessions, uncounted, open, fewer, named } = tally;
  return { part, settings, sessions, uncounted, open, fewer, named, ...reachOf(tally) };
}

type Figures = ReturnType<typeof figuresOf>;

/** Every number, and how it came about. Where nothing is in doubt if nobody was in two settings, that is the same number, and not said twice. */
function rulesTable(context: Context, figures: Figures): NonNullable<Sheet['tables']>[number] {
  const { words } = context;
  const rule = (id: 'people' | 'apart' | 'named' | 'unnamed' | 'attendances' | 'sessions' | 'settings', count: string) => [
    words(`reach_${id}`),
    count,
    words(`reach_${id}_rule`),
  ];
  const { people, apart, named, unnamed, attendances, sessions, settings } = figures;
  return {
    head: ['Number', 'How many', 'Its rule'],
    rows: [
      rule('people', reachText(context, people)),
      ...(apart.from > people.from ? [rule('apart', reachText(context, apart))] : []),
      rule('named', String(named)),
      rule('unnamed', reachText(context, unnamed)),
      rule('attendances', reachText(context, attendances)),
      rule('sessions', String(sessions)),
      rule('settings', String(settings)),
    ],
  };
}

const heads: Record<(typeof cuts)[number], string> = { setting: 'Setting', project: 'Project', area: 'Area', month: 'Month' };

function partsTable(context: Context, by: (typeof cuts)[number], rows: (Figures & { name: string })[]) {
  return {
    head: [heads[by], 'People', 'By name', 'Heads without a name', 'Attendances', 'Sessions'],
    rows: rows.map(({ name, people, named, unnamed, attendances, sessions }) => [
      name,
      reachText(context, people),
      String(named),
      reachText(context, unnamed),
      reachText(context, attendances),
      String(sessions),
    ]),
  };
}

function lines({ words }: Context, by: (typeof cuts)[number], told: string, { uncounted, open, fewer }: Figures): string[] {
  const told_of = (id: keyof StaffWords, sessions: number) => (sessions > 0 ? [words(id, { sessions: String(sessions) })] : []);
  return [
    told,
    ...told_of('reach_uncounted', uncounted),
    ...told_of('reach_open_sessions', open),
    ...told_of('reach_fewer_heads', fewer),
    words(by === 'area' ? 'reach_area_parts' : 'reach_parts'),
    words('reach_inside'),
  ];
}

export const reach = staffCommand({
  name: 'reach',
  suggest: ['chat', 'slash'],
  summary: 'how many people were reached, each number with its rule: by setting, project, area or month',
  may: 'see sessions',
  input: Input,
  positional: ['by'],
  run: async (context, input) => {
    const { parts, words } = context;
    if (input.outside) {
      const { setting, project, area, from, to } = input;
      const cut = input.by !== 'setting' || [setting, project, area, from, to].some((one) => one !== undefined);
      return cut ? { refused: words('reach_outside_one_way'), faults: { outside: words('reach_outside_one_way') } } : outsideSheet(context);
    }
    const choices = await choicesOf(context);
    const which = readWhich(context, input, choices);
    if ('refused' in which) return which;
    const labels = new Map(input.by === 'month' ? [] : choices[input.by].map(({ value, label }) => [value, label]));
    const called = (part: string) => (part === '-' ? words('reach_of_none') : (labels.get(part) ?? part));
    const rows = (await parts.store.sessions.reach(input.by, which)).map(figuresOf);
    const whole = rows.find(({ part }) => part === '');
    const named = rows.filter(({ part }) => part !== '').map((row) => ({ ...row, name: called(row.part) }));
    const order = (one: string, other: string) => one.localeCompare(other, 'en');
    named.sort((a, b) => order(a.name, b.name));
    if (!whole) return { text: words('reach_none'), data: ReachReport.parse({ by: input.by, which, whole: null, parts: [] }) };
    const told = words('reach_told', {
      ...{ people: reachText(context, whole.people), settings: String(whole.settings), sessions: String(whole.sessions) },
      ...{ named: String(whole.named), unnamed: reachText(context, whole.unnamed), attendances: reachText(context, whole.attendances) },
    });
    const { part: _, ...all } = whole;
    return {
      text: lines(context, input.by, told, whole).join('\n'),
      tables: [rulesTable(context, whole), partsTable(context, input.by, named)],
      data: ReachReport.parse({ by: input.by, which, whole: all, parts: named }),
    };
  },
});
