import { z } from 'zod';
import type { NextStep, SessionDetail } from '../ports.ts';
import { roomRun, templatesOf } from '../surveys/plan.ts';
import { handsQuestions } from '../surveys/questions.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import { consentFault } from './group-consent.ts';
import { findSession, preparingFault, session, sessionChoices } from './recording.ts';
import { findRoom, overHeads, questionsIn, type Room } from './room-run.ts';
import { surveyFault } from './survey-fault.ts';
import { countsSheet } from './survey-sheets.ts';
import { short } from './when.ts';

/** What may be done next with what is captured in a room: what is missing comes first. */
async function stepsIn(context: Context, room: Room): Promise<NextStep[]> {
  const { words, parts } = context;
  const of = { session: room.session.id };
  const input = { id: room.id };
  const asked = (await consentFault(context, room.session)) === null;
  const counted = new Set((await parts.store.surveys.hands([room.id])).map(({ step }) => step));
  const next = handsQuestions(await questionsIn(context, room.counts.run)).find(({ step }) => !counted.has(step));
  const steps: NextStep[] = [
    ...(asked ? [] : [{ label: words('step_script'), order: { name: 'session script', input: of } }]),
    ...(next
      ? [{ label: words('step_hands', { label: next.label }), order: { name: 'hands count', input: { ...input, question: next.step } } }]
      : []),
    { label: words('step_tablet'), order: { name: 'survey tablet', input: { ...of, template: room.counts.run.flow } } },
    { label: words('step_paper'), order: { name: 'paper enter', input } },
    { label: words('step_paper_sheet'), order: { name: 'paper sheet', input } },
    ...(room.session.heads ? [] : [{ label: words('step_heads'), order: { name: 'session heads', input: of } }]),
  ];
  return steps.map((step, at) => (at === 0 ? { ...step, weight: 'main' } : step));
}

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

/** The run of a session and a template that takes in what is captured there; it is made when there is none. */
export async function roomIn(
  context: Context,
  found: SessionDetail,
  wanted: { template: string; closes?: string | undefined },
): Promise<Room | Refused> {
  const { parts, shelf, now, actor, words } = context;
  const refused = preparingFault(context, found);
  if (refused) return refused;
  const held = await parts.store.surveys.session(found.id);
  if (!held) return { refused: words('no_session', { session: found.id }) };
  const run = roomRun(parts, shelf, now, held, wanted, actor.person);
  if ('fault' in run) return surveyFault(context, run);
  const room = await findRoom(context, { id: await parts.store.surveys.room(run) });
  return room ?? { refused: words('no_survey', { id: run.id }) };
}

export const surveyRoom = staffCommand({
  name: 'survey room',
  summary:
    'the survey of a session without phones: nobody is asked, and what they said is captured for them; it is made when there is none',
  may: 'record sessions',
  ...roomFields,
  run: async (context, wanted, found) => {
    const { words } = context;
    const room = await roomIn(context, found, wanted);
    if ('refused' in room) return room;
    const sheet = countsSheet(context, room.counts);
    const text = [words('room_there', { id: short(room.id) }), ...(await overHeads(context, room))].join('\n');
    return { ...sheet, text, next: [...(await stepsIn(context, room)), ...(sheet.next ?? [])] };
  },
});
