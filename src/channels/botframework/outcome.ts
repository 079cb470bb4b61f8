import type { Delivered } from '../../desk/ports.ts';
import type { Sent } from './port.ts';

/** What a call that did not end well says of the message. */
export function outcomeOf(sent: Exclude<Sent, { kind: 'sent' }>, now: Date): Exclude<Delivered, { kind: 'sent' }> {
  if (sent.kind === 'lost') return { kind: 'unknown' };
  if (sent.kind === 'never') return { kind: 'later', at: null };
  const { status, patience } = sent;
  const at = patience === null ? null : new Date(now.getTime() + patience);
  if (status === 429) return { kind: 'later', at, everybody: true };
  // The bot was blocked or taken out, or the conversation is gone.
  if (status === 403 || status === 404) return { kind: 'unreachable' };
  // "Retry 412, 502 and 504 too" (Microsoft's rate-limit.md): the message was not taken. Of any other 5xx nobody knows.
  if (status === 412 || status === 502 || status === 504) return { kind: 'later', at };
  if (status >= 500) return { kind: 'unknown' };
  return status === 400 || status === 413 ? { kind: 'refused' } : { kind: 'later', at };
}
