import { slotAt } from '../calendar/index.ts';
import type { Clock, Counts, Ids, JobSlot, JobTable } from '../desk/ports.ts';
import { type Job, lateWhenBegun, lateWhenDone } from './job.ts';

/** Milliseconds for which a replica has a job without saying anything. One that died is replaced after that and a beat. */
export const LEASE = 30_000;

interface JobLog {
  info(details: object, sentence: string): void;
  error(details: object, sentence: string): void;
}

interface Parts {
  table: JobTable;
  jobs: readonly Job[];
  clock: Clock;
  ids: Pick<Ids, 'next'>;
  log: JobLog;
}

export interface Jobs {
  jobs: readonly Job[];
  /** A moment of this job has come. true: it is ours for this moment, and `work` has to be called. */
  elect(name: string, at: Date): Promise<boolean>;
  /** Does the job that was elected. Never rejects. */
  work(name: string): Promise<void>;
  /**
   * Keeps what is under way here, and begins what nobody did when it was due: while nothing ran, or because a replica died. Resolves when that
   * is begun. To be called at the start, and every few seconds.
   */
  beat(): Promise<void>;
  /** Resolves when nothing is under way here. */
  idle(): Promise<void>;
  /** Nothing more is begun, and what is under way stops soon. What is not done is another's at once. */
  stop(): Promise<void>;
}

/** A short word for what went wrong: a code, or what kind of error. Its message may hold what a person wrote. */
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  const word = [code, name].find((one) => typeof one === 'string' && /^\w{1,40}$/.test(one));
  return String(word ?? 'unknown');
}

export function createJobs({ table, jobs, clock, ids, log }: Parts): Jobs {
  const owner = ids.next();
  const stopping = new AbortController();
  const elected = new Map<string, Date>();
  const underWay = new Map<string, { lost: AbortController; done: Promise<void> }>();
  const leaseFrom = (now: Date) => new Date(now.getTime() + LEASE);

  /** Of these, those that are ours now: each with its slot. */
  async function claim(wanted: readonly Job[], at: Date): Promise<[Job, Date][]> {
    const free = wanted.filter(({ name }) => !underWay.has(name));
    if (stopping.signal.aborted || free.length === 0) return [];
    const now = clock.now();
    const slots = free.map((job) => ({ name: job.name, slot: slotAt(job.rhythm, at), lateAt: lateWhenBegun(job, now) }));
    const ours = await table.claim(slots, owner, now, leaseFrom(now));
    return free.flatMap((job, place) => (ours.includes(job.name) ? [[job, (slots[place] as JobSlot).slot]] : []));
  }

  async function run(job: Job, slot: Date, signal: AbortSignal): Promise<void> {
    const { name } = job;
    const end: JobSlot = { name, slot, lateAt: lateWhenDone(job, slot) };
    try {
      const counts = await job.run(slot, signal);
      const at = clock.now();
      if (signal.aborted) await table.leave(owner, end, null, at);
      else if (counts === null) await table.leave(owner, end, null, leaseFrom(at));
      else await table.finish(owner, end, counts, at);
      report(name, counts ?? {});
    } catch (error) {
      log.error({ err: error, job: name }, 'A job failed; it is tried again soon.');
      // A database that cannot be told either gives the job away when the lease is over.
      await table.leave(owner, end, codeOf(error), leaseFrom(clock.now())).catch(() => undefined);
    }
  }

  function report(job: string, counts: Counts): void {
    if (Object.values(counts).some((count) => count > 0)) log.info({ job, ...counts }, 'A job did something.');
  }

  function begin(job: Job, slot: Date): Promise<void> {
    const lost = new AbortController();
    const done = run(job, slot, AbortSignal.any([stopping.signal, lost.signal])).finally(() => underWay.delete(job.name));
    underWay.set(job.name, { lost, done });
    return done;
  }

  async function keep(): Promise<void> {
    const held = [...underWay];
    const kept = await table.renew(
      owner,
      held.map(([name]) => name),
      leaseFrom(clock.now()),
    );
    // Another has taken it over: we were silent for too long.
    for (const [name, { lost }] of held) if (!kept.includes(name)) lost.abort();
  }

  async function idle(): Promise<void> {
    while (underWay.size > 0) await Promise.all([...underWay.values()].map(({ done }) => done));
  }

  return {
    jobs,
    elect: async (name, at) => {
      const [won] = await claim(
        jobs.filter((job) => job.name === name),
        at,
      );
      if (won) elected.set(name, won[1]);
      return won !== undefined;
    },
    work: async (name) => {
      const job = jobs.find((one) => one.name === name);
      const slot = elected.get(name);
      elected.delete(name);
      if (job && slot) await begin(job, slot);
    },
    beat: async () => {
      await keep();
      for (const [job, slot] of await claim(jobs, clock.now())) void begin(job, slot);
    },
    idle,
    stop: async () => {
      stopping.abort();
      await idle();
    },
  };
}
