import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../support/database.ts';
import { createWorld, type World } from '../support/world.ts';

onEmbedded('An order that is parked', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const order = { name: 'settings add', input: { name: 'Hub', kind: 'community' } };
  const settings = async () => (await world.database.store.sessions.settings()).map(({ name }) => name);
  const parked = () => world.database.rows('SELECT body FROM parked_order');

  it('is done once, however often it is pressed, and is in the audit as if it had been given', async () => {
    const button = await world.desk.park(ada, order);
    expect(JSON.stringify(button)).not.toContain('Hub');
    const done = await Promise.all([1, 2, 3].map(() => world.desk.command(ada, button)));
    expect(done.map(({ kind }) => kind).sort()).toEqual(['done', 'refused', 'refused']);
    expect(done.find(({ kind }) => kind === 'refused')).toMatchObject({ why: expect.stringContaining('is not done twice') });
    expect(await settings()).toEqual(['Hub']);
    expect((await world.database.store.audit.list(9)).map(({ action }) => action)).toContain('settings add: community');
    expect(await parked()).toEqual([{ body: null }]);
  });

  it('is nobody else’s', async () => {
    const button = await world.desk.park(ada, order);
    for (const [caller, ticket] of [
      [{ channel: 'slack', address: 'ada@office' }, button.ticket],
      [ada, 'another'],
    ] as const)
      expect(await world.desk.command(caller, { ...button, ticket })).toMatchObject({
        why: expect.stringContaining('Give the command again'),
      });
    expect(await settings()).toEqual([]);
    expect(await world.desk.command(ada, button)).toMatchObject({ kind: 'done' });
  });

  it('is gone after half an hour', async () => {
    const button = await world.desk.park(ada, order);
    world.clock.pass(30);
    expect(await world.desk.command(ada, button)).toMatchObject({ why: expect.stringContaining('more than 30 minutes old') });
    expect(await parked()).toHaveLength(1);
    await world.desk.tick(world.clock.now());
    expect(await parked()).toEqual([]);
  });

  it('is gone when anybody is deleted, because they may be named in it', async () => {
    const robin = world.visitor('a');
    await robin.goesThrough('English', 'Robin');
    await world.desk.park(ada, { name: 'session attend', input: { names: 'Robin' } });
    await robin.goesThrough('DELETE ME', 'yes');
    expect(await parked()).toEqual([]);
  });
});
