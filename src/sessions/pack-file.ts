import { z } from 'zod';

/** Kinds of settings, as they are recorded. */
const kinds = ['secure', 'community', 'education', 'health', 'online'] as const;

const Line = z.union([z.string().min(1), z.strictObject({ text: z.string().min(1), in: z.array(z.enum(kinds)).min(1) })], {
  error: 'a line is a text, or a text with `in`: kinds of settings',
});
type Line = z.infer<typeof Line>;
const Lines = z.array(Line).min(1);

/** Lines as they are said in a setting of this kind. */
export const linesFor = (lines: readonly Line[], kind: string): string[] =>
  lines.flatMap((line) => (typeof line === 'string' ? line : line.in.some((one) => one === kind) ? line.text : []));

/** What the charity's own file says of session packs (flows/session-pack.yaml). */
export const PackFile = z.strictObject({
  running_order: z
    .array(
      z.strictObject({
        title: z.string().min(1),
        /** It is done before the session begins. */
        before: z.literal(true).optional(),
        minutes: z.number().int().positive(),
        lines: Lines,
      }),
    )
    .min(1),
  bring: Lines,
  signposts: Lines.refine((lines) => !linesFor(lines, 'secure').some((line) => /\d{3}/.test(line)), {
    error: 'nobody can call from a secure setting: take the phone numbers out of the lines that are said there',
  }).refine((lines) => kinds.every((kind) => linesFor(lines, kind).length > 0), { error: 'each kind of setting needs a line' }),
  danger: Lines,
  /** Headings and small texts of the printed pages: whoever draws them knows which there are. */
  words: z.record(z.string(), z.string()),
});
export type PackFile = z.infer<typeof PackFile>;
