import type { Delivered } from '../../desk/ports.ts';
import type { Sent } from './port.ts';

/** The bot was blocked or taken out, or the conversation is gone. */
export const isNobodyThere = (sent: Sent): boolean => sent.kind === 'refused' && (sent.status === 403 || sent.status === 404);

/** "Retry 412, 502 and 504 too" (Microsoft's rate-limit.md): the message was not taken. Of any other 5xx nobody knows. */
const passing = new Set([412, 502, 504]);

/** Not taken now, and worth another try soon. */
export const asksForPatience = (sent: Sent): sent is Extract<Sent, { kind: 'refused' }> =>
  sent.kind === 'refused' && (sent.status === 429 || passing.has(sent.status));

/** What a call that did not end well says of the message. */
export function outcomeOf(sent: Exclude<Sent, { kind: 'sent' }>, now: Date): Exclude<Delivered, { kind: 'sent' }> {
  if (sent.kind === 'lost') return { kind: 'unknown' };
  if (sent.kind === 'never') return { kind: 'later', at: null };
  const { status, patience } = sent;
  const at = patience === null ? null : new Date(now.getTime() + patience);
  if (status === 429) return { kind: 'later', at, everybody: true };
  if (isNobodyThere(sent)) return { kind: 'unreachable' };
  if (passing.has(status)) return { kind: 'later', at };
  if (status >= 500) return { kind: 'unknown' };
  return status === 400 || status === 413 ? { kind: 'refused' } : { kind: 'later', at };
}
