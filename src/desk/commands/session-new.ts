import { z } from 'zod';
import { isEarly, isPlanned, readHeads, sessionFaults } from '../../sessions/index.ts';
import { offeredBy } from '../listed.ts';
import type { CommandChoice } from '../ports.ts';
import { MOST_CHOICES, meant, readDay } from './choose.ts';
import { type Context, staffCommand } from './command.ts';
import { listOf } from './outline.ts';
import { approvalSentence, personOf } from './recording.ts';
import { areaChoices, sessionSheet } from './session-sheet.ts';
import { day } from './when.ts';
import type { StaffWords } from './words.ts';

export const headsFields = {
  heads: z.coerce.number().int().min(0).optional().describe('how many came in all, also those whose names you will give'),
  bands: z.string().optional().describe('how many of these were of which age, like 13-15: 4, 16-17: 3'),
};

/** Those who have a role: they run sessions, and can be reached. */
async function facilitatorChoices({ parts }: Context): Promise<CommandChoice[]> {
  const holders = await parts.store.roles.list();
  return holders.map(({ person, name }) => ({ value: person, label: name ?? person }));
}

async function places({ parts }: Context) {
  const [settings, projects] = [await parts.store.sessions.settings(), await parts.store.sessions.projects()];
  const choiceOf = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return { settings, projects, settingChoices: settings.map(choiceOf), projectChoices: projects.map(choiceOf) };
}

const Input = z.strictObject({
  date: z.string().meta({ description: 'the day, like yesterday or 3 March 2026; half a year ahead at most', format: 'date' }),
  setting: z.string().describe('where: the name of a setting'),
  project: z.string().optional().describe('for which project, if it was for one'),
  areas: listOf(z.string()).describe('what it was about: areas of the codebook, with commas between'),
  facilitators: listOf(z.string()).default([]).describe('who ran it, if it was not you alone; "me" is you'),
  ...headsFields,
});

/** Stands for the caller, who may be no person yet. */
const ME = 'me';

/** What was typed, understood; or what is wrong with which field. */
async function readSession(context: Context, input: z.infer<typeof Input>) {
  const { parts, shelf, now, actor, words } = context;
  const faults: Record<string, string> = {};
  const fault = (field: string, id: keyof StaffWords, fills: Record<string, string>) => {
    faults[field] ??= words(id, fills);
  };
  /** What one text means among these; the fault is noted where it means none of them, or several. */
  function one(field: string, text: string, choices: CommandChoice[]): string | null {
    const [value, ...others] = meant(text, choices);
    if (value !== undefined && others.length === 0) return value;
    const known = choices.map(({ label }) => label).join(', ') || '-';
    fault(field, others.length > 0 ? 'means_several' : 'means_none', { text, known });
    return null;
  }
  const { settings, projects, settingChoices, projectChoices } = await places(context);
  const settingId = one('setting', input.setting, settingChoices);
  const setting = settings.find(({ id }) => id === settingId);
  const projectId = input.project ? one('project', input.project, projectChoices) : null;
  const project = projects.find(({ id }) => id === projectId) ?? null;
  const holders = await facilitatorChoices(context);
  const whose = (text: string) => (text.toLowerCase() === ME ? actor.person : one('facilitators', text, holders));
  const people = input.facilitators.map((text) => whose(text) ?? ME);
  const facilitators = people.length > 0 ? people : [actor.person ?? ME];
  const areas = [...new Set(input.areas.map((text) => meant(text, areaChoices(context))[0] ?? text))];
  const codebook = parts.areas.map(({ value }) => value);
  const date = readDay(context, input.date);
  for (const { field, fault: id, fills } of sessionFaults({ date, areas, facilitators }, codebook, now)) fault(field, id, fills);
  const heads = readHeads(input.heads, input.bands, offeredBy(parts, shelf, 'age_band'));
  if (heads && 'fault' in heads) fault(heads.field, heads.fault, heads.fills);
  if (heads && date !== null && !faults.date && isEarly(date, now)) fault('heads', 'session_new_early', { day: day(date) });
  const approval = setting && date !== null ? approvalSentence(context, { project, setting, date }) : null;
  if (approval !== null) faults.project ??= approval;
  if (!setting || date === null || (heads && 'fault' in heads) || Object.keys(faults).length > 0) return { faults };
  return {
    date,
    setting: setting.id,
    project: project?.id ?? null,
    areas,
    facilitators,
    heads,
    planned: isPlanned(date, heads !== null, now),
  };
}

export const sessionNew = staffCommand({
  name: 'session new',
  summary: 'record a session that took place, or plan one',
  suggest: ['chat', 'slash'],
  may: 'record sessions',
  input: Input,
  positional: [],
  choices: async (context) => {
    const { settingChoices, projectChoices } = await places(context);
    const most = (choices: CommandChoice[]) => choices.slice(0, MOST_CHOICES);
    return {
      setting: most(settingChoices),
      project: most(projectChoices),
      areas: areaChoices(context),
      facilitators: most(await facilitatorChoices(context)),
    };
  },
  run: async (context, input) => {
    const { parts, now, words } = context;
    const read = await readSession(context, input);
    if ('faults' in read) return { refused: Object.values(read.faults).join(' '), faults: read.faults };
    const owner = await personOf(context);
    const id = parts.ids.next();
    const facilitators = [...new Set(read.facilitators.map((person) => (person === ME ? owner : person)))];
    await parts.store.sessions.add({ ...read, id, owner, facilitators, at: now });
    const session = await parts.store.sessions.show(id);
    return session ? sessionSheet(context, session) : { refused: words('no_session', { session: id }) };
  },
});
