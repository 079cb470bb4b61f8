import { z } from 'zod';
import { approvalFault, isEarly } from '../../sessions/index.ts';
import type { CommandChoice, SessionSummary } from '../ports.ts';
import { MOST_CHOICES } from './choose.ts';
import type { Context, Refused } from './command.ts';
import { callSession } from './session-sheet.ts';
import { day } from './when.ts';

/** What commands that record something for a session have in common. */

export const session = z.string().describe('the session: the id from the list, or its beginning');

export const findSession = ({ parts }: Context, input: { session: string }) => parts.store.sessions.show(input.session);

/** Sessions for which this caller may record something, the newest first. */
export async function ownSessions({ parts, actor, may }: Context): Promise<SessionSummary[]> {
  if (!may('record sessions of others') && actor.person === null) return [];
  const of = may('record sessions of others') ? [] : [actor.person as string];
  return (await parts.store.sessions.list(MOST_CHOICES, ...of)).sessions;
}

export const sessionChoices = async (context: Context): Promise<CommandChoice[]> =>
  (await ownSessions(context)).map((session) => ({ value: session.id, label: callSession(session) }));

/** Why nothing may be captured now for what a session is for; null: it may. */
export function approvalSentence(
  { now, words }: Context,
  { project, setting, date }: Pick<SessionSummary, 'project' | 'setting' | 'date'>,
) {
  const fault = approvalFault(project, setting, date, now);
  return fault && words(fault.fault, { project: fault.fills.project, until: fault.fills.until && day(fault.fills.until) });
}

/** Why nothing may be prepared for a session by this caller now; null: it may. */
export function preparingFault(context: Context, session: SessionSummary): Refused | null {
  const { actor, may, words } = context;
  const own = [session.owner, ...session.facilitators.map(({ person }) => person)].includes(actor.person);
  if (!may('record sessions of others') && !(actor.person !== null && own)) return { refused: words('not_your_session') };
  const refused = approvalSentence(context, session);
  return refused === null ? null : { refused };
}

/** Why nothing may be recorded for a session by this caller now; null: it may. */
export function recordingFault(context: Context, session: SessionSummary): Refused | null {
  const refused = preparingFault(context, session);
  if (refused || !isEarly(session.date, context.now)) return refused;
  return { refused: context.words('session_early', { day: day(session.date) }) };
}

/** The caller as a person, so that they can be reached: an admin whom only the configuration names becomes one. */
export async function personOf({ parts, actor, caller, now }: Context): Promise<string> {
  return actor.person ?? parts.store.people.keep(parts.ids.next(), actor.name, caller.channel, caller.address, now);
}
