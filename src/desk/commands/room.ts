import { z } from 'zod';
import type { RunCounts, SessionDetail } from '../ports.ts';
import { roomRun, templatesOf } from '../surveys/plan.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import { findSession, recordingFault, session, sessionChoices } from './recording.ts';
import { surveyFault } from './survey-fault.ts';
import { countsSheet } from './survey-sheets.ts';
import { short } from './when.ts';

/** What is asked for a run of a room, and for what is done with one that may have to be made first. */
export const roomFields = {
  input: z.strictObject({
    session,
    template: z.string().describe('which survey'),
    closes: z.iso.date().optional().describe('the last day on which answers are meant to come in; two weeks later if not given'),
  }),
  positional: ['session' as const],
  choices: async (context: Context) => ({ session: await sessionChoices(context), template: templatesOf(context.parts) }),
  find: findSession,
  missing: 'no_session' as const,
  detail: ({ template }: { template: string }) => (/^[a-z0-9-]{1,60}$/.test(template) ? template : '?'),
};

export const surveyRoom = staffCommand({
  name: 'survey room',
  summary:
    'the survey of a session without phones: nobody is asked, and what they said is captured for them; it is made when there is none',
  suggest: ['group'],
  may: 'record sessions',
  ...roomFields,
  run: async (context, days, found) => {
    const counts = await roomIn(context, found, days);
    if ('refused' in counts) return counts;
    return { ...countsSheet(context, counts), text: context.words('room_there', { id: short(counts.run.id) }) };
  },
});

/** The run of a session and a template that takes in what is captured there; it is made when there is none. */
export async function roomIn(
  context: Context,
  found: SessionDetail,
  wanted: { template: string; closes?: string | undefined },
): Promise<RunCounts | Refused> {
  const { parts, shelf, now, actor, words } = context;
  const refused = recordingFault(context, found);
  if (refused) return refused;
  const held = await parts.store.surveys.session(found.id);
  if (!held) return { refused: words('no_session', { session: found.id }) };
  const run = roomRun(parts, shelf, now, held, wanted, actor.person);
  if ('fault' in run) return surveyFault(context, run);
  const counts = await parts.store.surveys.show(await parts.store.surveys.room(run));
  return counts ?? { refused: words('no_survey', { id: run.id }) };
}
