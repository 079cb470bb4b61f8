import { setTimeout as sleep } from 'node:timers/promises';
import type { Carrier, ChannelName, Claimed, DeliveryCounts, Pace, Sending, Settled } from '../ports.ts';
import { carry } from './carry.ts';
import { createGate } from './gate.ts';
import { createLeases } from './leases.ts';
import { LEASE, putOff, type SendingParts } from './policy.ts';

/** Messages of one channel on their way at once: what a crash can leave in doubt. */
const AT_ONCE = 16;

/** Messages that are claimed while others are on their way, so that no send waits for a claim. None where a pace says how many may go at once. */
const RESERVE = 32;

/** Milliseconds for which a claimed message may wait: what was known when it was claimed, such as that they said STOP, must not be old. Then it is given back. */
const FRESH = 1000;

/** Milliseconds before a mark is tried again that the database did not take: it says that a message was sent, so it is not given up lightly. */
const MARK_AGAIN = 200;
const MARKS = 300;

export interface Sender extends Sending {
  /** Sends all that is due, and says what became of it. */
  round(): Promise<DeliveryCounts>;
  /** Sends what is due for one person on one channel, one after the other. @param claimed the first of it, if it is claimed already */
  sendTo(channel: ChannelName, person: string, claimed: Claimed | null): Promise<void>;
  /** Something was queued here. */
  wake(): void;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
}

/** Claimed, and not begun. */
interface Ready {
  message: Claimed;
  at: number;
}

const none: DeliveryCounts = { sent: 0, queued: 0, unknown: 0, failed: 0, held: 0 };

/** What was counted since. */
function since(before: DeliveryCounts, counted: DeliveryCounts): DeliveryCounts {
  const { sent, queued, unknown, failed, held } = before;
  return {
    sent: counted.sent - sent,
    queued: counted.queued - queued,
    unknown: counted.unknown - unknown,
    failed: counted.failed - failed,
    held: counted.held - held,
  };
}

/** @param going asked before messages are claimed, so that a bot which stops does not start another */
export function createSender(parts: SendingParts, going: () => boolean): Sender {
  const { store, clock, carriers } = parts;
  const leases = createLeases(parts);
  const gate = createGate(parts);
  const channels = [...carriers.values()].map((carrier) => ({
    carrier,
    underWay: new Set<Promise<unknown>>(),
    ready: [] as Ready[],
    more: false,
    reserve: carrier.pace ? 0 : RESERVE,
  }));
  type Channel = (typeof channels)[number];
  const counted = { ...none };
  let told = none;
  let wake: () => void = () => undefined;
  let trouble: { error: unknown } | null = null;
  let latest = 0;

  async function mark(message: Claimed, settled: Settled, pace: Pace | null): Promise<boolean> {
    for (let tries = 1; ; tries++) {
      try {
        return await store.outbox.settle(message, settled, clock.now(), pace);
      } catch (error) {
        if (tries >= MARKS) throw error;
        await sleep(MARK_AGAIN);
      }
    }
  }

  /** Sends one that was claimed. @returns whether more is due for the same person there, as soon as the pace lets it */
  async function send({ carrier }: Channel, message: Claimed): Promise<boolean> {
    const { pace = null } = carrier;
    const settled = await carry(parts, gate, carrier, message).catch((error: unknown): Settled => {
      trouble = { error };
      return putOff(message, null, true, parts);
    });
    const follows = await mark(message, settled, pace);
    counted[settled.state] += 1;
    if (follows && pace?.address) setTimeout(() => wake(), pace.address).unref();
    return follows;
  }

  function start(channel: Channel, message: Claimed): void {
    // Claimed again while it is under way here, because its lease was over before it could be renewed.
    if (leases.has(message)) return;
    const sending = leases
      .hold(message, () => send(channel, message))
      .then(done, (error: unknown) => {
        trouble = { error };
        done(true);
      });
    function done(follows: boolean): void {
      channel.underWay.delete(sending);
      begin(channel);
      if (follows || (channel.more && channel.ready.length <= channel.reserve / 2)) wake();
    }
    channel.underWay.add(sending);
  }

  /** Begins what is claimed, as far as there is room. */
  function begin(channel: Channel): void {
    while (channel.underWay.size < AT_ONCE) {
      const next = channel.ready.shift();
      if (!next) return;
      if (going() && Math.abs(clock.now().getTime() - next.at) <= FRESH) start(channel, next.message);
      else giveBack([next]);
    }
  }

  /** At once; where that fails, when the lease is over. */
  function giveBack(ready: Ready[]): void {
    if (ready.length === 0) return;
    const messages = ready.map(({ message }) => message);
    store.outbox.renew(messages, clock.now()).then(
      () => wake(),
      () => undefined,
    );
  }

  const claim = ({ pace, channel }: Carrier, most: number, person: string | null) => {
    const now = clock.now();
    return store.outbox.claim({ channel, now, lease: new Date(now.getTime() + LEASE), most, pace: pace ?? null, person });
  };

  /** Claims what is due, as far as it is wanted, and begins it. */
  async function fill(channel: Channel): Promise<number> {
    const { carrier, reserve, ready, underWay } = channel;
    let found = 0;
    begin(channel);
    while (going() && ready.length <= reserve / 2) {
      const room = AT_ONCE - underWay.size + reserve - ready.length;
      channel.more = room <= 0;
      if (channel.more) break;
      const at = clock.now().getTime();
      const claimed = await claim(carrier, room, null);
      ready.push(...claimed.map((message) => ({ message, at })));
      begin(channel);
      found += claimed.length;
      channel.more = claimed.length === room;
      if (!channel.more) break;
    }
    return found;
  }

  async function finish(channel: Channel): Promise<void> {
    while ((await fill(channel)) > 0 || channel.underWay.size > 0) await Promise.race(channel.underWay);
  }

  function report(): void {
    const found = trouble;
    trouble = null;
    if (found) throw found.error;
  }

  /** Once the clock went back, what was to wait until a time that was ahead waits no more. */
  async function mend(): Promise<void> {
    const now = clock.now().getTime();
    if (now < latest - LEASE) await store.outbox.mend(new Date(now));
    latest = now;
  }

  return {
    round: async () => {
      const before = { ...counted };
      await mend();
      await Promise.all(channels.map(finish));
      report();
      return since(before, counted);
    },
    sendTo: async (name, person, claimed) => {
      const channel = channels.find(({ carrier }) => carrier.channel === name);
      if (!channel) return;
      const next = async () => (going() ? (await claim(channel.carrier, 1, person))[0] : undefined);
      for (let message = claimed ?? (await next()); message; ) {
        const own = message;
        message = (await leases.hold(own, () => send(channel, own))) ? await next() : undefined;
      }
    },
    look: async () => {
      await mend();
      await Promise.all(channels.map(fill));
      report();
      const soon = await Promise.all(channels.map(({ carrier }) => store.outbox.next(carrier.channel, clock.now())));
      const times = soon.flatMap((at) => (at ? [at.getTime()] : []));
      return times.length > 0 ? new Date(Math.min(...times)) : null;
    },
    wake: () => wake(),
    onNews: (call) => void (wake = call),
    counts: () => {
      const counts = since(told, counted);
      told = { ...counted };
      return counts;
    },
    idle: async () => {
      for (const { ready } of channels) giveBack(ready.splice(0));
      for (let all = underWay(); all.length > 0; all = underWay()) await Promise.all(all);
    },
  };

  function underWay(): Promise<unknown>[] {
    return channels.flatMap((channel) => [...channel.underWay]);
  }
}
