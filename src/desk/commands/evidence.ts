import { z } from 'zod';
import { MOST_IN_NOTE, readNote } from '../../sessions/index.ts';
import { alertLeads, leadsOf } from '../alert.ts';
import type { Sheet } from '../ports.ts';
import { meant } from './choose.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import { findSession, personOf, recordingFault, session, sessionChoices } from './recording.ts';
import { areaChoices, sessionSheet } from './session-sheet.ts';

function unknownArea({ parts, words }: Context, area: string): Refused {
  const why = words('unknown_area', { area, areas: parts.areas.map(({ value }) => value).join(', ') });
  return { refused: why, faults: { area: why } };
}

const text = z
  .string()
  .trim()
  .max(MOST_IN_NOTE)
  .refine((text) => readNote(text) !== '', 'write what was said');

export const evidenceAdd = staffCommand({
  name: 'evidence add',
  summary: 'note what was said at a session, without names',
  may: 'record sessions',
  input: z.strictObject({
    session,
    area: z.string().optional().describe('the area that it is about'),
    text: text.meta({ description: 'what was said, without names', format: 'long' }),
  }),
  positional: ['session'],
  choices: async (context) => ({ session: await sessionChoices(context), area: areaChoices(context) }),
  find: findSession,
  missing: 'no_session',
  run: async (context, input, found) => {
    const { parts, now, caller, actor, words } = context;
    const text = readNote(input.text);
    const alarm = parts.screen(text);
    const secure = found.setting.kind === 'secure';
    const help = words(secure ? 'note_alarm_secure' : 'note_alarm');
    const [area = null] = input.area ? meant(input.area, areaChoices(context)) : [];
    const refused = recordingFault(context, found) ?? (input.area && area === null ? unknownArea(context, input.area) : null);
    // Whether the note may be kept or not, whoever wrote it hears who can help.
    if (refused) return alarm ? { ...refused, refused: [refused.refused, words('note_not_kept'), help].join('\n') } : refused;
    const writer = await personOf(context);
    const place = secure ? 'secure' : 'community';
    const concern = alarm && { id: parts.ids.next(), ...alarm, place };
    const note = { id: parts.ids.next(), session: found.id, area, text, by: actor.id, at: now };
    await parts.store.sessions.note({ ...note, concern, writer, channel: caller.channel });
    // What fails here the next tick does: the note and its concern are kept.
    if (concern) await alertLeads(parts, now).catch(() => undefined);
    const kept = await parts.store.sessions.show(found.id);
    const sheet: Sheet = kept ? sessionSheet(context, kept) : { data: null };
    const unheard = concern !== null && (await leadsOf(parts)).length === 0;
    const said = concern ? [words('note_kept'), words(unheard ? 'note_unheard' : 'note_told'), help] : [words('note_kept')];
    return { ...sheet, text: said.join('\n') };
  },
});
