import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DeskParts } from './parts.ts';
import type { Caller, ParkedOrder, WholeOrder } from './ports.ts';

/** Minutes that a button is good for: to read a preview, and no longer, because what is parked may name people. `parked_gone` says so too. */
const MINUTES = 30;

const Kept = z.object({ name: z.string(), input: z.record(z.string(), z.unknown()) });

/** A ticket is good for whoever was shown it: the key says whose it is, and tells nobody. */
export const keyOf = ({ channel, address }: Caller, ticket: string) =>
  createHash('sha256').update(`${channel}:${address}\n${ticket}`).digest('hex');

export async function park({ store, ids, clock }: DeskParts, caller: Caller, order: WholeOrder): Promise<ParkedOrder> {
  const ticket = Buffer.from(ids.bytes(16)).toString('base64url');
  await store.parked.keep(keyOf(caller, ticket), order, new Date(clock.now().getTime() + MINUTES * 60_000));
  return { name: order.name, ticket };
}

/** The order; or the phrase that says why there is none. */
export async function unpark(
  { store }: DeskParts,
  now: Date,
  caller: Caller,
  { name, ticket }: ParkedOrder,
): Promise<WholeOrder | 'done_before' | 'parked_gone'> {
  const kept = await store.parked.find(keyOf(caller, ticket), now);
  if (kept === 'taken') return 'done_before';
  const order = kept && Kept.parse(kept.order);
  // A door that looks at the name of an order is not told another.
  return order?.name === name ? order : 'parked_gone';
}
