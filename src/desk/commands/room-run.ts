import { z } from 'zod';
import type { CommandChoice, CommandField, RunCounts, SessionDetail, SurveyRun } from '../ports.ts';
import { type AskedQuestion, questionsOf } from '../surveys/questions.ts';
import { MOST_CHOICES } from './choose.ts';
import type { Context, Refused } from './command.ts';
import { consentFault } from './group-consent.ts';
import { recordingFault, sessionChoices } from './recording.ts';
import { callSession } from './session-sheet.ts';
import { nameOf } from './survey-sheets.ts';

/** What commands that capture something into a room run have in common. */

export interface Room {
  id: string;
  counts: RunCounts;
  session: SessionDetail;
}

export const roomId = z.string().describe('the survey of a session without phones: the id that survey room gave, or its beginning');

/** null: there is none, or it was sent to people. */
export async function findRoom({ parts }: Context, input: { id: string }): Promise<Room | null> {
  const counts = await parts.store.surveys.show(input.id);
  const session = counts?.run.audience === 'room' && counts.run.session ? await parts.store.sessions.show(counts.run.session) : null;
  return counts && session ? { id: counts.run.id, counts, session } : null;
}

/** Room runs for which this caller may capture something, the newest first. */
export async function roomChoices(context: Context): Promise<CommandChoice[]> {
  const { parts } = context;
  const own = new Set((await sessionChoices(context)).map(({ value }) => value));
  const runs = (await parts.store.surveys.list(MOST_CHOICES)).filter(
    ({ run }) => run.audience === 'room' && run.session && own.has(run.session),
  );
  return runs.map(({ run, session }) => ({
    value: run.id,
    label: [session && `${session.date} ${session.setting}`, nameOf(context, run.flow)].filter(Boolean).join(', '),
  }));
}

/** Why nothing may be captured there now by this caller; null: it may. */
export async function captureFault(context: Context, { session }: Room): Promise<Refused | null> {
  return recordingFault(context, session) ?? (await consentFault(context, session));
}

/** Its questions, as its own version asks them. */
export async function questionsIn({ parts, shelf }: Context, run: SurveyRun): Promise<AskedQuestion[]> {
  const { flow } = await shelf.pinned(run.flow, run.flowVersion);
  return questionsOf(flow, run, parts.lexicon.constants);
}

/** Says that a room has more answers than heads were counted in it, or than said yes. Nothing is lost for that. */
export async function overHeads({ parts, words }: Context, { id, session, counts }: Room): Promise<string[]> {
  const hands = await parts.store.surveys.hands([id]);
  const forms = new Set((await parts.store.surveys.forms(id)).map(({ number }) => number));
  const answers = counts.started + forms.size + Math.max(0, ...hands.map(({ present }) => present));
  const agreed = (await parts.store.sessions.agreed(session.id))?.agreed ?? Number.POSITIVE_INFINITY;
  const heads = session.heads?.all ?? Number.POSITIVE_INFINITY;
  if (answers > heads) return [words('room_over_heads', { heads: String(heads), session: callSession(session) })];
  return answers > agreed ? [words('room_over_agreed', { agreed: String(agreed), session: callSession(session) })] : [];
}

/** What is known already stays what it is while a form is filled in. */
export const only = (field: CommandField, value: string, label: string): CommandField => ({
  ...field,
  kind: 'choice',
  choices: [{ value, label }],
  given: value,
});
