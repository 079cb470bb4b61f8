import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** Conversations as they are written down for every door: what somebody says or picks, what they have to read, and what is kept of it in the end. */

const folder = new URL('../fixtures/scripts/', import.meta.url);

const Line = z.union([
  /** Typed, at every door. */
  z.strictObject({ you: z.string() }),
  /** What it is called where they read it: pressed or ticked where it can be, and else typed. */
  z.strictObject({ pick: z.union([z.string().transform((label) => [label]), z.array(z.string())]) }),
  /** Words that have to be in what is said to the last. All else that is said is held against a desk with no door before it. */
  z.strictObject({ bot: z.string() }),
  z.strictObject({ days: z.number() }),
  /** Staff send a survey; `after-session` is about one at which they were. */
  z.strictObject({ asked: z.strictObject({ template: z.string(), kind: z.enum(['named', 'anonymous']) }) }),
  /** Staff post an opportunity that asks for nothing, in the place of what was open before. */
  z.strictObject({ posted: z.strictObject({ title: z.string(), about: z.string() }) }),
  /** Through the survey whose link they have in front of them, on its page. */
  z.strictObject({ page: z.array(z.string()) }),
]);
export type Line = z.infer<typeof Line>;

const Script = z.strictObject({
  about: z.string(),
  /** Also in the run of every day. */
  everyday: z.boolean().default(false),
  /** Begins where another has ended. */
  after: z.string().optional(),
  talk: z.array(Line),
  kept: z.strictObject({
    /** null: nobody is known any more. */
    person: z.record(z.string(), z.unknown()).nullable(),
    /** By flow: the current answers. */
    answers: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
    /** By purpose: the word in force. */
    consents: z.record(z.string(), z.string()).default({}),
    /** By flow: how it ended; null: it is open. */
    ended: z.record(z.string(), z.string().nullable()).default({}),
    concerns: z.number().default(0),
    /** Opportunities that they said something to. */
    interests: z.array(z.object({ title: z.string(), state: z.string() })).default([]),
    /** Of surveys: step to answer. */
    responses: z.array(z.record(z.string(), z.unknown())).default([]),
  }),
});

export type Script = z.infer<typeof Script> & { name: string };

export const scripts: Script[] = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => ({ name: file.replace('.yaml', ''), ...Script.parse(parse(readFileSync(new URL(file, folder), 'utf8'))) }));

/** All that is said before a script begins, from the first word on. */
export function before({ after }: Script): Line[] {
  if (after === undefined) return [];
  const earlier = scripts.find(({ name }) => name === after);
  if (!earlier) throw new Error(`There is no script ${after}.`);
  return [...before(earlier), ...earlier.talk];
}
