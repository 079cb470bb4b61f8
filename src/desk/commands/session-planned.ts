import { z } from 'zod';
import { startOfDay } from '../../calendar/index.ts';
import { dayOf, sessionFaults } from '../../sessions/index.ts';
import type { CommandChoice, SessionSummary } from '../ports.ts';
import { readDay } from './choose.ts';
import { type Context, staffCommand } from './command.ts';
import { findSession, ownSessions, preparingFault, session } from './recording.ts';
import { callSession, sessionSheet } from './session-sheet.ts';
import { day as inWords } from './when.ts';
import { refuse } from './young-words.ts';

/** What may be done with a session that is planned, for as long as nothing was recorded of it. */

async function plannedChoices(context: Context): Promise<CommandChoice[]> {
  const planned = (await ownSessions(context)).filter((one) => one.planned);
  return planned.map((one) => ({ value: one.id, label: callSession(one) }));
}

/** What is wrong with another day for it; null: nothing. */
function dayFault({ parts, now, words }: Context, date: string | null, { areas }: SessionSummary): string | null {
  const codebook = parts.areas.map(({ value }) => value);
  const fault = sessionFaults({ date, areas, facilitators: [] }, codebook, now).find(({ field }) => field === 'date');
  return fault ? words(fault.fault, fault.fills) : null;
}

export const sessionMove = staffCommand({
  name: 'session move',
  summary: 'give a planned session another day, as long as nothing was recorded of it',
  may: 'record sessions',
  input: z.strictObject({
    session,
    date: z.string().meta({ description: 'the day that is right, like next Friday or 3 March 2026', format: 'date' }),
  }),
  positional: ['session', 'date'],
  choices: async (context) => ({ session: await plannedChoices(context) }),
  find: findSession,
  missing: 'no_session',
  run: async (context, { date: given }, found) => {
    const { parts, words } = context;
    const date = readDay(context, given);
    const fault = dayFault(context, date, found);
    if (date === null || fault !== null) return refuse('date', fault ?? words('date_unread'));
    const refused = preparingFault(context, { ...found, date });
    if (refused) return refused;
    const { zone } = parts.contactHours;
    const ends = found.project?.approvalEnds ?? null;
    const until = ends === null ? null : startOfDay(zone, ends, 1);
    if (!(await parts.store.sessions.move(found.id, date, zone, until))) return { refused: words('session_said') };
    return { ...sessionSheet(context, { ...found, date }), text: words('session_moved', { day: inWords(date) }) };
  },
});

export const sessionCancel = staffCommand({
  name: 'session cancel',
  summary: 'take back a planned session, as long as nothing was recorded of it',
  may: 'record sessions',
  input: z.strictObject({ session }),
  positional: ['session'],
  choices: async (context) => ({ session: await plannedChoices(context) }),
  find: findSession,
  missing: 'no_session',
  run: async (context, _input, found) => {
    const { parts, now, words } = context;
    // What will not be may go also where nothing may be recorded any more.
    const refused = preparingFault(context, { ...found, project: null });
    if (refused) return refused;
    if (!(await parts.store.sessions.cancel(found.id, dayOf(now)))) {
      const still = (await parts.store.sessions.show(found.id))?.planned;
      return { refused: words(still ? 'session_on_tablet' : 'session_said') };
    }
    return { text: words('session_cancelled', { session: callSession(found) }), data: { session: found.id } };
  },
});
