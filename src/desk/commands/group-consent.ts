import { z } from 'zod';
import { say } from '../../engine/index.ts';
import type { NextStep, SessionSummary } from '../ports.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import { findSession, recordingFault, session, sessionChoices } from './recording.ts';
import { sessionSheet } from './session-sheet.ts';
import { when } from './when.ts';

/** What a group says yes to before anything of it is captured. It is read aloud, because some of them may not read. */

const GROUP = 'group';
const MOST = 500;
const count = z.coerce.number().int().min(0).max(MOST);
const name = z.string().trim().min(1, 'write a name').max(100);

const termsOf = ({ parts }: Context) => parts.terms.find(({ purpose }) => purpose === GROUP);

const consentStep = ({ words }: Pick<Context, 'words'>, id: string): NextStep => ({
  label: words('step_consent'),
  weight: 'main',
  order: { name: 'session consent', input: { session: id } },
});

/** Why nothing may be captured of this session yet; null: its group said yes. */
export async function consentFault({ parts, words }: Context, { id }: Pick<SessionSummary, 'id'>): Promise<Refused | null> {
  const agreed = await parts.store.sessions.agreed(id);
  if (agreed && agreed.agreed > 0) return null;
  return { refused: words(agreed ? 'group_said_no' : 'group_not_asked', { session: id }) };
}

export const sessionScript = staffCommand({
  name: 'session script',
  summary: 'the words to read aloud to a group before anything is captured of it',
  may: 'record sessions',
  input: z.strictObject({ session }),
  positional: ['session'],
  choices: async (context) => ({ session: await sessionChoices(context) }),
  find: findSession,
  missing: 'no_session',
  run: async (context, _input, found) => {
    const terms = termsOf(context);
    if (!terms) return { refused: context.words('no_group_terms') };
    const { constants } = context.parts.lexicon;
    const wording = (language: string) => say(terms.wording as { en: string }, language, (gap) => constants[gap] ?? '');
    const [plain, easy] = [wording('en'), wording('easy')];
    const table = (head: 'read_aloud_head' | 'read_aloud_easy_head', text: string) => ({ head: [context.words(head)], rows: [[text]] });
    return {
      text: context.words('read_aloud'),
      tables: [table('read_aloud_head', plain), ...(easy === plain ? [] : [table('read_aloud_easy_head', easy)])],
      next: [consentStep(context, found.id)],
      data: { purpose: GROUP, version: terms.version, wording: plain },
    };
  },
});

export const sessionConsent = staffCommand({
  name: 'session consent',
  summary: 'record that the words were read aloud to the group, who was witness, and how many said yes',
  may: 'record sessions',
  input: z.strictObject({
    session,
    agreed: count.describe('how many said yes'),
    refused: count.default(0).describe('how many said no; nothing is captured of them'),
    witness: name.describe('who heard it beside the one who read it, by name: somebody on the staff there'),
    reader: name.optional().describe('who read the words aloud, if it was not you'),
  }),
  positional: ['session'],
  choices: async (context) => ({ session: await sessionChoices(context) }),
  find: findSession,
  missing: 'no_session',
  detail: ({ agreed, refused }) => `${agreed} yes, ${refused} no`,
  run: async (context, { agreed, refused, witness, reader }, found) => {
    const { parts, now, actor, words } = context;
    const fault = recordingFault(context, found);
    if (fault) return fault;
    const terms = termsOf(context);
    if (!terms) return { refused: words('no_group_terms') };
    const consent = { id: parts.ids.next(), session: found.id, termsVersion: terms.version, agreed, refused, by: actor.id, at: now };
    await parts.store.sessions.agree({ ...consent, readBy: reader ?? actor.name, witness });
    const heads = found.heads?.all;
    const fills = { agreed: String(agreed), refused: String(refused), heads: String(heads), version: terms.version, at: when(now) };
    const text = [
      words(agreed > 0 ? 'group_agreed' : 'group_said_no', { ...fills, session: found.id }),
      ...(heads !== undefined && agreed + refused > heads ? [words('group_over_heads', fills)] : []),
    ].join('\n');
    return { ...sessionSheet(context, found), text };
  },
});
