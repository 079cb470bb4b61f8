import type { Claimed, Settled } from '../ports.ts';
import type { SendingParts } from './policy.ts';

/**
 * The last question before a message goes, asked each time: may it still? null: yes. Nothing that was said before STOP, and nothing that nobody
 * asked for, goes after it.
 */
export async function mayGo(_parts: SendingParts, { stoppedAt, kind, at }: Claimed): Promise<Settled | null> {
  return stoppedAt !== null && (kind !== null || at < stoppedAt) ? { state: 'held', reason: 'stopped' } : null;
}
