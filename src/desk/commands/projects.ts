import { z } from 'zod';
import type { Project, Sheet } from '../ports.ts';
import { readDay } from './choose.ts';
import { type Context, staffCommand } from './command.ts';
import { nameField } from './settings.ts';
import { day } from './when.ts';

const until = z.string().optional().meta({ description: 'the last day on which the approval holds', format: 'date' });

const sheetOf = (projects: Project[]): Sheet => ({
  tables: [
    {
      head: ['Project', 'Approval', 'Until', 'Public title'],
      rows: projects.map(({ name, approval, approvalEnds, title }) => [
        name,
        approval ?? '',
        approvalEnds ? day(approvalEnds) : '',
        title ?? '',
      ]),
    },
  ],
  data: projects,
});

/** null: no day was given. */
function lastDay(context: Context, text: string | undefined): string | null | { refused: string; faults: Record<string, string> } {
  if (text === undefined) return null;
  const refused = context.words('date_unread');
  return readDay(context, text) ?? { refused, faults: { until: refused } };
}

export const projectsList = staffCommand({
  name: 'projects list',
  summary: 'programmes for commissioners, and what was approved',
  may: 'see sessions',
  input: z.strictObject({}),
  positional: [],
  run: async ({ parts, words }) => {
    const projects = await parts.store.sessions.projects();
    return projects.length > 0 ? sheetOf(projects) : { text: words('no_projects'), data: projects };
  },
});

export const projectsAdd = staffCommand({
  name: 'projects add',
  summary: 'a programme for a commissioner; in a secure setting nothing is recorded for one without an approval',
  may: 'manage settings',
  input: z.strictObject({
    name: nameField.describe('what it is called'),
    approval: nameField.optional().describe('the reference of the commissioner’s approval, if there is one'),
    until,
  }),
  positional: ['name'],
  run: async (context, { name, approval = null, until }) => {
    const { parts, now, words } = context;
    const taken = { refused: words('project_taken', { name }), faults: { name: words('project_taken', { name }) } };
    const approvalEnds = lastDay(context, until);
    if (approvalEnds !== null && typeof approvalEnds !== 'string') return approvalEnds;
    const projects = await parts.store.sessions.projects();
    if (projects.some((one) => one.name.toLowerCase() === name.toLowerCase())) return taken;
    const project = { id: parts.ids.next(), name, approval, approvalEnds, title: null };
    return (await parts.store.sessions.addProject(project, now)) ? sheetOf([project]) : taken;
  },
});

export const project = z.string().describe('the project, by its name');

export const projectChoices = async ({ parts }: Context) => ({
  project: (await parts.store.sessions.projects()).map(({ id, name }) => ({ value: id, label: name })),
});

export const findProject = async ({ parts }: Context, input: { project: string }) => {
  const projects = await parts.store.sessions.projects();
  return projects.find(({ id, name }) => id === input.project || name.toLowerCase() === input.project.trim().toLowerCase()) ?? null;
};

export const projectsApprove = staffCommand({
  name: 'projects approve',
  summary: 'note what the commissioner approved, in place of what was noted before',
  may: 'manage settings',
  input: z.strictObject({
    project,
    approval: nameField.describe('the reference of the approval'),
    until,
  }),
  positional: ['project'],
  choices: projectChoices,
  find: findProject,
  missing: 'no_project',
  run: async (context, { approval, until }, project) => {
    const approvalEnds = lastDay(context, until);
    if (approvalEnds !== null && typeof approvalEnds !== 'string') return approvalEnds;
    await context.parts.store.sessions.approve(project.id, approval, approvalEnds);
    return sheetOf((await context.parts.store.sessions.projects()).filter(({ id }) => id === project.id));
  },
});

export const projectsTitle = staffCommand({
  name: 'projects title',
  summary: 'how a project is called on records that people show to others; without --title it is not named there',
  may: 'manage settings',
  input: z.strictObject({ project, title: nameField.optional().describe('words that say nothing of where it took place') }),
  positional: ['project'],
  choices: projectChoices,
  find: findProject,
  missing: 'no_project',
  run: async ({ parts }, { title = null }, { id }) => {
    await parts.store.sessions.entitle(id, title);
    return sheetOf((await parts.store.sessions.projects()).filter((one) => one.id === id));
  },
});
