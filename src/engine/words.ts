import { z } from 'zod';

/** Names of the parts of a flow, and its words. */

export const StepId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'a step id is lower-case letters, digits and _, starting with a letter')
  .refine((id) => id !== 'constructor', 'a step cannot be called "constructor"');
export const FlowId = z.string().regex(/^[a-z][a-z0-9-]*$/, 'a flow id is lower-case letters, digits and -, starting with a letter');
export const LanguageCode = z.string().regex(/^(easy|[a-z]{2})$/, 'a language is two letters, or "easy" for easy read');
export type LanguageCode = z.infer<typeof LanguageCode>;

/** Words for a person, by language. Every text has English; the others fall back to it. */
export const Words = z.object({ en: z.string().trim().min(1) }).catchall(z.string().trim().min(1));
export type Words = { en: string } & { [language: string]: string };

/** Years. Nine is the aim; above eleven, many of the people who read it would not. */
export const OLDEST_READING_AGE = 11;

/** A nudge says how to stop: the word that does it stands in it as it is typed. */
export const saysHowToStop = (text: string) => /\bSTOP\b/.test(text);
