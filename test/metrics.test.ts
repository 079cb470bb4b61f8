import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gauges } from '../src/desk/ports.ts';
import { createMetrics, type Metrics } from '../src/metrics.ts';
import { watchedCarrier, watchedDesk, watchedJob } from '../src/watch.ts';
import { fakeCarrier } from './support/carrier.ts';
import { databases } from './support/database.ts';
import { createWorld, type World } from './support/world.ts';

/** Samples of ours by name and labels, as Prometheus reads them. */
async function scrape(url: string): Promise<{ samples: Record<string, number>; text: string }> {
  const response = await fetch(`${url}/metrics`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain')]);
  const text = await response.text();
  const lines = text.split('\n').filter((line) => line.startsWith('onward_'));
  return { text, samples: Object.fromEntries(lines.map((line) => line.split(/ (?=\S+$)/)).map(([name, value]) => [name, Number(value)])) };
}

describe('Metrics', () => {
  let world: World;
  let metrics: Metrics;
  let url: string;
  let gauges: (now: Date) => Promise<Gauges>;
  beforeAll(async () => {
    const [kind] = databases();
    if (!kind) throw new Error('There is a PGlite always.');
    world = await createWorld(kind, { carriers: fakeCarrier().carriers });
  });
  afterAll(() => world.remove());
  beforeEach(async () => {
    gauges = world.database.store.gauges;
    metrics = createMetrics({ clock: world.clock, gauges: (now) => gauges(now) });
    url = `http://127.0.0.1:${await metrics.listen({ port: 0, host: '127.0.0.1' })}`;
  });
  afterEach(() => metrics.close());

  it('are served at one path, and at no other', async () => {
    for (const [path, init] of [
      ['/', {}],
      ['/metrics', { method: 'POST' }],
      ['/healthz', {}],
    ] as const)
      expect((await fetch(`${url}${path}`, init)).status).toBe(404);
  });

  it('say what waits, since when, what is stuck and what was held, and which job is late', async () => {
    const now = world.clock.now().toISOString();
    const message = (state: string, due: string, more = '') =>
      `(gen_random_uuid(), 'slack', 'out', '{}', '${now}'${more}, '${state}', ${due})`;
    await world.database.rows(`INSERT INTO message (person_id, channel, direction, content, at, state, due_at) VALUES
      ${message('queued', `'${now}'::timestamptz - interval '90 seconds'`)}, ${message('queued', `'${now}'`)},
      ${message('queued', `'${now}'::timestamptz + interval '1 year'`)},
      ${message('failed', 'NULL')}, ${message('unknown', 'NULL')}, ${message('unknown', 'NULL')}, ${message('held', 'NULL')}, ${message('sent', 'NULL')}`);
    // Nudges: three wait, one is held, one has ended just now and one long ago, and one waits for nothing but its time.
    const person = '0199c0de-0000-7000-8000-000000000009';
    const nudge = (state: string, reason: string, decided = `'${now}'`) =>
      `(gen_random_uuid(), '${person}', 'f', 'p', gen_random_uuid()::text, 'nudge', '${now}', '${now}', '${now}', '${now}', '${state}', ${reason}, ${decided})`;
    await world.database.rows(`INSERT INTO person (id, name, created_at) VALUES ('${person}', 'Robin', '${now}')`);
    await world.database.rows(`INSERT INTO nudge (id, person_id, flow, policy, occurrence, kind, from_at, until_at, due_at, planned_at, state, reason, decided_at) VALUES
      ${nudge('planned', "'quiet_hours'")}, ${nudge('planned', "'quiet_hours'")}, ${nudge('planned', "'care'")}, ${nudge('planned', 'NULL')}, ${nudge('held', 'NULL')},
      ${nudge('refused', "'no_yes'")}, ${nudge('refused', "'no_yes'", `'${now}'::timestamptz - interval '2 days'`)}`);
    const slot = (name: string, late: number) => ({ name, slot: world.clock.now(), lateAt: new Date(world.clock.now().getTime() + late) });
    const owner = '0199c0de-0000-7000-8000-000000000001';
    await world.database.store.jobs.claim(
      [slot('tick', 60_000), slot('retention', 3_600_000)],
      owner,
      world.clock.now(),
      world.clock.now(),
    );
    await world.database.store.jobs.finish(owner, slot('retention', 7_200_000), {}, world.clock.now());
    world.clock.pass(2);
    const { samples } = await scrape(url);
    expect(samples).toMatchObject({
      onward_database_up: 1,
      'onward_backlog{channel="slack"}': 2,
      'onward_oldest_due_seconds{channel="slack"}': 210,
      'onward_stuck{channel="slack",state="failed"}': 1,
      'onward_stuck{channel="slack",state="unknown"}': 2,
      'onward_held{reason="stopped"}': 1,
      'onward_held{reason="quiet_hours"}': 2,
      'onward_held{reason="no_yes"}': 1,
      'onward_held{reason="staff"}': 1,
      // That somebody is in care of a lead is nobody's business here.
      'onward_held{reason="other"}': 1,
      'onward_job_age_seconds{job="tick"}': 120,
      'onward_job_late{job="tick"}': 1,
      'onward_job_late{job="retention"}': 0,
    });
  });

  it('say that the database does not answer, and no old figure', async () => {
    await scrape(url);
    gauges = () => Promise.reject(new Error('no database'));
    const { samples } = await scrape(url);
    expect(samples.onward_database_up).toBe(0);
    expect(Object.keys(samples).filter((name) => /backlog|oldest|stuck|held|job_(age|late)/.test(name))).toEqual([]);
  });

  it('make no label of what is not a word', async () => {
    const jobs = [{ name: 'T0/U1', slot: world.clock.now(), lateAt: world.clock.now(), startedAt: world.clock.now(), finishedAt: null }];
    gauges = async () => ({
      backlog: [],
      stuck: [],
      held: [
        { reason: 'Robin said no', count: 1 },
        { reason: 'robin@example.org', count: 2 },
        { reason: 'no yes', count: 4 },
      ],
      jobs: jobs as unknown as Gauges['jobs'],
    });
    const { samples } = await scrape(url);
    expect(samples).toMatchObject({
      'onward_held{reason="other"}': 3,
      'onward_held{reason="no_yes"}': 4,
      'onward_job_late{job="other"}': 0,
    });
  });

  it('count turns, sends and jobs by how they ended, without a word of anybody', async () => {
    const desk = watchedDesk(world.desk, metrics.watch);
    const robin = world.visitor('robin-of-leeds', 'web', desk);
    for (const text of ['English', 'Robin']) await robin.types(text);
    await robin.sends({ externalId: 'twice', reply: { kind: 'text', text: '19' } });
    await robin.sends({ externalId: 'twice', reply: { kind: 'text', text: '19' } });
    const fake = fakeCarrier();
    const carrier = watchedCarrier(fake.carriers.get('slack') as never, metrics.watch);
    const message = {
      id: '1',
      person: 'p',
      channel: 'slack',
      address: 'T1/U1',
      said: { text: 'Hello' },
      language: 'en',
      attempts: 0,
      place: null,
      kind: null,
    } as const;
    fake.ends({ kind: 'unknown' }, { kind: 'unreachable' });
    fake.during.push(() => Promise.reject(new Error('Robin')));
    for (let at = 0; at < 2; at++) await carrier.send(message);
    await expect(carrier.send(message)).rejects.toThrow();
    await carrier.send(message);
    const job = watchedJob({ name: 'tick', rhythm: { minutes: 1 }, patience: 1, run: async () => null }, metrics.watch);
    await job.run(world.clock.now(), new AbortController().signal);
    const { samples, text } = await scrape(url);
    expect(samples).toMatchObject({
      'onward_turn_seconds_count{channel="web",end="taken"}': 3,
      'onward_turn_seconds_count{channel="web",end="duplicate"}': 1,
      'onward_sends_total{channel="slack",end="sent"}': 1,
      'onward_sends_total{channel="slack",end="unknown"}': 1,
      'onward_sends_total{channel="slack",end="unreachable"}': 1,
      'onward_sends_total{channel="slack",end="failed"}': 1,
      'onward_job_runs_total{job="tick",end="again"}': 1,
    });
    expect(text).not.toMatch(/robin|leeds|T1\/U1|hello/i);
  });
});
