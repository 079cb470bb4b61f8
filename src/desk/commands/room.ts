import { z } from 'zod';
import { roomRun, templatesOf } from '../surveys/plan.ts';
import { staffCommand } from './command.ts';
import { findSession, recordingFault, session, sessionChoices } from './recording.ts';
import { surveyFault } from './survey-fault.ts';
import { countsSheet } from './survey-sheets.ts';
import { short } from './when.ts';

export const surveyRoom = staffCommand({
  name: 'survey room',
  summary:
    'the survey of a session without phones: nobody is asked, and what they said is captured for them; it is made when there is none',
  suggest: ['group'],
  may: 'record sessions',
  input: z.strictObject({
    session,
    template: z.string().describe('which survey'),
    closes: z.iso.date().optional().describe('the last day on which answers are meant to come in; two weeks later if not given'),
  }),
  positional: ['session'],
  choices: async (context) => ({ session: await sessionChoices(context), template: templatesOf(context.parts) }),
  find: findSession,
  missing: 'no_session',
  detail: ({ template }) => (/^[a-z0-9-]{1,60}$/.test(template) ? template : '?'),
  run: async (context, { template, closes }, found) => {
    const { parts, shelf, now, actor, words } = context;
    const refused = recordingFault(context, found);
    if (refused) return refused;
    const held = await parts.store.surveys.session(found.id);
    if (!held) return { refused: words('no_session', { session: found.id }) };
    const run = roomRun(parts, shelf, now, held, { template, closes }, actor.person);
    if ('fault' in run) return surveyFault(context, run);
    const counts = await parts.store.surveys.show(await parts.store.surveys.room(run));
    if (!counts) return { refused: words('no_survey', { id: run.id }) };
    return { ...countsSheet(context, counts), text: words('room_there', { id: short(counts.run.id) }) };
  },
});
