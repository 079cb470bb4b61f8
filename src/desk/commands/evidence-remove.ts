import { z } from 'zod';
import type { CommandField, SessionDetail } from '../ports.ts';
import { shortened } from '../shortened.ts';
import { type Context, staffCommand } from './command.ts';
import { findSession, session, sessionChoices } from './recording.ts';
import { mayTakeOut, sessionSheet } from './session-sheet.ts';
import { short } from './when.ts';

/** Letters of a note by which it is known in a list. */
const GLANCE = 60;

/** Notes of a session that this caller may take out. */
const notesOf = (context: Context, { evidence }: SessionDetail) => evidence.filter((note) => mayTakeOut(context, note));

/** With the notes of the session to choose from, where it is said. */
async function withNotes(context: Context, given: Record<string, unknown>, all: CommandField[]): Promise<CommandField[]> {
  const found = typeof given.session === 'string' ? await findSession(context, { session: given.session }) : null;
  if (!found) return all;
  const choices = notesOf(context, found).map((note) => ({ value: note.id, label: shortened(note.text, GLANCE) }));
  return all.map((field) => (field.name === 'note' ? { ...field, kind: 'choice' as const, choices } : field));
}

export const evidenceRemove = staffCommand({
  name: 'evidence remove',
  summary: 'take a note out for good: it names somebody, was written twice, or should not be there',
  may: 'record sessions',
  input: z.strictObject({ session, note: z.string().min(4).describe('the note: its id from the session, or the beginning') }),
  positional: ['session', 'note'],
  choices: async (context) => ({ session: await sessionChoices(context) }),
  fields: withNotes,
  find: findSession,
  missing: 'no_session',
  detail: ({ note }) => short(note),
  run: async (context, input, found) => {
    const { parts, words } = context;
    const all = notesOf(context, found).filter(({ id }) => id.startsWith(input.note.toLowerCase()));
    const [note, ...others] = all;
    if (!note || others.length > 0) {
      const why = words('no_note', { note: input.note });
      return { refused: why, faults: { note: why } };
    }
    if (!(await parts.store.sessions.takeOutNote(note.id))) return { refused: words('note_of_concern') };
    const left = await parts.store.sessions.show(found.id);
    return { ...(left ? sessionSheet(context, left) : { data: null }), text: words('note_taken_out') };
  },
});
