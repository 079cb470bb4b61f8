import { afterEach, beforeEach, expect, it } from 'vitest';
import { ids } from '../../src/ids.ts';
import { createJobs, type Job, jobsOf } from '../../src/jobs/index.ts';
import { coordinatorOf } from '../../src/schedule.ts';
import { onEachDatabase, type TestDatabase } from '../support/database.ts';
import { handClock } from '../support/world.ts';

const second = 1 / 60;

onEachDatabase('Jobs', (kind) => {
  let database: TestDatabase;
  let clock: ReturnType<typeof handClock>;
  let logged: object[];
  beforeEach(async () => {
    database = await kind.fresh();
    clock = handClock();
    logged = [];
  });
  afterEach(() => database.remove());

  /** Who did what for which moment. */
  const done: string[] = [];
  beforeEach(() => void done.splice(0));

  const log = { info: () => undefined, error: (details: object) => void logged.push(details) };

  /** A job that a test lets go on, fail or end. */
  function slowJob(name = 'slow', more: Partial<Job> = {}) {
    const going: { end(counts?: Record<string, number> | null): void; fail(error: Error): void; signal: AbortSignal; slot: Date }[] = [];
    const job: Job = {
      name,
      rhythm: { minutes: 1 },
      patience: 180_000,
      run: (slot, signal) =>
        new Promise((resolve, reject) => going.push({ end: (counts = {}) => resolve(counts), fail: reject, signal, slot })),
      ...more,
    };
    return { job, going };
  }

  const quick = (who: string, more: Partial<Job> = {}): Job => ({
    name: 'quick',
    rhythm: { minutes: 1 },
    patience: 180_000,
    run: async (slot) => {
      done.push(`${who} ${slot.toISOString().slice(11, 19)}`);
      return { done: 1 };
    },
    ...more,
  });

  async function replica(jobs: Job[]) {
    // One process has the embedded database: its replicas can only be beside each other.
    const { jobs: table } = kind.name === 'PostgreSQL' ? await database.another() : database.store;
    return createJobs({ table, jobs, clock, ids, log });
  }

  /** As node-cron does: asks, and runs if it may. */
  async function wake(jobs: Awaited<ReturnType<typeof replica>>, name: string, at: Date): Promise<boolean> {
    const may = await coordinatorOf(jobs).shouldRun(`${name}:${at.toISOString()}`, 30_000);
    if (may) await jobs.work(name);
    return may;
  }

  it('run once for each moment, whichever of several replicas is first', async () => {
    const replicas = await Promise.all(['a', 'b', 'c'].map((who) => replica([quick(who)])));
    for (let minutes = 0; minutes < 5; minutes++) {
      const won = await Promise.all(replicas.map((one) => wake(one, 'quick', clock.now())));
      expect(won.filter(Boolean)).toHaveLength(1);
      // The beat finds nothing that was left.
      for (const one of replicas) await one.beat();
      clock.pass(1);
    }
    for (const one of replicas) await one.idle();
    expect(done.map((line) => line.slice(2))).toEqual(['10:00:00', '10:01:00', '10:02:00', '10:03:00', '10:04:00']);
    expect(await database.store.jobs.list()).toMatchObject([
      { name: 'quick', done: true, counts: { done: 1 }, error: null, finishedAt: new Date('2026-03-10T10:04:00Z') },
    ]);
  });

  it('that were missed while nothing ran are made good once, at the start', async () => {
    const before = await replica([quick('a')]);
    await before.beat();
    await before.stop();
    clock.pass(8 * 60);
    const after = await replica([quick('b', {}), quick('b', { name: 'night', rhythm: { zone: 'Europe/London', at: '3:10' } })]);
    await after.beat();
    await after.idle();
    expect(done.sort()).toEqual(['a 10:00:00', 'b 03:10:00', 'b 18:00:00']);
  });

  it('of a replica that died are another’s within a lease and a beat, and what it says later counts for nothing', async () => {
    const { job, going } = slowJob();
    const dead = await replica([job]);
    const other = await replica([quick('b', { name: 'slow' })]);
    await dead.beat();
    expect(going).toHaveLength(1);
    clock.pass(20 * second);
    await other.beat();
    expect(done).toEqual([]);
    clock.pass(15 * second);
    await other.beat();
    await other.idle();
    expect(done).toEqual(['b 10:00:00']);
    going[0]?.end({ stale: 1 });
    await dead.idle();
    expect(await database.store.jobs.list()).toMatchObject([{ done: true, counts: { done: 1 } }]);
  });

  it('that take long are kept by their replica while it lives, and do not run beside themselves', async () => {
    const { job, going } = slowJob();
    const [busy, other] = [await replica([job]), await replica([job])];
    await busy.beat();
    for (let beats = 0; beats < 30; beats++) {
      clock.pass(10 * second);
      await busy.beat();
      await other.beat();
      expect(await wake(other, 'slow', clock.now())).toBe(false);
      expect(await wake(busy, 'slow', clock.now())).toBe(false);
    }
    expect(going).toHaveLength(1);
    going[0]?.end();
    await busy.idle();
    // The newest moment that was missed meanwhile, once.
    await Promise.all([busy.beat(), other.beat()]);
    expect(going.map(({ slot }) => slot.toISOString().slice(11, 16))).toEqual(['10:00', '10:05']);
    for (const one of going) one.end();
    await Promise.all([busy.idle(), other.idle()]);
  });

  it('that lost their lease are told to stop', async () => {
    const { job, going } = slowJob();
    const asleep = await replica([job]);
    const other = await replica([quick('b', { name: 'slow' })]);
    await asleep.beat();
    clock.pass(5);
    await other.beat();
    await other.idle();
    expect(going[0]?.signal.aborted).toBe(false);
    await asleep.beat();
    expect(going[0]?.signal.aborted).toBe(true);
    going[0]?.end();
    await asleep.idle();
  });

  it('that are stopped half-way are another’s at once', async () => {
    const { job, going } = slowJob('night', { rhythm: { zone: 'Europe/London', at: '3:10' } });
    const leaving = await replica([job]);
    const other = await replica([quick('b', { name: 'night' })]);
    await leaving.beat();
    const stopped = leaving.stop();
    expect(going[0]?.signal.aborted).toBe(true);
    going[0]?.end({ half: 1 });
    await stopped;
    await leaving.beat();
    expect(going).toHaveLength(1);
    await other.beat();
    await other.idle();
    expect(done).toHaveLength(1);
  });

  it('that fail say with a code why, and are tried again after a pause', async () => {
    let trouble: unknown = Object.assign(new Error('Robin is not a number'), { code: '23505' });
    const failing = quick('a', {
      run: async () => {
        if (trouble) throw trouble;
        return {};
      },
    });
    const jobs = await replica([failing]);
    await jobs.beat();
    await jobs.idle();
    expect(await database.store.jobs.list()).toMatchObject([{ done: false, error: '23505', finishedAt: null }]);
    trouble = new TypeError('Robin');
    await jobs.beat();
    expect(await database.store.jobs.list()).toMatchObject([{ error: '23505' }]);
    clock.pass(0.5);
    await jobs.beat();
    await jobs.idle();
    expect(await database.store.jobs.list()).toMatchObject([{ done: false, error: 'TypeError' }]);
    trouble = null;
    clock.pass(0.5);
    await jobs.beat();
    await jobs.idle();
    expect(await database.store.jobs.list()).toMatchObject([{ done: true, error: null }]);
    expect(JSON.stringify(await database.rows('SELECT * FROM job'))).not.toContain('Robin');
  });

  it('that say that they are not done are tried again', async () => {
    let left = 2;
    const jobs = await replica([quick('a', { rhythm: { minutes: 30 }, run: async () => (left-- > 0 ? null : { done: 1 }) })]);
    for (let beats = 0; beats < 12; beats++) {
      await jobs.beat();
      await jobs.idle();
      clock.pass(10 * second);
    }
    expect(left).toBe(-1);
    expect(await database.store.jobs.list()).toMatchObject([{ done: true, error: null }]);
  });

  it('go on when the clock has jumped an hour ahead and back', async () => {
    const jobs = await replica([quick('a')]);
    const turn = async () => {
      await jobs.beat();
      await jobs.idle();
    };
    await turn();
    clock.pass(60);
    await turn();
    clock.pass(-60);
    clock.pass(1);
    await turn();
    clock.pass(1);
    await turn();
    expect(done).toEqual(['a 10:00:00', 'a 11:00:00', 'a 10:01:00', 'a 10:02:00']);
  });

  it('are not held up by a lease that a clock wrote which was an hour ahead', async () => {
    const { job } = slowJob();
    clock.pass(60);
    await (await replica([job])).beat();
    clock.pass(-60);
    const other = await replica([quick('b', { name: 'slow' })]);
    await other.beat();
    await other.idle();
    expect(done).toEqual(['b 10:00:00']);
  });

  it('are the same for replicas whose clocks are some seconds apart', async () => {
    const [ahead, behind] = [await replica([quick('a')]), await replica([quick('b')])];
    await wake(ahead, 'quick', clock.now());
    clock.pass(1);
    await wake(ahead, 'quick', clock.now());
    // Here it is four seconds to the minute that the other has done.
    clock.pass(-4 * second);
    await behind.beat();
    await behind.idle();
    expect(done).toEqual(['a 10:00:00', 'a 10:01:00']);
  });

  it('are late when they were not done for longer than they may take; the watchdog says which, and a failing one is late however often it begins', async () => {
    const silence = { planned: 0, silences: 0, alerts: 0, unheard: 0, redrawn: 0 };
    let broken = false;
    const desk = {
      tick: async () => {
        if (broken) throw new Error('no database');
        return silence;
      },
      night: async () => ({}) as never,
      replan: async () => ({ planned: 0, dropped: 0 }),
      digest: async () => ({}),
    };
    const staffDigest = { zone: 'Europe/London', day: 'monday', at: '9:00' } as const;
    const jobs = await replica(jobsOf({ desk, staffDigest, table: database.store.jobs, clock, log }));
    const late = () => logged.flatMap((details) => ('late' in details ? [details.late] : []));
    async function minutes(count: number) {
      for (let at = 0; at < count * 6; at++) {
        await jobs.beat();
        await jobs.idle();
        clock.pass(10 * second);
      }
    }
    await minutes(11);
    expect(late()).toEqual([]);
    broken = true;
    await minutes(11);
    expect(late()).toEqual([['tick'], ['tick']]);
    broken = false;
    await minutes(11);
    expect(late()).toHaveLength(2);
    // Nothing ran for a night: what is begun at once is not late.
    clock.pass(8 * 60);
    await minutes(1);
    expect(late()).toHaveLength(2);
    // But while nothing runs, whoever looks sees that it is.
    clock.pass(8 * 60);
    const now = clock.now();
    expect((await database.store.jobs.list()).filter(({ lateAt }) => lateAt < now).map(({ name }) => name)).toEqual(['tick', 'watchdog']);
  });
});
