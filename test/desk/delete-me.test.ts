import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEachDatabase } from '../support/database.ts';
import { everything } from '../support/everything.ts';
import { createWorld, throughRegistering, type World } from '../support/world.ts';

onEachDatabase('DELETE ME', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  const typed = [...throughRegistering];
  typed[1] = 'Zephyrine';
  typed[4] = 'Ullapool';
  typed.splice(7, 1, 'a xylophone', 'yes');

  it('asks once, then leaves nothing that the person typed in any table', async () => {
    const visitor = world.visitor('the-address');
    await visitor.goesThrough(...typed, 'hi', 'other phone', 'hi', '1');
    const before = (await everything(world.database)).join('\n');
    for (const word of ['Zephyrine', 'Ullapool', 'xylophone', 'the-address']) expect(before).toContain(word);

    expect(await visitor.goesThrough('Delete me')).toContain('Do you want me to delete everything you told us?');
    expect((await everything(world.database)).join('\n')).toContain('Zephyrine');
    const done = await visitor.types('yes');
    expect(done).toMatchObject({ kind: 'taken', forgotten: true });
    expect(done.kind === 'taken' && done.messages.map(({ text }) => text).join()).toContain('All we keep is a count');

    const after = await everything(world.database);
    expect(after.filter((row) => !/^(inbound_key|tally|audit_event): /.test(row))).toEqual([]);
    expect(after.filter((row) => row.startsWith('tally'))).toEqual([expect.stringMatching(/^tally: \(deleted,2026-03-10,1\)$/)]);
    expect(after.join('\n')).not.toMatch(/Zephyrine|Ullapool|xylophone|the-address/);
    expect(await visitor.view()).toMatchObject({ person: null, prompt: { id: 'language' } });
  });

  it('goes on where they were when they say no, also part-way through a question', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin', '19');
    await visitor.goesThrough('delete my data');
    expect(await visitor.question()).toBe('sure');
    expect(await visitor.goesThrough('no')).toMatch(/I have deleted nothing.*Where are you living now\?/s);
    expect(await visitor.goesThrough('home')).not.toContain('Where are you living now?');
    expect(await visitor.goesThrough('delete me', 'stop')).toMatch(/^You have stopped/);
  });

  it('takes only a yes for a yes', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering);
    for (const reply of ['maybe', 'delete me', 'what', 'skip', 'back']) {
      await visitor.goesThrough('delete me', reply);
      expect(await world.database.store.people.list(10)).toHaveLength(1);
    }
  });

  it('lets the question go after an hour of silence, and the chat goes on where it was', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin', 'delete me');
    world.clock.pass(125);
    await world.desk.tick(world.clock.now());
    expect(await visitor.goesThrough('yes')).toContain('How old are you?');
  });

  it('deletes at once for somebody who said STOP, for nothing may be asked of them', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin', 'stop');
    expect(await visitor.types('delete me')).toMatchObject({ forgotten: true });
    expect((await everything(world.database)).join('\n')).not.toContain('Robin');
  });

  it('tells somebody new that nothing is kept, and keeps nothing', async () => {
    const visitor = world.visitor('a');
    expect(await visitor.types('delete me')).toMatchObject({
      forgotten: true,
      messages: [{ text: expect.stringContaining('nothing to delete') }],
    });
    expect((await everything(world.database)).filter((row) => !/^(inbound_key|tally|audit_event): /.test(row))).toEqual([]);
  });
});
