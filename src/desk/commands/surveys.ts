import { z } from 'zod';
import { invitesAt } from '../../surveys/index.ts';
import { nudgesOfRun } from '../nudges/plan.ts';
import type { SurveyedSession } from '../ports.ts';
import { hashOfToken, tokenOf } from '../surveys/links.ts';
import { planOf, templatesOf, type Wanted } from '../surveys/plan.ts';
import { type Context, staffCommand } from './command.ts';
import { surveyFault } from './survey-fault.ts';
import { countsSheet, nameOf, planSheet } from './survey-sheets.ts';
import { short, when } from './when.ts';

/** Sessions to choose from, the newest first. */
const SESSIONS = 50;
/** Somebody who is in the middle when a survey is closed has so long to finish, in ms. */
const TO_FINISH = 24 * 3_600_000;

const asking = {
  template: z.string().describe('which survey'),
  session: z.string().optional().describe('the session that it is about: the id from the list, or its beginning'),
  audience: z.enum(['attended', 'facilitators', 'registered']).default('attended').describe('who is asked'),
  kind: z.enum(['anonymous', 'named']).describe('anonymous: nobody can see who wrote what; named: answers are kept with the person'),
  opens: z.iso.date().optional().describe('the day on which it opens; today if not given'),
  closes: z.iso.date().optional().describe('the last day on which somebody can begin; two weeks later if not given'),
  finish: z.iso.date().optional().describe('the last day on which somebody who has begun can finish; three days later if not given'),
  reminders: z.coerce.number().int().min(0).max(2).default(1).describe('reminders to each, at most: 0, 1 or 2'),
};
const id = z.string().describe('the id from the list, or its beginning');
const find = ({ parts }: Context, input: { id: string }) =>
  parts.store.surveys.show(input.id).then((counts) => counts && { id: counts.run.id, counts });

const sessionLabel = ({ date, setting }: SurveyedSession) => `${date} ${setting}`;

async function choices({ parts }: Context) {
  const sessions = await parts.store.surveys.sessions(SESSIONS);
  return { template: templatesOf(parts), session: sessions.map((session) => ({ value: session.id, label: sessionLabel(session) })) };
}

const plan = ({ parts, shelf, now, actor }: Context, wanted: Wanted, run: string) => planOf(parts, shelf, now, wanted, run, actor.person);

export const surveySend = staffCommand({
  name: 'survey send',
  summary: 'show who would get a survey, who would not and why, and how it looks; nothing is sent yet',
  suggest: ['chat', 'group', 'slash'],
  may: 'send surveys',
  input: z.strictObject(asking),
  positional: [],
  choices,
  detail: ({ template, kind, audience }) => `${/^[a-z0-9-]{1,60}$/.test(template) ? template : '?'}, ${kind}, ${audience}`,
  run: async (context, wanted) => {
    const run = context.parts.ids.next();
    const made = await plan(context, wanted, run);
    return 'fault' in made ? surveyFault(context, made) : planSheet(context, made, wanted);
  },
});

export const surveyConfirm = staffCommand({
  name: 'survey confirm',
  summary: 'send what a preview has shown, once, however often this is said',
  may: 'send surveys',
  input: z.strictObject({ id: z.uuid().describe('the id that the preview gave'), ...asking }),
  positional: ['id'],
  choices,
  find: async (_context, { id }) => ({ id }),
  run: async (context, { id, ...wanted }) => {
    const { parts, words } = context;
    const { seal, ids, store } = parts;
    if (!(await store.surveys.run(id))) {
      const made = await plan(context, wanted, id);
      if ('fault' in made) return surveyFault(context, made);
      const { at } = made;
      const invitations = at
        ? made.asked.map(({ candidate, channel }) => {
            const invitation = ids.next();
            const { person, zone } = candidate;
            return { id: invitation, person, zone, channel, link: hashOfToken(tokenOf(seal, invitation)) };
          })
        : [];
      if (at && invitations.length > 0) await store.surveys.send(made.run, invitations, nudgesOfRun(parts, made.run, invitations, at));
      // A second press may have been quicker: then everybody was asked.
      else if (!(await store.surveys.run(id))) return { refused: words('survey_nobody') };
    }
    const counts = await store.surveys.show(id);
    if (!counts) return { refused: words('no_survey', { id }) };
    const at = invitesAt(counts.run, parts.contactHours, counts.run.createdAt);
    const fills = { count: String(counts.waiting), at: when(at), id: short(id) };
    return { ...countsSheet(context, counts), text: words(counts.waiting > 0 ? 'survey_sent' : 'survey_gone', fills) };
  },
});

export const surveyUndo = staffCommand({
  name: 'survey undo',
  summary: 'take back the invitations of a survey that have not gone yet',
  may: 'send surveys',
  input: z.strictObject({ id }),
  positional: ['id'],
  find,
  missing: 'no_survey',
  run: async ({ parts, words }, _input, { id, counts }) => {
    // What was captured there is nobody's to throw away.
    if (counts.run.audience === 'room') return { refused: words('room_not_undone', { id: short(id) }) };
    const { stopped, gone } = await parts.store.surveys.undo(id);
    const fills = { stopped: String(stopped), gone: String(gone), id: short(id) };
    const text = words(gone === 0 ? 'survey_undone' : stopped === 0 ? 'survey_undo_late' : 'survey_undone_part', fills);
    return { text, data: { stopped, gone } };
  },
});

export const surveyList = staffCommand({
  name: 'survey list',
  summary: 'surveys that were sent, the newest first',
  suggest: ['group'],
  may: 'see surveys',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(1000).default(20).describe('how many at most') }),
  positional: [],
  run: async (context, { limit }) => {
    const runs = await context.parts.store.surveys.list(limit);
    if (runs.length === 0) return { text: context.words('no_surveys'), data: runs };
    const rows = runs.map(({ run, session, invited, waiting }) => [
      short(run.id),
      nameOf(context, run.flow),
      session ? sessionLabel(session) : '',
      run.anonymous ? 'anonymous' : 'named',
      String(invited + waiting),
      when(run.opensAt),
      when(new Date(run.closesAt.getTime() - 1)),
    ]);
    return {
      tables: [{ head: ['Id', 'Survey', 'Session', 'Kind', 'Invitations', 'Opens', 'Closes'], rows }],
      data: runs.map(({ run, session, invited, waiting }) => ({ ...run, session, invited, waiting })),
    };
  },
});

export const surveyShow = staffCommand({
  name: 'survey show',
  summary: 'how far a survey is: invited, reached, started, finished; of an anonymous one in steps',
  may: 'see surveys',
  input: z.strictObject({ id }),
  positional: ['id'],
  find,
  missing: 'no_survey',
  run: async (context, _input, { counts }) => countsSheet(context, counts),
  redraw: async (context, { id }) => {
    const counts = await context.parts.store.surveys.show(id);
    return counts && countsSheet(context, counts);
  },
});

export const surveyClose = staffCommand({
  name: 'survey close',
  summary: 'close a survey now; who is in the middle has a day to finish',
  may: 'send surveys',
  input: z.strictObject({ id }),
  positional: ['id'],
  find,
  missing: 'no_survey',
  run: async (context, _input, { id }) => {
    const { parts, now, words } = context;
    await parts.store.surveys.close(id, now, new Date(now.getTime() + TO_FINISH));
    const counts = await parts.store.surveys.show(id);
    return counts ? { ...countsSheet(context, counts), text: words('survey_closed') } : { refused: words('no_survey', { id }) };
  },
});
