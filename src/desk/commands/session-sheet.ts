import { type Bounds, countsOf, dayOf, isEarly, reached, reachOf } from '../../sessions/index.ts';
import { areaName } from '../area-name.ts';
import type { CommandChoice, Evidence, NextStep, SessionDetail, SessionSummary, Sheet } from '../ports.ts';
import type { Context } from './command.ts';
import { day, short, when } from './when.ts';

export const callSession = ({ date, setting }: Pick<SessionSummary, 'date' | 'setting'>) => `${day(date)}, ${setting.name}`;

/** An area as staff read it. */
export const areaLabel = ({ parts }: Pick<Context, 'parts'>, area: string): string => areaName(parts, area);

export const areaChoices = (context: Context): CommandChoice[] =>
  context.parts.areas.map(({ value }) => ({ value, label: areaLabel(context, value) }));

/** How many came, in words that add no head to a name. */
export function reachText({ words }: Context, { from, to }: Bounds): string {
  if (to === null) return words('reach_open', { from: String(from) });
  return from === to ? String(from) : words('reach_between', { from: String(from), to: String(to) });
}

const headsOf = ({ heads, named }: SessionSummary) => ({ heads: heads?.all ?? null, named });

/** Nobody counted, and nobody is named. */
const unknown = ({ heads, named }: SessionSummary) => heads === null && named === 0;

/** How many came, where somebody said so; of a session that is only planned, that it is. */
function cameText(context: Context, session: SessionSummary, nobody: string): string {
  const { words, now } = context;
  if (session.planned) return words(session.date > dayOf(now) ? 'session_is_planned' : 'session_unsaid');
  return unknown(session) ? nobody : reachText(context, reached(headsOf(session)));
}

/** Whether a survey was sent, or what is said is captured without phones; neither: nothing. */
function surveyed({ words }: Context, { surveys, rooms }: SessionSummary): string {
  return [...(surveys > rooms ? [words('session_survey_sent')] : []), ...(rooms > 0 ? [words('session_survey_room')] : [])].join(', ');
}

export function sessionsTable(context: Context, sessions: SessionSummary[], title: string): NonNullable<Sheet['tables']>[number] {
  const rows = sessions.map((session) => [
    day(session.date),
    session.setting.name,
    session.areas.map((area) => areaLabel(context, area)).join(', '),
    session.facilitators.map(({ name, person }) => name ?? short(person)).join(', '),
    cameText(context, session, ''),
    String(session.named),
    surveyed(context, session),
    short(session.id),
  ]);
  return { head: [title, 'Where', 'Areas', 'Facilitators', 'Came', 'By name', 'Survey', 'Id'], rows };
}

/** How many different people these sessions reached, as bounds. */
export function reachLine(context: Context, sessions: SessionSummary[], people: number): string {
  // Where each was is not looked at here, so nothing is said of people apart.
  const counts = countsOf(sessions.filter(({ planned }) => !planned).map(headsOf));
  const reach = reachText(context, reachOf({ ...counts, named: people, strangers: 0 }).people);
  const line = context.words('reach_all', { reach, sessions: String(counts.sessions) });
  return counts.uncounted > 0 ? `${line} ${context.words('reach_uncounted', { sessions: String(counts.uncounted) })}` : line;
}

/** For all who were there by name. It asks which training and says for whom: nothing is recorded by this press. */
export const trainingStep = (words: Context['words'], session: string): NextStep => ({
  label: words('step_training'),
  order: { name: 'training record', input: { session } },
});

const takeOutStep = (words: Context['words'], session: string): NextStep => ({
  label: words('step_note_out'),
  order: { name: 'evidence remove', input: { session } },
});

/** What may be done next with a session: what is missing comes first. */
export function stepsFor({ words, now }: Context, session: SessionSummary): NextStep[] {
  const input = { session: session.id };
  const people: NextStep = { label: words('step_attend'), order: { name: 'session attend', input } };
  const heads: NextStep = { label: words('step_heads'), order: { name: 'session heads', input } };
  const note: NextStep = { label: words('step_note'), order: { name: 'evidence add', input } };
  const pack: NextStep = { label: words('step_pack'), order: { name: 'session pack', input } };
  const survey: NextStep = { label: words('step_survey'), order: { name: 'survey send', input } };
  const room: NextStep = { label: words('step_room'), order: { name: 'survey room', input } };
  const training = session.named > 0 ? [trainingStep(words, session.id)] : [];
  if (session.planned) {
    const change: NextStep[] = [
      { label: words('step_session_move'), order: { name: 'session move', input } },
      { label: words('step_session_cancel'), weight: 'danger', order: { name: 'session cancel', input } },
    ];
    if (isEarly(session.date, now)) return [{ ...pack, weight: 'main' }, room, ...change];
    return [{ ...people, weight: 'main' }, heads, note, pack, room, ...change];
  }
  const [first, ...rest] = unknown(session) || session.surveys > 0 ? [people, heads, note] : [survey, people, heads, note];
  return [{ ...(first as NextStep), weight: 'main' }, ...rest, pack, room, ...training];
}

/** Whoever wrote a note, and those who record for others. */
export const mayTakeOut = ({ may, actor }: Pick<Context, 'may' | 'actor'>, { by }: Evidence) =>
  may('record sessions of others') || by === actor.id;

/** One session. Names and notes are for those who may see people; a note also for who wrote it. */
export function sessionSheet(context: Context, session: SessionDetail): Sheet {
  const { words, may, actor } = context;
  const { attended, evidence, ...summary } = session;
  const people = may('see people') ? attended : [];
  const notes = evidence.filter(({ by }) => may('see people') || by === actor.id);
  const facts: [string, string][] = [
    ['Day', day(session.date)],
    ['Where', `${session.setting.name} (${session.setting.kind})`],
    ['Project', session.project?.name ?? ''],
    ['Areas', session.areas.map((area) => areaLabel(context, area)).join(', ')],
    ['Facilitators', session.facilitators.map(({ name, person }) => name ?? short(person)).join(', ')],
    ['Came', cameText(context, session, words('not_counted'))],
    ['By name', String(session.named)],
    ...Object.entries(session.heads?.bands ?? {}).map(([band, count]): [string, string] => [words('of_age', { band }), String(count)]),
    ['Notes', String(session.notes)],
    ['Survey', surveyed(context, session)],
    ['Id', session.id],
  ];
  const few = session.heads !== null && session.heads.all < session.named;
  return {
    ...(few && { text: words('heads_too_few', { named: String(session.named), heads: String(session.heads?.all) }) }),
    tables: [
      { head: ['Session', ''], rows: facts.filter(([, fact]) => fact) },
      { head: ['Who was there', 'Age', 'Id'], rows: people.map(({ person, name, ageBand }) => [name ?? '', ageBand ?? '', short(person)]) },
      {
        head: ['Note', 'Area', 'Words of', 'Speaks', 'When', 'Id'],
        rows: notes.map(({ id, text, area, saidBy, speaks, at }) => [
          text,
          area ? areaLabel(context, area) : '',
          context.parts.attributions.find(({ value }) => value === saidBy)?.label.en ?? saidBy ?? '',
          speaks ?? '',
          when(at),
          short(id),
        ]),
      },
    ].filter(({ rows }) => rows.length > 0),
    next: [...stepsFor(context, session), ...(notes.some((note) => mayTakeOut(context, note)) ? [takeOutStep(words, session.id)] : [])],
    data: { ...summary, attended: people, evidence: notes },
  };
}
