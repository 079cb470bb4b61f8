import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Desk, Inbound, Taken } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, day, type World } from '../support/world.ts';

onEmbedded('At the same time', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  const said = (address: string, externalId: string, text: string): Inbound => ({
    channel: 'web',
    address,
    externalId,
    reply: { kind: 'text', text },
  });

  /** As a channel does: sends again while the desk is busy. */
  async function insist(desk: Desk, inbound: Inbound): Promise<Taken> {
    for (;;) {
      const taken = await desk.receive(inbound);
      if (taken.kind !== 'busy') return taken;
    }
  }

  it('two messages of one person are taken one after the other', async () => {
    const visitor = world.visitor('a');
    await visitor.types('English');
    const both = await Promise.all([world.desk.receive(said('a', 'one', 'Robin')), world.desk.receive(said('a', 'two', '19'))]);
    expect(both.map(({ kind: result }) => result)).toEqual(['taken', 'taken']);
    expect((await visitor.view()).messages.flatMap(({ direction, text }) => (direction === 'in' ? [text] : []))).toEqual([
      'English',
      'Robin',
      '19',
    ]);
    expect(await visitor.question()).toBe('place');
  });

  it('messages of one person through several replicas are each taken once, and none is lost', async () => {
    const desks = [world.desk, await world.replica(), await world.replica()];
    const visitor = world.visitor('a');
    await visitor.types('English');
    const events = Array.from({ length: 30 }, (_, index) => said('a', `race-${index % 15}`, 'qwertz'));
    const results = await Promise.all(events.map((event, index) => insist(desks[index % 3] as Desk, event)));
    expect(results.filter(({ kind: result }) => result === 'taken')).toHaveLength(15);
    expect(results.filter(({ kind: result }) => result === 'duplicate')).toHaveLength(15);
    const { messages } = await visitor.view();
    const heard = messages.flatMap(({ direction, externalId }) => (direction === 'in' ? [externalId] : []));
    expect(new Set(heard).size).toBe(heard.length);
    expect(heard).toHaveLength(16);
  });

  it('a new person who knocks at two replicas at once is one person', async () => {
    const desks = [world.desk, await world.replica()];
    await Promise.all(desks.map((desk, index) => insist(desk, said('a', `knock-${index}`, 'hi'))));
    expect(await world.database.rows('SELECT count(*)::int AS n FROM person')).toEqual([{ n: 1 }]);
    expect(await world.database.rows("SELECT count(*)::int AS n FROM message WHERE direction = 'in'")).toEqual([{ n: 2 }]);
  });

  it('somebody who writes while the tick closes their conversation is answered, and the silence is taken once', async () => {
    const other = await world.replica();
    const visitors = Array.from({ length: 8 }, (_, index) => world.visitor(`v${index}`));
    for (const visitor of visitors) await visitor.goesThrough('English', 'Robin');
    world.clock.pass(30 * day);
    const now = world.clock.now();
    const [first, second, ...taken] = await Promise.all([
      world.desk.tick(now),
      other.tick(now),
      ...visitors.slice(0, 4).map((_, index) => insist(world.desk, said(`v${index}`, `late-${index}`, '19'))),
    ]);
    expect(taken.map(({ kind: result }) => result)).toEqual(['taken', 'taken', 'taken', 'taken']);
    expect(first.silences + second.silences).toBeGreaterThanOrEqual(4);
    expect(first.silences + second.silences).toBeLessThanOrEqual(8);
    for (const visitor of visitors.slice(0, 4)) expect(await visitor.question()).not.toBeNull();
    for (const visitor of visitors.slice(4)) expect(await visitor.question()).toBeNull();
  });

  it('a desk that closes ends the turns under way and takes no more', async () => {
    const visitor = world.visitor('a');
    await visitor.types('English');
    const under = world.desk.receive(said('a', 'last', 'Robin'));
    const closing = world.desk.close();
    expect(await world.desk.receive(said('a', 'late', '19'))).toEqual({ kind: 'busy' });
    await closing;
    expect(await under).toMatchObject({ kind: 'taken' });
    expect(await visitor.question()).toBe('age');
  });
});
