import type { Claimed } from '../ports.ts';
import { LEASE, RENEWAL, type SendingParts } from './policy.ts';

/** Longer than any channel is waited for: what takes so long is given up to whoever takes it up. */
const MOST_RENEWALS = 60;

/** Holds on to what is under way: a send may take longer than a lease. */
export interface Leases {
  /** Until `work` is done. */
  hold<T>(message: Claimed, work: () => Promise<T>): Promise<T>;
  /** It is under way here. */
  has(message: Claimed): boolean;
}

export function createLeases({ store, clock }: Pick<SendingParts, 'store' | 'clock'>): Leases {
  const held = new Map<string, { message: Claimed; renewals: number }>();
  let timer: NodeJS.Timeout | null = null;

  function renew(): void {
    const messages = [...held.values()].filter((one) => ++one.renewals <= MOST_RENEWALS).map(({ message }) => message);
    // One that fails is made good by the next, or by another worker.
    if (messages.length > 0) store.outbox.renew(messages, new Date(clock.now().getTime() + LEASE)).catch(() => undefined);
  }

  function stop(): void {
    if (held.size > 0 || !timer) return;
    clearInterval(timer);
    timer = null;
  }

  return {
    has: ({ id }) => held.has(id),
    hold: async (message, work) => {
      held.set(message.id, { message, renewals: 0 });
      timer ??= setInterval(renew, RENEWAL).unref();
      try {
        return await work();
      } finally {
        held.delete(message.id);
        stop();
      }
    },
  };
}
