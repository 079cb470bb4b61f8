import { createHash } from 'node:crypto';
import { keyOf } from './parked.ts';
import type { DeskParts } from './parts.ts';
import type { Brought, Caller, Claim, CommandResult, Order } from './ports.ts';

/**
 * Orders that come twice: an event that its channel brings again because our answer was lost, a form that is sent again, a button that is pressed twice. What an
 * order would do is claimed first, in the database, for all replicas. A claim runs out, so what a replica was at when it stopped is done when it is
 * brought again; what was done is claimed for good.
 */

/** Milliseconds after which whoever is at an order is taken to have stopped. None takes so long. */
export const AT_WORK = 60_000;
/** The same button again within so many milliseconds is a double click. */
const DOUBLE = 2_000;

const hashOf = (kind: string, { channel, address }: Caller, ...parts: unknown[]) =>
  createHash('sha256')
    .update(JSON.stringify([kind, channel, address, ...parts]))
    .digest('hex');

/** What is claimed, in this order. `pressed`: nobody ends that one, it runs out. */
function claimsOf(caller: Caller, order: Order, { event, form, on }: Partial<Brought>, now: Date) {
  const until = new Date(now.getTime() + AT_WORK);
  const claim = (key: string): Claim => ({ key, until });
  return {
    event: event === undefined ? null : claim(hashOf('event', caller, event, order)),
    form: form === undefined ? null : claim(hashOf('form', caller, form, order)),
    parked: 'ticket' in order ? claim(hashOf('parked', caller, order.ticket)) : null,
    pressed: on === undefined ? null : { key: hashOf('pressed', caller, on, order), until: new Date(now.getTime() + DOUBLE) },
  };
}

type Refused = Extract<CommandResult, { kind: 'refused' }>;

/**
 * Does it, unless the same came before.
 * @param work does the order
 * @param before how it is refused then
 */
export async function once(
  { store, clock }: Pick<DeskParts, 'store' | 'clock'>,
  caller: Caller,
  order: Order,
  brought: Brought | undefined,
  work: () => Promise<CommandResult>,
  before: (state: 'done' | 'going') => Refused,
): Promise<CommandResult> {
  const now = clock.now();
  const { event, form, parked, pressed } = claimsOf(caller, order, brought ?? {}, now);
  const held: Claim[] = [];
  /** @param over which of them stay for good */
  const settle = async (over: (Claim | null)[]): Promise<void> => {
    await store.claims.done(held.filter((claim) => over.includes(claim)));
    await store.claims.free(held.filter((claim) => !over.includes(claim)));
  };
  for (const claim of [event, form, parked, pressed]) {
    const state = claim ? await store.claims.take(claim, now) : null;
    if (!claim || state === null) continue;
    if (state === 'mine') {
      if (claim !== pressed) held.push(claim);
      continue;
    }
    // A double click is over: whoever brings the first again has that done. What goes on is asked for again by the same event.
    const ended = state === 'done' || claim === pressed ? 'done' : 'going';
    await settle(ended === 'done' ? [event] : []);
    return before(ended);
  }
  const result = await work().catch(async (error: unknown) => {
    await settle([]).catch(() => undefined);
    throw error;
  });
  if (result.kind === 'done') {
    await settle(held);
    if ('ticket' in order) await store.parked.empty(keyOf(caller, order.ticket));
  } else {
    // An event that was refused is not refused again, but its form and its button can be tried again. Somebody's own words are no order.
    await settle(result.stranger ? [] : [event]);
  }
  return result;
}
