import { z } from 'zod';
import { Commands, EnginePhrases, Words } from '../engine/index.ts';

/** The files of this folder that hold no flow, and the shape of those that are plain lists of words. */

export const Phrases = z.record(z.string(), Words);
export const WordsFile = z.strictObject({
  constants: z.strictObject({ charity: z.string(), contact: z.string() }),
  engine: EnginePhrases,
  desk: Phrases,
  commands: Commands,
});
/** As many as SECURITY.md reckons with. */
const CODE_WORDS = 256;
export const CodeWords = z
  .array(z.string().regex(/^[a-z]{4,6}$/, 'a word is 4 to 6 letters, a to z'))
  .length(CODE_WORDS)
  .refine((all) => new Set(all).size === all.length, 'each word once');

const Attribution = z.strictObject({ value: z.string().regex(/^[a-z][a-z-]*$/, 'lower-case letters and -'), label: Words });

export const Areas = z
  .array(z.strictObject({ value: z.string().regex(/^[a-z][a-z-]*$/, 'an area is lower-case letters and -'), label: Words }))
  .min(1)
  .refine((areas) => new Set(areas.map(({ value }) => value)).size === areas.length, 'an area stands here twice');

export const Attributions = z.tuple([Attribution], Attribution);

/** Files of this folder that hold no flow. */
export const shared = [
  'words.yaml',
  'page-words.yaml',
  'tablet-words.yaml',
  'terminal-words.yaml',
  'slack-words.yaml',
  'email-words.yaml',
  'botframework-words.yaml',
  'copy-words.yaml',
  'code-words.yaml',
  'terms.yaml',
  'policy.yaml',
  'pathway.yaml',
  'staff-words.yaml',
  'results-words.yaml',
  'safeguarding.yaml',
  'retention.yaml',
  'areas.yaml',
  'codebook.yaml',
  'attributions.yaml',
  'session-pack.yaml',
  'pressure.yaml',
];
