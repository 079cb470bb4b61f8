import { z } from 'zod';
import { readHeads } from '../../sessions/index.ts';
import { offeredBy } from '../listed.ts';
import { staffCommand } from './command.ts';
import { findSession, recordingFault, session, sessionChoices } from './recording.ts';
import { headsFields } from './session-new.ts';
import { reachLine, sessionSheet, sessionsTable } from './session-sheet.ts';

export const sessionList = staffCommand({
  name: 'session list',
  summary: 'sessions that took place, the newest first, and how many people they reached',
  may: 'see sessions',
  input: z.strictObject({
    mine: z.boolean().default(false).describe('only those that you recorded or ran'),
    limit: z.coerce.number().int().min(1).max(10_000).default(20).describe('how many at most'),
  }),
  positional: [],
  run: async (context, { mine, limit }) => {
    const { parts, actor, words } = context;
    const next = [{ label: words('step_record_session'), order: { name: 'session new', input: {} } }];
    const none = { text: words('no_sessions'), next, data: { sessions: [], people: 0 } };
    if (mine && actor.person === null) return none;
    const { sessions, people } = await parts.store.sessions.list(limit, ...(mine && actor.person ? [actor.person] : []));
    if (sessions.length === 0) return none;
    return {
      tables: [sessionsTable(context, sessions, 'Day')],
      text: reachLine(context, sessions, people),
      next,
      data: { sessions, people },
    };
  },
});

export const sessionShow = staffCommand({
  name: 'session show',
  summary: 'one session: how many came, and for staff also who, and what was noted',
  may: 'see sessions',
  input: z.strictObject({ session }),
  positional: ['session'],
  find: findSession,
  missing: 'no_session',
  run: async (context, _input, found) => sessionSheet(context, found),
});

export const sessionHeads = staffCommand({
  name: 'session heads',
  summary: 'say how many came, without names, in place of what was said before',
  may: 'record sessions',
  input: z.strictObject({ session, ...headsFields }),
  positional: ['session'],
  choices: async (context) => ({ session: await sessionChoices(context) }),
  find: findSession,
  missing: 'no_session',
  run: async (context, { heads, bands }, found) => {
    const { parts, shelf, now, words } = context;
    const refused = recordingFault(context, found);
    if (refused) return refused;
    const read = readHeads(heads, bands, offeredBy(parts, shelf, 'age_band'));
    if (read === null) return { refused: words('no_heads'), faults: { heads: words('no_heads') } };
    if ('fault' in read) {
      const why = words(read.fault, read.fills);
      return { refused: why, faults: { [read.field]: why } };
    }
    await parts.store.sessions.count(found.id, read, now);
    return sessionSheet(context, { ...found, heads: read });
  },
});
