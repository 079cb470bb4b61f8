import { promiseStanding, type Standing, saidAndDone } from '../../insight/promises/index.ts';
import { entriesOf, numberedPromises, promisesIn } from '../findings/tell.ts';
import { today } from '../pathways/place.ts';
import type { Finding, NextStep, Sheet } from '../ports.ts';
import { shortened } from '../shortened.ts';
import type { Context } from './command.ts';
import { areaLabel } from './session-sheet.ts';
import { day, short, when } from './when.ts';

type Table = NonNullable<Sheet['tables']>[number];

/** Letters of what was said that a button has. */
const LABEL = 60;

/** How something stands, in words. */
const stands = ({ words }: Context, { state, days }: Pick<Standing, 'state' | 'days'>) =>
  words(`finding_state_${state}`, { days: String(days) });

/** How a finding stands now. */
export function stateCalled(context: Context, finding: Finding): string {
  const standing = saidAndDone(finding, context.now, today(context.parts, context.now));
  return standing ? stands(context, standing) : context.words('finding_unsent');
}

/** What was told is not offered again. */
export const untoldOf = (finding: Finding) => entriesOf(finding).filter(({ of }) => of.toldAt === null);

function facts(context: Context, finding: Finding): Table {
  const { project, area, said, sent, sessions, id } = finding;
  const rows: [string, string][] = [
    ['They said', said],
    ['About', areaLabel(context, area)],
    ['Project', project.name],
    ['Rests on sessions', String(sessions.length)],
    ['Sent to', sent?.to ?? ''],
    ['On', sent ? day(sent.on) : ''],
    ['Answer asked for by', sent ? day(sent.answerBy) : ''],
    ['How it stands', stateCalled(context, finding)],
  ];
  return { head: ['Finding', short(id)], rows: rows.filter(([, fact]) => fact) };
}

const answers = ({ words }: Context, { answers }: Finding): Table => ({
  head: ['Answer', 'Words', 'On', 'Told on'],
  rows: answers.map((one) => [words(`finding_kind_${one.kind}`), one.words, day(one.on), when(one.toldAt)]),
});

const promises = (context: Context, finding: Finding): Table => ({
  head: ['No', 'Promise', 'By', 'How it stands', 'What was done', 'Told on'],
  rows: numberedPromises(finding).map(({ number, promise: one }) => [
    ...[number, one.words, day(one.by)],
    stands(context, promiseStanding({ ...one, doneOn: one.done?.on ?? null }, today(context.parts, context.now))),
    ...[one.done?.did ?? '', when(one.toldAt)],
  ]),
});

function steps({ words, may }: Context, finding: Finding): NextStep[] {
  if (!may('manage findings')) return [];
  const { id, sent } = finding;
  const step = (label: string, name: string, input: Record<string, unknown> = {}): NextStep => ({
    label,
    order: { name, input: { id, ...input } },
  });
  if (!sent) return [{ ...step(words('step_finding_send'), 'finding send'), weight: 'main' }];
  const [open] = promisesIn(finding).filter(({ done }) => done === null);
  return [
    ...(untoldOf(finding).length > 0 ? [{ ...step(words('step_finding_tell'), 'finding tell'), weight: 'main' as const }] : []),
    step(words('step_finding_answer'), 'finding answer'),
    step(words('step_finding_promise'), 'finding promise'),
    ...(open ? [step(words('step_finding_done', { what: shortened(open.words, LABEL) }), 'finding done', { promise: open.id })] : []),
  ];
}

/** One finding, and what may be done. @param above what was just done */
export function findingSheet(context: Context, finding: Finding, above: string | null = null): Sheet {
  const next = steps(context, finding);
  const { answers: came, promises: made, ...rest } = finding;
  return {
    ...(above !== null && { text: above }),
    tables: [facts(context, finding), answers(context, finding), promises(context, finding)].filter(({ rows }) => rows.length > 0),
    ...(next.length > 0 && { next }),
    data: { ...rest, answers: came, promises: made, standing: saidAndDone(finding, context.now, today(context.parts, context.now)) },
  };
}

/** The finding as it is now, below what was done. */
export async function shown(context: Context, id: string, text: string): Promise<Sheet> {
  const finding = await context.parts.store.findings.find(id);
  return finding ? findingSheet(context, finding, text) : { text, data: null };
}

export const openStep = ({ words }: Context, { id, said }: Finding): NextStep => ({
  label: words('step_finding', { said: shortened(said, LABEL) }),
  order: { name: 'finding show', input: { id } },
});
