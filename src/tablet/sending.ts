import { type Acknowledged, envelopeKinds } from '../envelope.ts';
import type { Shelf } from './shelf.ts';

/** Envelopes in one post: small enough for a bad signal, and each post that arrives is done with. */
const AT_ONCE = 10;

/**
 * `old`: nothing of this tablet is taken any more. `unread`: all has gone but for what could not be taken. `waiting`: but for
 * what has to wait until somebody has noted that the group agreed.
 */
export type Sent = 'all' | 'no_signal' | 'old' | 'unread' | 'waiting' | 'trouble';

/**
 * Hands in what is done with. Only what the server says it has kept leaves the tablet: who is cut off sends again, and that counts once.
 * @param post `fetch`, or what stands for it
 */
export async function sendKept(shelf: Shelf, token: string, post: typeof fetch): Promise<Sent> {
  const order = envelopeKinds as readonly string[];
  const ready = (await shelf.all()).filter(({ done, refused }) => done && !refused);
  // What the group agreed to comes first: hands and quotes wait for it.
  ready.sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
  let waits = false;
  for (let at = 0; at < ready.length; at += AT_ONCE) {
    const envelopes = ready.slice(at, at + AT_ONCE).map(({ id, kind, sealed }) => ({ id, kind, sealed }));
    let response: Response;
    try {
      response = await post('/tablet/envelopes', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: JSON.stringify({ envelopes }),
        cache: 'no-store',
        credentials: 'omit',
      });
    } catch {
      return 'no_signal';
    }
    // A page in front of the network (a hotel's wifi) answers with something that is not ours.
    if (!response.headers.get('Content-Type')?.startsWith('application/json')) return 'no_signal';
    if (response.status === 401) return 'old';
    if (!response.ok) return 'trouble';
    const { kept, refused, waiting } = (await response.json()) as Acknowledged;
    const ours = (ids: string[]) => envelopes.map(({ id }) => id).filter((id) => ids.includes(id));
    await shelf.remove(ours(kept));
    await shelf.refuse(ours(refused));
    waits ||= waiting.length > 0;
  }
  const left = (await shelf.all()).filter(({ done }) => done);
  if (left.length === 0) return 'all';
  if (waits) return 'waiting';
  return left.every(({ refused }) => refused) ? 'unread' : 'trouble';
}
