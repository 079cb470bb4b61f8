import { z } from 'zod';
import { MOST_IN_NOTE, readNote } from '../../sessions/index.ts';
import { alertLeads } from '../alert.ts';
import type { Sheet } from '../ports.ts';
import { meant } from './choose.ts';
import { staffCommand } from './command.ts';
import { findSession, personOf, recordingFault, session, sessionChoices } from './recording.ts';
import { areaChoices, sessionSheet } from './session-sheet.ts';

export const evidenceAdd = staffCommand({
  name: 'evidence add',
  summary: 'note what was said at a session, without names',
  may: 'record sessions',
  input: z.strictObject({
    session,
    area: z.string().optional().describe('the area that it is about'),
    text: z.string().trim().min(1).max(MOST_IN_NOTE).meta({ description: 'what was said, without names', format: 'long' }),
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
    const refused = recordingFault(context, found);
    // Whether the note may be kept or not, whoever wrote it hears who can help.
    if (refused) return alarm ? { ...refused, refused: `${refused.refused}\n${words('note_not_kept')} ${help}` } : refused;
    const [area = null] = input.area ? meant(input.area, areaChoices(context)) : [];
    if (input.area && area === null) {
      const why = words('unknown_area', { area: input.area, areas: parts.areas.map(({ value }) => value).join(', ') });
      return alarm
        ? { refused: `${why}\n${words('note_not_kept')} ${help}`, faults: { area: why } }
        : { refused: why, faults: { area: why } };
    }
    const writer = await personOf(context);
    const place = secure ? 'secure' : 'community';
    const concern = alarm && { id: parts.ids.next(), ...alarm, place };
    const note = { id: parts.ids.next(), session: found.id, area, text, by: actor.id, at: now };
    await parts.store.sessions.note({ ...note, concern, writer, channel: caller.channel });
    // What fails here the next tick does: the note and its concern are kept.
    const told = concern ? await alertLeads(parts, now).catch(() => null) : null;
    const kept = await parts.store.sessions.show(found.id);
    const sheet: Sheet = kept ? sessionSheet(context, kept) : { data: null };
    const unheard = told !== null && told.unheard > 0;
    const said = concern ? [words('note_kept'), words(unheard ? 'note_unheard' : 'note_told'), help] : [words('note_kept')];
    return { ...sheet, text: said.join('\n') };
  },
});
