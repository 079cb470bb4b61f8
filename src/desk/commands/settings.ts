import { z } from 'zod';
import { oneLine } from '../../people/index.ts';
import type { Setting, Sheet } from '../ports.ts';
import { staffCommand } from './command.ts';

export const settingKinds = ['secure', 'community', 'education', 'health', 'online'] as const satisfies Setting['kind'][];

/** Letters of a name of a place or a programme. */
const MOST_IN_NAME = 100;

/** A name of a place or a programme, or a reference: one line. */
export const nameField = z.preprocess((given) => (typeof given === 'string' ? oneLine(given) : given), z.string().min(1).max(MOST_IN_NAME));

const sheetOf = (settings: Setting[]): Sheet => ({
  tables: [{ head: ['Setting', 'Kind'], rows: settings.map(({ name, kind }) => [name, kind]) }],
  data: settings,
});

export const settingsList = staffCommand({
  name: 'settings list',
  summary: 'places where young people are met',
  may: 'see sessions',
  input: z.strictObject({}),
  positional: [],
  run: async ({ parts, words }) => {
    const settings = await parts.store.sessions.settings();
    const next = [{ label: words('step_add_setting'), order: { name: 'settings add', input: {} } }];
    return settings.length > 0 ? { ...sheetOf(settings), next } : { text: words('no_settings'), next, data: settings };
  },
});

export const settingsAdd = staffCommand({
  name: 'settings add',
  summary: 'a place where young people are met',
  may: 'manage settings',
  input: z.strictObject({
    name: nameField.describe('what it is called'),
    kind: z.enum(settingKinds).describe('what kind of place it is'),
  }),
  positional: ['name'],
  detail: ({ kind }) => kind,
  run: async ({ parts, now, words }, { name, kind }) => {
    const taken = { refused: words('setting_taken', { name }), faults: { name: words('setting_taken', { name }) } };
    const settings = await parts.store.sessions.settings();
    if (settings.some((one) => one.name.toLowerCase() === name.toLowerCase())) return taken;
    const setting = { id: parts.ids.next(), name, kind };
    if (!(await parts.store.sessions.addSetting(setting, now))) return taken;
    return {
      ...sheetOf([setting]),
      next: [{ label: words('step_record_session'), order: { name: 'session new', input: { setting: setting.id } } }],
    };
  },
});
