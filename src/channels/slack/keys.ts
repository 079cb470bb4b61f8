import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What we write on each message that we send, so that Slack can be asked for it when its answer was lost. Names nobody. */
const EVENT = 'onward_message';

const Marked = z.object({
  ts: z.string(),
  metadata: z.object({ event_type: z.literal(EVENT), event_payload: z.object({ id: z.string(), part: z.number(), of: z.number() }) }),
});

/** Which of the messages that a long text becomes. */
export interface Part {
  /** Of the message of the outbox: the same at every try. */
  id: string;
  /** From 0. */
  part: number;
  of: number;
}

/** Always the same UUID for a part: Slack's own clients send one as `client_msg_id`. Whether Slack looks at it for us is not written down; it does no harm. */
function uuidOf({ id, part }: Part): string {
  const hex = createHash('sha256').update(`onward message ${id} part ${part}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Arguments of chat.postMessage that say which message it is. */
export type Marks = ReturnType<typeof marksOf>;

export function marksOf(part: Part) {
  return { client_msg_id: uuidOf(part), metadata: { event_type: EVENT, event_payload: { ...part } } };
}

/**
 * The `ts` of each part of a message that stands in a conversation, by its part. `shows`: whether marks can be seen there at all, so that it means something
 * when there is none.
 */
export function partsIn(messages: readonly unknown[], id: string): { of: number; found: Map<number, string>; shows: boolean } {
  const found = new Map<number, string>();
  let of = 0;
  let shows = messages.length === 0;
  for (const message of messages) {
    const read = Marked.safeParse(message).data;
    shows ||= read !== undefined;
    if (read?.metadata.event_payload.id !== id) continue;
    found.set(read.metadata.event_payload.part, read.ts);
    of = read.metadata.event_payload.of;
  }
  return { of, found, shows };
}
