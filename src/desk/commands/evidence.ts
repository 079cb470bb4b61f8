import { z } from 'zod';
import { MOST_IN_NOTE, readNote } from '../../sessions/index.ts';
import { alertLeads, leadsOf } from '../alert.ts';
import type { Sheet } from '../ports.ts';
import { meant } from './choose.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import { consentFault } from './group-consent.ts';
import { findSession, personOf, recordingFault, session, sessionChoices } from './recording.ts';
import { refusedWith } from './refused-with.ts';
import { areaChoices, sessionSheet } from './session-sheet.ts';

function unknownArea({ parts, words }: Context, area: string): Refused {
  const why = words('unknown_area', { area, areas: parts.areas.map(({ value }) => value).join(', ') });
  return { refused: why, faults: { area: why } };
}

const attributionChoices = ({ parts }: Context) => parts.attributions.map(({ value, label }) => ({ value, label: label.en }));

function unknownAttribution(context: Context): Refused {
  const known = attributionChoices(context).map(({ label }) => label);
  const why = context.words('unknown_attribution', { known: known.join(', ') });
  return { refused: why, faults: { as: why } };
}

const text = z
  .string()
  .trim()
  .max(MOST_IN_NOTE)
  .refine((text) => readNote(text) !== '', 'write what was said');

export const evidenceAdd = staffCommand({
  name: 'evidence add',
  summary: 'note what was said at a session, without names; or quote it, where they said yes to that',
  may: 'record sessions',
  input: z.strictObject({
    session,
    area: z.string().optional().describe('the area that it is about'),
    text: text.meta({ description: 'what was said, without names', format: 'long' }),
    quote: z.boolean().default(false).describe('these are their own words, and they said yes to our showing them without a name'),
    as: z.string().optional().describe('as whose words they may be shown; a young person if not given'),
    speaks: z.enum(['for', 'against']).optional().describe('whether it speaks for change in that area, or against'),
  }),
  positional: ['session'],
  choices: async (context) => ({
    session: await sessionChoices(context),
    area: areaChoices(context),
    as: attributionChoices(context),
  }),
  find: findSession,
  missing: 'no_session',
  run: async (context, input, found) => {
    const { parts, now, caller, actor, words } = context;
    const text = readNote(input.text);
    const alarm = parts.screen(text);
    const secure = found.setting.kind === 'secure';
    const help = words(secure ? 'note_alarm_secure' : 'note_alarm');
    const [area = null] = input.area ? meant(input.area, areaChoices(context)) : [];
    const [saidBy = null] = input.quote ? (input.as ? meant(input.as, attributionChoices(context)) : [parts.attributions[0].value]) : [];
    const refused =
      recordingFault(context, found) ??
      (input.area && area === null ? unknownArea(context, input.area) : null) ??
      (input.quote && saidBy === null ? unknownAttribution(context) : null) ??
      (input.quote ? await consentFault(context, found) : null);
    // Whether the note may be kept or not, whoever wrote it hears who can help.
    if (refused) return refusedWith(refused, alarm ? [words('note_not_kept'), help] : []);
    const writer = await personOf(context);
    const place = secure ? 'secure' : 'community';
    const concern = alarm && { id: parts.ids.next(), ...alarm, place };
    const note = { id: parts.ids.next(), session: found.id, area, text, by: actor.id, at: now, saidBy, speaks: input.speaks ?? null };
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
