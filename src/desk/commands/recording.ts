import { z } from 'zod';
import { approvalFault } from '../../sessions/index.ts';
import type { CommandChoice, SessionSummary } from '../ports.ts';
import { MOST_CHOICES } from './choose.ts';
import type { Context, Refused } from './command.ts';
import { callSession } from './session-sheet.ts';
import { day } from './when.ts';

/** What commands that record something for a session have in common. */

export const session = z.string().describe('the session: the id from the list, or its beginning');

export const findSession = ({ parts }: Context, input: { session: string }) => parts.store.sessions.show(input.session);

/** Sessions for which this caller may record something, the newest first. */
export async function sessionChoices({ parts, actor, may }: Context): Promise<CommandChoice[]> {
  if (!may('record sessions of others') && actor.person === null) return [];
  const of = may('record sessions of others') ? [] : [actor.person as string];
  const { sessions } = await parts.store.sessions.list(MOST_CHOICES, ...of);
  return sessions.map((session) => ({ value: session.id, label: callSession(session) }));
}

/** Why nothing may be captured now for what a session is for; null: it may. */
export function approvalSentence(
  { now, words }: Context,
  { project, setting, date }: Pick<SessionSummary, 'project' | 'setting' | 'date'>,
) {
  const fault = approvalFault(project, setting, date, now);
  return fault && words(fault.fault, { project: fault.fills.project, until: fault.fills.until && day(fault.fills.until) });
}

/** Why nothing may be recorded for a session by this caller now; null: it may. */
export function recordingFault(context: Context, session: SessionSummary): Refused | null {
  const { actor, may, words } = context;
  const own = [session.owner, ...session.facilitators.map(({ person }) => person)].includes(actor.person);
  if (!may('record sessions of others') && !(actor.person !== null && own)) return { refused: words('not_your_session') };
  const refused = approvalSentence(context, session);
  return refused === null ? null : { refused };
}

/** The caller as a person, so that they can be reached: an admin whom only the configuration names becomes one. */
export async function personOf({ parts, actor, caller, now }: Context): Promise<string> {
  return actor.person ?? parts.store.people.keep(parts.ids.next(), actor.name, caller.channel, caller.address, now);
}
