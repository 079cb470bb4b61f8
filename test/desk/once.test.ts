import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Desk, Order, Store } from '../../src/desk/ports.ts';
import { onEachDatabase } from '../support/database.ts';
import { createWorld, type World } from '../support/world.ts';

/** Two replicas on one database. */
onEachDatabase('An order that is brought twice', (kind) => {
  let world: World;
  let other: Desk;
  let name = '';
  let count = 0;
  beforeAll(async () => {
    world = await createWorld(kind);
    other = await world.replica();
  });
  beforeEach(() => {
    name = `Hub ${++count}`;
    world.clock.pass(10);
  });
  afterAll(() => world.remove());

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const addition = () => ({ name: 'settings add', input: { name, kind: 'community' } });
  /** Events, forms and messages of this test alone. */
  const own = (id: string) => `${name} ${id}`;
  const isThere = async () => (await world.database.store.sessions.settings()).some((setting) => setting.name === name);
  const audited = async (wanted: string) =>
    (await world.database.store.audit.list(999)).filter(
      ({ action, at }) => action === wanted && at.getTime() > world.clock.now().getTime() - 9 * 60_000,
    ).length;
  const stands = (result: Awaited<ReturnType<Desk['command']>>) => (result.kind === 'done' ? 'did it' : (result.before ?? 'refused'));

  /** A replica that stops for good where it calls that of the store. Resolves when it has. */
  async function dyingAt(part: 'roles' | 'sessions', call: string, order: Order, brought: { event: string; on?: string }): Promise<void> {
    const { store } = world.database;
    await new Promise<void>((reached) => {
      const never = () => {
        reached();
        return new Promise<never>(() => undefined);
      };
      const stopped = { ...store, [part]: { ...store[part], [call]: never } } as Store;
      void world.replica({ store: stopped }).then((dying) => dying.command(ada, order, brought));
    });
  }

  it('to both at once, and again later, is done once', async () => {
    const event = own('e1');
    const both = await Promise.all([world.desk, other].map((desk) => desk.command(ada, addition(), { event })));
    expect(both.map(stands)).toContain('did it');
    world.clock.pass(5);
    for (const desk of [world.desk, other]) {
      const again = await desk.command(ada, addition(), { event });
      expect(again).toMatchObject({ kind: 'refused', before: 'done', why: expect.stringContaining('not done twice') });
    }
    expect(await audited('settings add: community')).toBe(1);
    expect(await isThere()).toBe(true);
  });

  it('is another when another event brings it, or another person; what nothing can bring twice is done each time', async () => {
    const list = { line: 'settings list' };
    expect(stands(await world.desk.command(ada, list, { event: own('e1') }))).toBe('did it');
    expect(stands(await other.command(ada, list, { event: own('e2') }))).toBe('did it');
    const somebody = await other.command({ channel: 'terminal', address: 'bo@office' }, list, { event: own('e1') });
    expect(somebody).toMatchObject({ kind: 'refused', stranger: true });
    for (const desk of [world.desk, other, world.desk]) expect(stands(await desk.command(ada, list))).toBe('did it');
  });

  it.each([
    ['was claimed', 'roles', 'of'],
    ['was written in the audit', 'sessions', 'addSetting'],
  ] as const)('is not lost with a replica that stopped when it %s: brought again, it is done', async (_when, part, call) => {
    const event = own('e1');
    await dyingAt(part, call, addition(), { event });
    expect(stands(await other.command(ada, addition(), { event }))).toBe('going');
    world.clock.pass(1);
    expect(await isThere()).toBe(false);
    const both = await Promise.all([world.desk, other].map((desk) => desk.command(ada, addition(), { event })));
    expect(both.filter((result) => stands(result) === 'did it')).toHaveLength(1);
    expect(await isThere()).toBe(true);
  });

  it('is free at once where it failed, and can be brought again', async () => {
    const { store } = world.database;
    const broken = { ...store.sessions, addSetting: () => Promise.reject(new Error('no database')) };
    const failing = await world.replica({ store: { ...store, sessions: broken } });
    const brought = { event: own('e1'), form: own('f1'), on: own('m1') };
    await expect(failing.command(ada, addition(), brought)).rejects.toThrow('no database');
    world.clock.pass(0.05);
    expect(stands(await other.command(ada, addition(), brought))).toBe('did it');
  });

  it('is refused once as an event, but as a form it can be sent again until it is done', async () => {
    const unknown: Order = { name: 'session heads', input: { session: 'none', heads: 3 } };
    const [first, second, third] = [own('f1'), own('f2'), own('f3')];
    expect(stands(await world.desk.command(ada, unknown, { event: own('e1'), form: first }))).toBe('refused');
    expect(stands(await other.command(ada, unknown, { event: own('e1'), form: first }))).toBe('done');
    expect(stands(await other.command(ada, unknown, { event: own('e2'), form: first }))).toBe('refused');
    expect(stands(await world.desk.command(ada, addition(), { event: own('e3'), form: second }))).toBe('did it');
    expect(stands(await other.command(ada, addition(), { event: own('e4'), form: second }))).toBe('done');
    expect(await audited('settings add: community')).toBe(1);
    // Filled in otherwise it is another order, and shown again it is another form.
    name = `${name} annex`;
    expect(stands(await other.command(ada, addition(), { event: own('e5'), form: second }))).toBe('did it');
    expect(stands(await other.command(ada, { name: 'home', input: {} }, { event: own('e6'), form: third }))).toBe('did it');
  });

  it('by a double click is done once, and by the next press again', async () => {
    const list = { name: 'settings list', input: {} };
    const press = (desk: Desk, event: string, on = 'm1') => desk.command(ada, list, { event: own(event), on: own(on) }).then(stands);
    const both = await Promise.all([press(world.desk, 'e1'), press(other, 'e2')]);
    expect(both.toSorted()).toEqual(['did it', 'done']);
    expect(await press(other, 'e3', 'm2')).toBe('did it');
    world.clock.pass(0.05);
    // Both halves of the double click, which are brought again since.
    expect(await Promise.all([press(world.desk, 'e2'), press(other, 'e1')])).toEqual(['done', 'done']);
    expect(await audited('settings list')).toBe(2);
    expect(await press(other, 'e4')).toBe('did it');
  });

  it('from a button whose order is parked is not lost either, and stays done', async () => {
    const button = await world.desk.park(ada, addition());
    await dyingAt('sessions', 'addSetting', button, { event: own('e1'), on: own('m1') });
    expect(stands(await other.command(ada, button, { event: own('e2') }))).toBe('going');
    world.clock.pass(1);
    expect(stands(await other.command(ada, button, { event: own('e1'), on: own('m1') }))).toBe('did it');
    expect(stands(await world.desk.command(ada, button, { event: own('e3'), on: own('m1') }))).toBe('done');
    expect(await isThere()).toBe(true);
  });

  it('leaves nothing that says who or what', async () => {
    await world.desk.command(ada, addition(), { event: 'chat-of-ada 1', form: 'f1', on: 'chat-of-ada 0' });
    // Words with a letter that no hash has.
    const kept = JSON.stringify(await world.database.rows('SELECT * FROM inbound_key'));
    for (const word of ['ada@', 'office', 'chat', 'Hub', 'settings']) expect(kept).not.toContain(word);
  });
});
