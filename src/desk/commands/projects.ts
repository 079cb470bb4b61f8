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
      head: ['Project', 'Approval', 'Until'],
      rows: projects.map(({ name, approval, approvalEnds }) => [name, approval ?? '', approvalEnds ? day(approvalEnds) : '']),
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
    const project = { id: parts.ids.next(), name, approval, approvalEnds };
    return (await parts.store.sessions.addProject(project, now)) ? sheetOf([project]) : taken;
  },
});

export const projectsApprove = staffCommand({
  name: 'projects approve',
  summary: 'note what the commissioner approved, in place of what was noted before',
  may: 'manage settings',
  input: z.strictObject({
    project: z.string().describe('the project, by its name'),
    approval: nameField.describe('the reference of the approval'),
    until,
  }),
  positional: ['project'],
  choices: async ({ parts }) => ({
    project: (await parts.store.sessions.projects()).map(({ id, name }) => ({ value: id, label: name })),
  }),
  find: async ({ parts }, { project }) => {
    const projects = await parts.store.sessions.projects();
    return projects.find(({ id, name }) => id === project || name.toLowerCase() === project.trim().toLowerCase()) ?? null;
  },
  missing: 'no_project',
  run: async (context, { approval, until }, project) => {
    const approvalEnds = lastDay(context, until);
    if (approvalEnds !== null && typeof approvalEnds !== 'string') return approvalEnds;
    await context.parts.store.sessions.approve(project.id, approval, approvalEnds);
    return sheetOf((await context.parts.store.sessions.projects()).filter(({ id }) => id === project.id));
  },
});
