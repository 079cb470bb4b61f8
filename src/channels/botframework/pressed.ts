import { z } from 'zod';
import type { CopyFormat, Inbound } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import type { Activity } from './activity.ts';
import { picks } from './question.ts';

/** What somebody pressed on a card of ours. What it sends came from us and back through their client: whatever is in it is checked like words. */

/** What no card of ours holds can't be kept either: a zero, and halves of a letter. */
const Text = z
  .string()
  .max(20_000)
  .refine((text) => !/[\0\p{Cs}]/u.test(text));
const shown = { picked: Text.optional(), said: Text.optional() };

const Data = z.discriminatedUnion('onward', [
  z.object({
    onward: z.literal('answer'),
    prompt: Text.min(1),
    values: z.array(Text).optional(),
    skip: z.literal(true).optional(),
    [picks]: Text.optional(),
    labels: z.record(z.string(), Text).optional(),
    ...shown,
  }),
  z.object({ onward: z.literal('say'), text: Text.min(1), ...shown }),
  z.object({ onward: z.literal('copy'), format: z.enum(['html', 'json', 'pdf']), ticket: Text }),
]);

export type Pressed =
  /** `picked`: what they read on it, `said`: the text above; null: the card had no room for it. */
  | { kind: 'answer'; inbound: Pick<Inbound, 'externalId' | 'reply' | 'prompt'>; picked: string | null; said: string | null }
  /** Done was pressed, and nothing is ticked. */
  | { kind: 'nothing_ticked' }
  | { kind: 'copy'; format: CopyFormat; ticket: string };

const Invoked = z.object({ action: z.object({ data: z.unknown() }) });

/** What a press sent: of Action.Execute, which invokes, or of Action.Submit, which comes as a message without words. null: nothing was pressed. */
export function dataOf({ type, name, value, text }: Activity): unknown {
  if (type === 'invoke') return name === 'adaptiveCard/action' ? (Invoked.safeParse(value).data?.action.data ?? null) : null;
  return type === 'message' && !text ? (value ?? null) : null;
}

/**
 * null: not a press of ours. All presses of one message are one event, so that a double click, also on two choices, counts once; a channel that does not
 * say which message it was (Web Chat) has an event for each, and the second finds that its question is answered.
 */
export function readPress(activity: Activity): Pressed | null {
  const read = Data.safeParse(dataOf(activity)).data;
  if (!read) return null;
  if (read.onward === 'copy') return { kind: 'copy', format: read.format, ticket: read.ticket };
  const { channelId, conversation, replyToId, id } = activity;
  const externalId = `press ${channelId} ${conversation.id} ${replyToId ?? id}`;
  const { said = null } = read;
  const answer = (reply: Inbound['reply'], picked: string | null): Pressed => ({
    kind: 'answer',
    inbound: { externalId, reply, ...(read.onward === 'answer' && { prompt: read.prompt }) },
    picked: picked === null ? null : cleanText(picked),
    said,
  });
  if (read.onward === 'say') return answer({ kind: 'text', text: read.text }, read.picked ?? read.text);
  const { prompt, labels } = read;
  if (read.skip) return answer({ kind: 'text', text: 'SKIP', prompt }, read.picked ?? null);
  const values = read.values ?? (read[picks] ?? '').split(',').filter((value) => value !== '');
  if (values.length === 0) return { kind: 'nothing_ticked' };
  const names = new Map(Object.entries(labels ?? {}));
  const picked = read.picked ?? (labels ? values.map((value) => names.get(value) ?? value).join(', ') : null);
  return answer({ kind: 'choice', values, prompt }, picked);
}
