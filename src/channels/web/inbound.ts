import { z } from 'zod';
import type { Inbound } from '../../desk/ports.ts';
import { cleanText, wellFormed } from '../clean-text.ts';
import { longestText, mostChoices } from './limits.ts';

/**
 * What a page may post, from a form or from its script: `{ id, prompt?, text }` or `{ id, prompt?, choice: [...] }`.
 * `after` is the last message that the script shows.
 */

/** One id for each rendered form, so that a form sent twice is one event. */
const EventId = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
/** A message id, opaque here. */
export const MessageId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const blank = z.literal('').transform(() => undefined);

const Posted = z.object({
  id: EventId,
  prompt: z.string().max(64).optional().or(blank),
  text: z.string().optional(),
  choice: z
    .union([z.string(), z.array(z.string())])
    .transform((one) => (Array.isArray(one) ? one : [one]))
    .pipe(z.array(z.string().min(1).max(100)).max(mostChoices))
    .optional(),
  after: MessageId.optional().or(blank),
});

/** What was typed or picked, as posted: kept to be shown again when it cannot be taken. */
export interface Draft {
  id: string;
  prompt: string | undefined;
  text: string;
  choice: string[];
  after: string | undefined;
}

export type Read =
  | { kind: 'read'; draft: Draft; inbound: Inbound }
  /** A person can put this right: nothing typed, nothing picked, too much typed. */
  | { kind: 'unfit'; draft: Draft; why: 'empty' | 'pick_some' | 'too_long' }
  /** Not from our page. */
  | { kind: 'unknown' };

/** @param address hash of the cookie */
export function readPosted(body: unknown, address: string): Read {
  const posted = Posted.safeParse(body);
  if (!posted.success) return { kind: 'unknown' };
  const { id, prompt, text, choice, after } = posted.data;
  const draft: Draft = { id, prompt, text: text ?? '', choice: choice ?? [], after };
  const inbound = (reply: Inbound['reply']): Read => ({
    kind: 'read',
    draft,
    inbound: { channel: 'web', externalId: id, address, reply, ...(prompt === undefined ? {} : { prompt }) },
  });
  const named = prompt === undefined ? {} : { prompt };
  if (choice?.length) return inbound({ kind: 'choice', values: choice.map(wellFormed), ...named });
  if (text === undefined) return { kind: 'unfit', draft, why: 'pick_some' };
  const clean = cleanText(text);
  if (clean === '') return { kind: 'unfit', draft, why: 'empty' };
  if ([...clean].length > longestText) return { kind: 'unfit', draft, why: 'too_long' };
  return inbound({ kind: 'text', text: clean, ...named });
}
