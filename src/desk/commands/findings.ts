import { z } from 'zod';
import type { Sheet } from '../ports.ts';
import { meant } from './choose.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import {
  comingDay,
  dayField,
  findFinding,
  id,
  isPrivate,
  LEAST_PEOPLE,
  pastDay,
  readPromises,
  sentence,
  sentOf,
  wordsFault,
} from './finding-fields.ts';
import { findingSheet, openStep, shown, stateCalled } from './finding-sheet.ts';
import { listOf } from './outline.ts';
import { findProject, project, projectChoices } from './projects.ts';
import { sessionChoices } from './recording.ts';
import { areaChoices, areaLabel } from './session-sheet.ts';
import { day, short } from './when.ts';
import { refuse } from './young-words.ts';

const MOST_BUTTONS = 3;
const kinds = ['yes', 'partly', 'no', 'looking'] as const;

/** The sessions that somebody named, or all of the project about the area. */
async function sessionsOf(context: Context, project: string, area: string, given: string[]): Promise<string[] | Refused> {
  const { parts, words } = context;
  if (given.length === 0) {
    const found = await parts.store.findings.sessions(project, area);
    return found.length > 0 ? found : refuse('sessions', words('finding_no_sessions', { area: areaLabel(context, area) }));
  }
  const sessions = [];
  for (const session of given) {
    const found = await parts.store.sessions.show(session);
    if (found?.project?.id !== project || found.planned) return refuse('sessions', words('finding_other_session', { session }));
    sessions.push(found.id);
  }
  return [...new Set(sessions)];
}

export const findingAdd = staffCommand({
  name: 'finding add',
  summary: 'note what young people said about an area, in words that they would know again; nothing is sent',
  may: 'manage findings',
  input: z.strictObject({
    project,
    area: z.string().trim().describe('the area that it is about'),
    said: sentence(300, 'what they said, in easy words, without names and places'),
    sessions: listOf(z.string().trim().min(1))
      .optional()
      .describe('the sessions that it rests on; all of the project about this area that there are now, if not given'),
  }),
  positional: ['project', 'area'],
  choices: async (context) => ({ ...(await projectChoices(context)), area: areaChoices(context), sessions: await sessionChoices(context) }),
  find: findProject,
  missing: 'no_project',
  run: async (context, input, { id: of }) => {
    const { parts, now, actor, words } = context;
    const [area] = meant(input.area, areaChoices(context));
    if (area === undefined)
      return refuse('area', words('unknown_area', { area: input.area, areas: parts.areas.map(({ value }) => value).join(', ') }));
    const sessions = await sessionsOf(context, of, area, input.sessions ?? []);
    if ('refused' in sessions) return sessions;
    const rests = await parts.store.findings.rests(sessions);
    if (rests.people < LEAST_PEOPLE) return refuse('sessions', words('finding_few', { least: String(LEAST_PEOPLE) }));
    const fault = wordsFault(context, { said: input.said }, rests);
    if (fault) return fault;
    const finding = { id: parts.ids.next(), project: of, area, said: input.said, sessions, by: actor.id, at: now };
    const added = await parts.store.findings.add(finding);
    const same = added
      ? finding.id
      : (await parts.store.findings.list(of, MOST)).find((one) => one.area === area && one.said === input.said)?.id;
    return shown(context, same ?? '', words(added ? 'finding_added' : 'finding_there'));
  },
});

/** As many as one project has. */
const MOST = 1000;

