import type { Carrier, ChannelName, Desk } from './desk/ports.ts';
import type { Job } from './jobs/index.ts';

/** Work that is watched from outside: nothing of what was said, and nobody by whom. */
export type Watched =
  | { what: 'turn'; channel: ChannelName }
  | { what: 'send'; channel: ChannelName }
  | { what: 'job'; job: string }
  /** One of the database, as a part of other work. */
  | { what: 'statement' };

/** Does the work and takes notice of how it ended: as `endOf` its result says, one word of a few, or `failed` when it rejects. */
export type Watch = <T>(watched: Watched, work: () => Promise<T>, endOf: (result: T) => string) => Promise<T>;

/** All of them watch the same work, the first from the outside. null: nobody watches, and nothing is wrapped. */
export function watchOf(watches: Watch[]): Watch | null {
  const [outer, ...others] = watches;
  const inner = others.length > 0 ? watchOf(others) : null;
  if (!outer || !inner) return outer ?? null;
  return (watched, work, endOf) => outer(watched, () => inner(watched, work, endOf), endOf);
}

const kindOf = ({ kind }: { kind: string }) => kind;

/** What comes in at any door is a turn. */
export function watchedDesk(desk: Desk, watch: Watch): Desk {
  const turn = (channel: ChannelName) => ({ what: 'turn', channel }) as const;
  return {
    ...desk,
    receive: (inbound) => watch(turn(inbound.channel), () => desk.receive(inbound), kindOf),
    papers: { ...desk.papers, reply: (...given) => watch(turn('web'), () => desk.papers.reply(...given), kindOf) },
  };
}

export function watchedCarrier(carrier: Carrier, watch: Watch): Carrier {
  const { channel } = carrier;
  return { ...carrier, send: (message) => watch({ what: 'send', channel }, () => carrier.send(message), kindOf) };
}

export function watchedJob(job: Job, watch: Watch): Job {
  const { name } = job;
  const endOf = (counts: object | null) => (counts ? 'done' : 'again');
  return { ...job, run: (slot, signal) => watch({ what: 'job', job: name }, () => job.run(slot, signal), endOf) };
}
