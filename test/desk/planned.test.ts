import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Acknowledged, Order, SessionSummary, Sheet, TabletSetup } from '../../src/desk/ports.ts';
import { seal } from '../../src/tablet/seal.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, day, type World } from '../support/world.ts';

/** One story: each of these goes on where the one before has stopped. It begins on 10 March 2026. */
onEmbedded('A session that is planned', (kind) => {
  let world: World;
  let id: string;
  let setup: TabletSetup;

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const give = (order: Order | string) => world.desk.command(ada, typeof order === 'string' ? { line: order } : order);
  async function does(order: Order | string): Promise<Sheet> {
    const result = await give(order);
    if (result.kind === 'refused') throw new Error(result.why);
    return result.sheet;
  }
  async function refusal(order: Order | string) {
    const result = await give(order);
    return result.kind === 'refused' ? result : expect.fail('it was done');
  }
  const planFor = async (date: string, more = '') =>
    (await does(`session new --date ${date} --setting Hub --project Voices --areas safety ${more}`)).data as SessionSummary;
  const rows = <Row = Record<string, unknown>>(sql: string) => world.database.rows<Row>(sql);
  const listed = async () => (await does('session list')).tables?.[0]?.rows.map((row) => [row[0], row[4], row[6]]);
  const reach = async () => JSON.stringify((await does('reach')).data);
  const runs = () => rows(`SELECT opens_at, closes_at, finish_by FROM survey_run ORDER BY created_at`);
  const heads = (of: TabletSetup, all: number) =>
    seal(of, { id: randomUUID(), kind: 'heads', content: { v: 1, all, bands: {}, at: world.clock.now().toISOString() } });
  const hand = async (envelope: Awaited<ReturnType<typeof heads>>) =>
    (await world.desk.tablets.take(setup.token, [envelope])) as Acknowledged;
  const newsteps = (sheet: Sheet) => sheet.next?.map(({ order }) => ('name' in order ? order.name : ''));

  beforeAll(async () => {
    world = await createWorld(kind);
    await does('settings add Hub --kind community');
    await does('projects add Voices --until 2026-06-30');
    await does('projects title Voices --title Young Voices');
  });
  afterAll(() => world.remove());

  it('is half a year ahead at most, within the approval, and nobody has come to it yet', async () => {
    expect(await refusal('session new --date 2026-09-07 --setting Hub --areas safety')).toMatchObject({
      faults: { date: expect.stringContaining('180 days') },
    });
    expect(await refusal('session new --date 2026-07-01 --setting Hub --project Voices --areas safety')).toHaveProperty('faults.project');
    expect(await refusal('session new --date 2026-05-01 --setting Hub --areas safety --heads 4')).toMatchObject({
      faults: {
        heads: 'That day is still to come. Plan the session without how many came; that can be recorded from 1 May 2026 on.',
      },
    });
    const made = await does('session new --date 2026-05-01 --setting Hub --project Voices --areas safety');
    id = (made.data as SessionSummary).id;
    expect(made.data).toMatchObject({ planned: true, heads: null });
    expect(newsteps(made)).toEqual(['session pack', 'survey room', 'session move', 'session cancel']);
  });

  it('can be prepared: pack, run and tablet, for its day', async () => {
    expect((await does(`session pack ${id} --template after-session`)).files).toHaveLength(1);
    const { code } = (await does({ name: 'survey tablet', input: { session: id, template: 'after-session' } })).data as { code: string };
    setup = (await world.desk.tablets.start(code)) as TabletSetup;
    expect(await runs()).toEqual([
      {
        opens_at: new Date('2026-04-30T23:00:00Z'),
        closes_at: new Date('2026-05-15T23:00:00Z'),
        finish_by: new Date('2026-05-18T23:00:00Z'),
      },
    ]);
    // Thirty days after the session, and not after today.
    expect(await rows('SELECT takes_until FROM tablet')).toEqual([{ takes_until: new Date('2026-05-31T23:00:00Z') }]);
  });

  it('takes nothing in before the day before, and says when', async () => {
    const early = [
      { name: 'session heads', input: { session: id, heads: 5 } },
      { name: 'session attend', input: { session: id, others: 5, apply: true } },
      { name: 'session consent', input: { session: id, agreed: 5, witness: 'Cy' } },
      { name: 'evidence add', input: { session: id, text: 'More lights.' } },
      { name: 'hands count', input: { id: setup.run.id, question: 'today', counts: '1 2 3 4 5' } },
      { name: 'paper enter', input: { id: setup.run.id, number: '1', today: '4' } },
    ];
    for (const order of early) expect((await refusal(order)).why, order.name).toContain('1 May 2026');
    const alarming = { name: 'evidence add', input: { session: id, text: 'One said: I want to kill myself.' } };
    expect((await refusal(alarming)).why).toContain('999');
    const envelope = await heads(setup, 7);
    expect(await hand(envelope)).toEqual({ kept: [], refused: [], waiting: [envelope.id] });
    const sent = { session: id, template: 'after-session', audience: 'facilitators', kind: 'named' };
    expect((await refusal({ name: 'survey send', input: sent })).faults).toHaveProperty('session');
  });

  it('counts nowhere', async () => {
    const store = world.database.store;
    expect(await listed()).toEqual([['1 May 2026', 'planned', 'without phones']]);
    expect((await does('session list')).text).toContain('Sessions counted: 0');
    const { data } = await does('home');
    expect(data).toMatchObject({ due: [], sessions: [], planned: [{ id }] });
    const owner = (await store.roles.of('terminal', 'ada@office'))?.person as string;
    const count = async () => (await store.pathways.of(owner))?.facts.led.length;
    const [project] = await store.sessions.projects();
    const facts = async () => (await store.packs.facts(project?.id as string, world.clock.now())).sessions;
    const week = { from: new Date('2026-04-27T08:00:00Z'), until: new Date('2026-05-04T08:00:00Z') };
    const digest = async () => (await store.digests.count(week, { from: '2026-04-27', until: '2026-05-04' })).sessions;
    const everywhere = async () => [
      await count(),
      await facts(),
      await digest(),
      (await store.findings.sessions(project?.id as string, 'safety')).length,
      (await store.packs.asked(project?.id as string, world.clock.now())).length,
      (await store.sessions.titlesOf(owner)).length,
      (await store.surveys.sessions(9)).length,
      (await store.sessions.reachCells('Europe/London')).length,
      (await store.sessions.reach('setting', {})).length,
    ];
    expect(await everywhere()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
    // Nor when its day has passed and nobody has said anything of it; then its day is looked at.
    world.clock.pass(60 * day);
    expect(await everywhere()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect((await does('home')).data).toMatchObject({ due: [], sessions: [], planned: [{ id }] });
    expect((await listed())?.[0]?.[1]).toContain('nothing recorded yet');
    world.clock.pass(-60 * day);
    await rows(`UPDATE session SET planned = false`);
    world.clock.pass(60 * day);
    expect(await everywhere()).toEqual([1, 1, 1, 1, 1, 1, 1, 0, 2]);
    world.clock.pass(-60 * day);
    await rows(`UPDATE session SET planned = true`);
  });

  it('is moved with what was prepared for it, and no further than it was approved', async () => {
    expect((await refusal(`session move ${id} --date 2026-07-01`)).why).toContain('30 Jun 2026');
    expect((await refusal(`session move ${id} --date 2027-05-01`)).faults).toHaveProperty('date');
    expect((await does(`session move ${id} --date 2026-06-20`)).text).toContain('20 Jun 2026');
    const [run] = await runs();
    const end = new Date('2026-06-30T23:00:00Z');
    expect(run).toEqual({ opens_at: new Date('2026-06-19T23:00:00Z'), closes_at: end, finish_by: end });
    expect(await rows('SELECT takes_until FROM tablet')).toEqual([{ takes_until: new Date('2026-07-20T23:00:00Z') }]);
    // Winter time: what begins with the day still does.
    await does(`session move ${id} --date 2026-03-12`);
    expect((await runs())[0]).toMatchObject({ opens_at: new Date('2026-03-12T00:00:00Z') });
  });

  it('took place when something of it is recorded, and counts from then on', async () => {
    world.clock.pass(day);
    const before = await planFor('2026-05-02');
    expect(await hand(await heads(setup, 7))).toMatchObject({ refused: [], waiting: [] });
    const [kept] = await rows<{ planned: boolean; created_at: Date }>(`SELECT planned, created_at FROM session WHERE id = '${id}'`);
    // Not in the month in which it was planned: that may have been told by then.
    expect(kept).toEqual({ planned: false, created_at: world.clock.now() });
    expect(await reach()).toContain('"attendances":{"from":7,"to":7}');
    for (const order of [`session move ${id} --date 2026-05-01`, `session cancel ${id}`])
      expect((await refusal(order)).why).toContain('took place');
    expect((await does(`session cancel ${before.id}`)).text).toContain('2 May 2026');
    expect(await rows(`SELECT id FROM session`)).toEqual([{ id }]);
  });

  it.each([
    ['session attend', { others: 5, apply: true }],
    ['session heads', { heads: 5 }],
    ['session consent', { agreed: 5, witness: 'Cy' }],
    ['evidence add', { text: 'More lights.' }],
  ])('took place too when somebody gives %s', async (name, input) => {
    const plan = await planFor('2026-03-12');
    await does({ name, input: { session: plan.id, ...input } });
    expect(await world.database.store.sessions.show(plan.id)).toMatchObject({ planned: false });
  });

  it('is not cancelled when its day has come and something may lie on a tablet', async () => {
    const plan = await planFor('2026-03-12');
    const prepared = await does({ name: 'survey tablet', input: { session: plan.id, template: 'after-session' } });
    setup = (await world.desk.tablets.start((prepared.data as { code: string }).code)) as TabletSetup;
    world.clock.pass(day);
    expect((await refusal(`session cancel ${plan.id}`)).why).toContain('tablet');
    const answer = await seal(setup, {
      ...{ id: randomUUID(), kind: 'response' },
      content: { v: 1, mode: 'tablet', answers: { today: 4 }, finished: true },
    });
    expect(await hand(answer)).toMatchObject({ kept: [answer.id] });
    expect((await refusal(`session cancel ${plan.id}`)).why).toContain('took place');
  });
});