export const findingSend = staffCommand({
  name: 'finding send',
  summary: 'note to which office you sent a finding, and by when an answer is asked for; the bot writes to nobody',
  may: 'manage findings',
  input: z.strictObject({
    id,
    to: z.string().trim().min(1).max(120).describe('an office, such as: the head of estates; no private person'),
    by: dayField('the day by which an answer is asked for'),
    on: dayField('the day on which you sent it; today if not given').optional(),
  }),
  positional: ['id'],
  find: findFinding,
  missing: 'no_finding',
  run: async (context, input, { finding }) => {
    const { parts, now, actor, words } = context;
    if (isPrivate(input.to)) return refuse('to', words('finding_private'));
    const on = pastDay(context, 'on', input.on, null);
    if (typeof on !== 'string') return on;
    const answerBy = comingDay(context, 'by', input.by, on);
    if (typeof answerBy !== 'string') return answerBy;
    const { to } = input;
    const sent = await parts.store.findings.send(finding.id, { to, on, answerBy, by: actor.id, at: now });
    if (sent) return shown(context, finding.id, words('finding_sent', { to, answerBy: day(answerBy) }));
    const before = (await parts.store.findings.find(finding.id))?.sent;
    return { refused: words('finding_sent_before', { to: before?.to ?? '', day: before ? day(before.on) : '' }) };
  },
});

export const findingAnswer = staffCommand({
  name: 'finding answer',
  summary: 'note what came back about a finding, with what was promised; nobody is told yet',
  may: 'manage findings',
  input: z.strictObject({
    id,
    answer: z.enum(kinds).describe('yes, partly, no, or looking: they are looking into it'),
    words: sentence(400, 'what they answered, in easy words'),
    promises: z
      .string()
      .trim()
      .max(2000)
      .meta({ description: 'what they promised, each as a day, a colon and what: 1 July 2026: two lights in the yard', format: 'long' })
      .optional(),
    on: dayField('the day on which it came; today if not given').optional(),
  }),
  positional: ['id', 'answer'],
  find: findFinding,
  missing: 'no_finding',
  detail: ({ answer }) => answer,
  run: async (context, input, { finding }) => {
    const { parts, now, actor, words } = context;
    const sent = sentOf(context, finding);
    if ('refused' in sent) return sent;
    const on = pastDay(context, 'on', input.on, sent.on);
    if (typeof on !== 'string') return on;
    const promises = readPromises(context, input.promises, on);
    if ('refused' in promises) return promises;
    const rests = await parts.store.findings.rests(finding.sessions);
    const fault = wordsFault(context, { words: input.words, promises: promises.map((one) => one.words).join('\n') || undefined }, rests);
    if (fault) return fault;
    const answer = { id: parts.ids.next(), kind: input.answer, words: input.words, on, by: actor.id, at: now };
    const made = promises.map((one) => ({ id: parts.ids.next(), ...one }));
    const noted = await parts.store.findings.answer(finding.id, answer, made);
    return shown(context, finding.id, words(noted ? 'finding_answered' : 'finding_answered_so'));
  },
});

export const findingList = staffCommand({
  name: 'finding list',
  summary: 'what young people said, to whom it was sent, and how it stands: silence, answers, promises and their age',
  suggest: ['slash'],
  may: 'see findings',
  input: z.strictObject({
    project: project.optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(50).describe('how many at most'),
  }),
  positional: ['project'],
  choices: projectChoices,
  run: async (context, { project: of, limit }): Promise<Sheet | Refused> => {
    const { parts, words } = context;
    const found = of === undefined ? null : await findProject(context, { project: of });
    if (of !== undefined && !found) return refuse('project', words('no_project', { project: of }));
    const findings = await parts.store.findings.list(found?.id ?? null, limit);
    if (findings.length === 0) return { text: words('no_findings'), data: [] };
    return {
      tables: [
        {
          head: ['They said', 'About', 'Project', 'Sent to', 'How it stands', 'Id'],
          rows: findings.map((one) => [
            ...[one.said, areaLabel(context, one.area), one.project.name, one.sent?.to ?? ''],
            ...[stateCalled(context, one), short(one.id)],
          ]),
        },
      ],
      next: findings.slice(0, MOST_BUTTONS).map((one) => openStep(context, one)),
      data: findings,
    };
  },
});

export const findingShow = staffCommand({
  name: 'finding show',
  summary: 'one finding: what was said, what came back, what was promised and done, and how old each is',
  may: 'see findings',
  input: z.strictObject({ id }),
  positional: ['id'],
  find: findFinding,
  missing: 'no_finding',
  run: async (context, _input, { finding }) => findingSheet(context, finding),
});
