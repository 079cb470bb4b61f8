import { z } from 'zod';
import { approvalFault, readHeads, sessionFaults } from '../../sessions/index.ts';
import { offeredBy } from '../listed.ts';
import type { CommandChoice } from '../ports.ts';
import { MOST_CHOICES, meant, readDay } from './choose.ts';
import { type Context, staffCommand } from './command.ts';
import { listOf } from './outline.ts';
import { personOf } from './recording.ts';
import { areaChoices, sessionSheet } from './session-sheet.ts';
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

export const sessionNew = staffCommand({
  name: 'session new',
  summary: 'record a session that took place',
  may: 'record sessions',
  input: z.strictObject({
    date: z.string().meta({ description: 'the day, like yesterday or 3 March', format: 'date' }),
    setting: z.string().describe('where: the name of a setting'),
    project: z.string().optional().describe('for which project, if it was for one'),
    areas: listOf(z.string()).describe('what it was about: areas of the codebook, with commas between'),
    facilitators: listOf(z.string()).default([]).describe('who ran it, if it was not you alone; "me" is you'),
    ...headsFields,
  }),
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
    const { parts, shelf, now, actor, words } = context;
    const faults: Record<string, string> = {};
    const fault = (field: string, id: keyof StaffWords, fills: Record<string, string> = {}) => {
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
    const setting = settings.find(({ id }) => id === one('setting', input.setting, settingChoices));
    const project = input.project ? projects.find(({ id }) => id === one('project', input.project as string, projectChoices)) : null;
    const holders = await facilitatorChoices(context);
    const me = 'me';
    const own = (person: string | null) => (person === null || person === actor.person ? me : person);
    const facilitators = input.facilitators.map((text) => (text.toLowerCase() === me ? me : own(one('facilitators', text, holders))));
    const running = [...new Set(facilitators.length > 0 ? facilitators : [me])];
    const areas = [...new Set(input.areas.map((text) => meant(text, areaChoices(context))[0] ?? text))];
    const date = readDay(context, input.date);
    const codebook = parts.areas.map(({ value }) => value);
    for (const { field, fault: id, fills } of sessionFaults({ date, areas, facilitators: running }, codebook, now)) fault(field, id, fills);
    const heads = readHeads(input.heads, input.bands, offeredBy(parts, shelf, 'age_band'));
    if (heads && 'fault' in heads) fault(heads.field, heads.fault, heads.fills);
    if (setting && project !== undefined && date !== null) {
      const approval = approvalFault(project, setting, date, now);
      if (approval) fault('project', approval.fault, approval.fills);
    }
    if (Object.keys(faults).length > 0 || !setting || project === undefined || date === null || (heads && 'fault' in heads))
      return { refused: Object.values(faults).join(' '), faults };

    const owner = await personOf(context);
    const id = parts.ids.next();
    const ran = running.map((person) => (person === me ? owner : person));
    await parts.store.sessions.add({
      ...{ id, date, areas, owner, heads, at: now },
      setting: setting.id,
      project: project?.id ?? null,
      facilitators: [...new Set(ran)],
    });
    const session = await parts.store.sessions.show(id);
    return session ? sessionSheet(context, session) : { refused: words('no_session', { session: id }) };
  },
});
