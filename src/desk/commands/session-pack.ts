import { z } from 'zod';
import { templatesOf } from '../surveys/plan.ts';
import { askedAt, sessionPackOf } from '../surveys/session-pack.ts';
import { staffCommand } from './command.ts';
import { approvalSentence, findSession, session, sessionChoices } from './recording.ts';
import { callSession } from './session-sheet.ts';

/** Forms that one pack has at most: more than a session has people. */
const MOST_FORMS = 60;

export const sessionPack = staffCommand({
  name: 'session pack',
  summary:
    'a file (PDF) to print for a session without phones: how it goes, what to read aloud, questions, sheets to count and note on, forms',
  may: 'record sessions',
  input: z.strictObject({
    session,
    template: z.string().describe('the survey whose questions are in it'),
    begins: z
      .string()
      .regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'a time is like 14:30')
      .optional()
      .describe('when the session begins, like 14:30: the times in the pack are then those of the clock'),
    forms: z.coerce
      .number()
      .int()
      .min(0)
      .max(MOST_FORMS)
      .default(0)
      .describe('how many forms, each with its number; 0: one without a number, to copy, plain and in easy words'),
    easy: z.boolean().default(false).describe('numbered forms are in easy words'),
  }),
  positional: ['session'],
  choices: async (context) => ({ session: await sessionChoices(context), template: templatesOf(context.parts) }),
  find: findSession,
  missing: 'no_session',
  detail: ({ template, forms }) => `${/^[a-z0-9-]{1,60}$/.test(template) ? template : '?'}, ${forms}`,
  run: async (context, input, found) => {
    const { parts, shelf, words } = context;
    // What may not be captured is not to be prepared either.
    const refused = approvalSentence(context, found);
    if (refused !== null) return { refused };
    const { template, begins = null, forms, easy } = input;
    const asked = await askedAt(parts, shelf, found, template);
    if (asked === null) {
      const known = templatesOf(parts).map(({ value }) => value);
      const why = words('survey_no_template', { known: known.join(', ') });
      return { refused: why, faults: { template: why } };
    }
    const pack = sessionPackOf(parts, shelf, found, asked);
    return {
      text: words('pack_made', { session: callSession(found) }),
      files: [await parts.drawPack(pack, { begins, forms, easy })],
      again: { name: 'session pack', input: { ...input, session: found.id } },
      data: pack,
    };
  },
});
