import { z } from 'zod';
import { MOST_HEADS, MOST_IN_NOTE } from '../../sessions/index.ts';
import type { EnvelopeKind } from '../ports.ts';

/** What may be in an envelope. It was closed for us, and by whoever had the tablet: what is in it is as hostile as any payload. */

const v = z.literal(1);
const count = z.number().int().min(0).max(MOST_HEADS);
/** Of somebody on the staff. */
const called = z.string().trim().min(1).max(100);
/** Letters of a step's or an option's name. */
const name = z.string().min(1).max(100);
const at = z.iso.datetime();

const Value = z.union([z.string().max(4_000), z.number(), z.boolean(), z.array(name).max(100), z.null()]);

export const contents = {
  response: z.strictObject({
    v,
    mode: z.enum(['tablet', 'assisted']),
    answers: z.record(name, Value),
    finished: z.boolean(),
  }),
  hands: z.strictObject({ v, at, step: name, present: count.min(1), hands: z.record(name, count) }),
  note: z.strictObject({
    v,
    area: name.nullable(),
    text: z.string().trim().min(1).max(MOST_IN_NOTE),
    saidBy: name.nullable(),
    speaks: z.enum(['for', 'against']).nullable(),
  }),
  heads: z.strictObject({ v, at, all: count, bands: z.record(name, count) }),
  consent: z.strictObject({ v, at, version: name, reader: called, witness: called, agreed: count, refused: count }),
} satisfies Record<EnvelopeKind, z.ZodType>;

export type Content<Kind extends EnvelopeKind> = z.infer<(typeof contents)[Kind]>;

/** null: it has no such shape. */
export function contentOf<Kind extends EnvelopeKind>(kind: Kind, text: string): Content<Kind> | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const read = contents[kind].safeParse(json);
  return read.success ? (read.data as Content<Kind>) : null;
}
