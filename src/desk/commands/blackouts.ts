import { z } from 'zod';
import { dayOf, daysBetween } from '../../calendar/index.ts';
import { type Context, staffCommand } from './command.ts';
import { day, short } from './when.ts';

/** Longer than any season of exams. */
const MOST_DAYS = 92;

async function choices({ parts }: Context) {
  const projects = await parts.store.sessions.projects();
  return { project: projects.map(({ id, name }) => ({ value: id, label: name })) };
}

export const blackoutsList = staffCommand({
  name: 'blackouts list',
  summary: 'days on which nobody is written to unasked, beside Sundays and nights',
  may: 'see nudges',
  input: z.strictObject({}),
  positional: [],
  run: async ({ parts, now, words }) => {
    const blackouts = await parts.store.nudges.blackouts.list(dayOf(parts.contactHours.zone, now));
    if (blackouts.length === 0) return { text: words('no_blackouts'), data: [] };
    const projects = new Map((await parts.store.sessions.projects()).map(({ id, name }) => [id, name]));
    const rows = blackouts.map(({ id, from, until, why, project }) => [
      day(from),
      day(until),
      why,
      project === null ? words('blackout_everybody') : (projects.get(project) ?? short(project)),
      short(id),
    ]);
    return { tables: [{ head: ['From', 'Until', 'Why', 'For', 'Id'], rows }], data: blackouts };
  },
});

export const blackoutsAdd = staffCommand({
  name: 'blackouts add',
  summary: 'keep days free of messages that nobody asked for: exams, a session, a day of mourning',
  may: 'change nudges',
  input: z.strictObject({
    from: z.iso.date().describe('the first day'),
    until: z.iso.date().describe('the last day'),
    why: z.string().trim().min(1).max(200).describe('what for, such as exams; no names'),
    project: z.string().optional().describe('only those who came to sessions of this project; everybody if not given'),
  }),
  positional: ['from', 'until'],
  choices,
  run: async (context, { from, until, why, project: given }) => {
    const { parts, now, words } = context;
    if (until < from) return { refused: words('blackout_backwards'), faults: { until: words('blackout_backwards') } };
    if (daysBetween(from, until).length > MOST_DAYS) return { refused: words('blackout_long'), faults: { until: words('blackout_long') } };
    const projects = await parts.store.sessions.projects();
    const project =
      given === undefined ? null : projects.find(({ id, name }) => id === given || name.toLowerCase() === given.toLowerCase());
    if (project === undefined) {
      const fault = words('blackout_no_project', { known: projects.map(({ name }) => name).join(', ') });
      return { refused: fault, faults: { project: fault } };
    }
    const blackout = { id: parts.ids.next(), from, until, why, project: project?.id ?? null };
    await parts.store.nudges.blackouts.add(blackout, now);
    return { text: words('blackout_added'), data: blackout };
  },
});

export const blackoutsRemove = staffCommand({
  name: 'blackouts remove',
  summary: 'open such days again',
  may: 'change nudges',
  input: z.strictObject({ id: z.string().describe('the id from the list, or its beginning') }),
  positional: ['id'],
  find: ({ parts }, { id }) => parts.store.nudges.blackouts.find(id),
  missing: 'no_blackout',
  run: async ({ parts, words }, _input, { id }) => {
    await parts.store.nudges.blackouts.remove(id);
    return { text: words('blackout_removed'), data: { id } };
  },
});
