import { begin, restate } from '../../engine/index.ts';
import { inSteps, mayAnswer, reasons, thresholdOfCell } from '../../surveys/index.ts';
import type { RunCounts, Sheet, SurveyRun } from '../ports.ts';
import { wordsOf } from '../surveys/invitation.ts';
import type { Plan, Wanted } from '../surveys/plan.ts';
import type { Context } from './command.ts';
import { short, when } from './when.ts';

/** What a sheet is drawn with, by whoever asked, or again by itself. */
type Drawing = Pick<Context, 'parts' | 'words' | 'now'>;

/** How a survey is called in lists. */
export function nameOf({ parts }: Pick<Context, 'parts'>, flow: string): string {
  return parts.flows.get(flow)?.main.title.en ?? flow;
}

/** Numbers of each, in this order, without those of which there is none. */
function tally<Kind extends string>(kinds: readonly Kind[], of: readonly Kind[]): [Kind, number][] {
  return kinds.map((kind): [Kind, number] => [kind, of.filter((one) => one === kind).length]).filter(([, count]) => count > 0);
}

function facts(context: Drawing, run: SurveyRun): [string, string][] {
  return [
    ['Survey', nameOf(context, run.flow)],
    ['Kind', run.anonymous ? 'anonymous' : 'named'],
    ['Who', run.audience],
    ['Areas', run.areas.join(', ')],
    ['Opens', when(run.opensAt)],
    ['Closes', when(lastOf(run.closesAt))],
    ['Finish by', when(lastOf(run.finishBy))],
    ['Reminders', run.audience === 'room' ? '' : String(run.reminders)],
  ];
}

/** The last moment before an end: a day that closes at midnight is over, and not the next one begun. */
const lastOf = (end: Date) => new Date(end.getTime() - 1);

/** As somebody would type it. */
function lineOf(wanted: Wanted, id: string): string {
  const fields = Object.entries(wanted).filter(([, value]) => value !== undefined);
  return ['survey confirm', id, ...fields.map(([name, value]) => `--${name} ${value}`)].join(' ');
}

/** Who gets it, who does not and why, how it looks, and the way to send it. */
export function planSheet(context: Context, { run, shelved, session, asked, leftOut, at }: Plan, wanted: Wanted): Sheet {
  const { parts, words } = context;
  const channels = asked.map(({ channel }) => channel);
  const unnamed = run.audience === 'attended' ? (session?.unnamed ?? 0) : 0;
  const why = leftOut.map((one) => one.why);
  const { session: begun } = begin(shelved.flow, 'en', { survey: { run: run.id, areas: run.areas, named: !run.anonymous } });
  const looks = [
    wordsOf(parts, shelved, 'invitation', { run, date: session?.date ?? null, language: 'en', invitation: null }).text,
    '…',
    restate(shelved.flow, begun)?.text ?? '',
  ].join('\n');
  const goes = at !== null && asked.length > 0;
  const least = thresholdOfCell(run.threshold).base;
  const few = run.anonymous && asked.length < least;
  const fills = { count: String(asked.length), at: when(at), least: String(least), line: lineOf(wanted, run.id) };
  const text = [
    ...(goes ? [words('survey_preview', fills)] : [words('survey_nobody')]),
    ...(goes && few ? [words('survey_few', fills)] : []),
    ...(goes ? [words('survey_how', fills)] : []),
  ].join('\n');
  return {
    tables: [
      {
        head: ['Survey', ''],
        rows: [...facts(context, run), ['Session', session ? `${session.date} ${session.setting}` : '']].filter(([, fact]) => fact),
      },
      {
        head: ['Who gets it', 'People'],
        rows: tally([...new Set(channels)].sort(), channels).map(([channel, count]) => [channel, String(count)]),
      },
      {
        head: ['Who does not, and why', 'People'],
        rows: [
          ...tally(reasons, why).map(([reason, count]) => [words(`left_${reason}`), String(count)]),
          ...(unnamed > 0 ? [[words('left_unnamed'), String(unnamed)]] : []),
        ],
      },
      { head: ['How it looks'], rows: [[looks]] },
    ].filter(({ rows }) => rows.length > 0),
    text,
    ...(goes && {
      next: [{ label: words('survey_send'), order: { name: 'survey confirm', input: { ...wanted, id: run.id } }, weight: 'main' as const }],
    }),
    data: {
      run,
      asked: Object.fromEntries(tally([...new Set(channels)], channels)),
      leftOut: { ...Object.fromEntries(tally(reasons, why)), ...(unnamed > 0 && { unnamed }) },
      at,
    },
  };
}

/**
 * How far a run is. Of an anonymous one, answers are counted in steps of its threshold: somebody who looks again and again, and knows who
 * was at their phone in between, must not learn that they answered.
 */
export function countsSheet(context: Drawing, counts: RunCounts): Sheet {
  const { words, now } = context;
  const { run, session, waiting, invited, reached, withheld, reminders } = counts;
  const shown = (count: number) => {
    if (!run.anonymous) return String(count);
    const whole = inSteps(count, run.threshold);
    return whole === null ? words('fewer_than', { least: String(run.threshold) }) : words('at_least', { count: String(whole) });
  };
  const open = mayAnswer(run, true, now) || run.opensAt > now;
  const answered = { started: shown(counts.started), finished: shown(counts.finished), late: shown(counts.late) };
  const asked = run.audience !== 'room';
  const rows: [string, string][] = [
    ...facts(context, run),
    ['Session', session ? `${session.date} ${session.setting}` : ''],
    ['Waiting to go', waiting > 0 ? String(waiting) : ''],
    ['Invited', asked ? String(invited) : ''],
    ['Reached', asked ? String(reached) : ''],
    ['Started', answered.started],
    ['Finished', answered.finished],
    ['Finished late', counts.late > 0 && !run.anonymous ? answered.late : ''],
    // How many were reminded tells how many had not finished by then.
    ['Reminders sent', asked ? shown(reminders) : ''],
  ];
  const order = (name: string) => ({ name, input: { id: run.id } });
  return {
    tables: [
      { head: ['Survey', short(run.id)], rows: rows.filter(([, fact]) => fact) },
      {
        head: ['Could not be asked after all', 'People'],
        rows: withheld.map(({ why, count }) => [leftWords(context, why), String(count)]),
      },
    ].filter(({ rows }) => rows.length > 0),
    next: [
      ...(waiting > 0 ? [{ label: words('survey_take_back'), order: order('survey undo'), weight: 'danger' as const }] : []),
      { label: words('survey_look'), order: order('survey show') },
      ...(invited > 0 || !asked ? [{ label: words('survey_results'), order: order('survey results') }] : []),
      ...(open && waiting === 0 ? [{ label: words('survey_end'), order: order('survey close'), weight: 'danger' as const }] : []),
    ],
    lasting: { command: 'survey show', input: { id: run.id }, until: run.finishBy },
    data: { run, session, waiting, invited, reached, withheld, reminders: shown(reminders), ...answered },
  };
}

function leftWords({ words }: Drawing, why: string): string {
  const known = reasons.find((reason) => reason === why);
  return known ? words(`left_${known}`) : why;
}
