import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../support/database.ts';
import { everything } from '../support/everything.ts';
import { createWorld, type World } from '../support/world.ts';

onEmbedded('Words that are no reply', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  const needs = 'i want to kill myself';
  let events = 0;
  const overhears = (text: string, address = 'a', externalId = `heard-${++events}`) =>
    world.desk.overhear({ channel: 'web', externalId, address, text });
  const concerns = () => world.database.store.concerns.list(false);
  const told = { text: expect.stringMatching(/^Thank you for telling me.*116 123/s) };

  it('leave nothing where the screen finds nothing', async () => {
    const before = await everything(world.database);
    expect(await overhears('what is for lunch')).toBeNull();
    expect(await everything(world.database)).toEqual(before);
  });

  it('are kept as they were heard, open a concern, and are answered with who can help; the question waits', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin');
    expect(await overhears(`so ${needs}`)).toMatchObject(told);
    expect(await visitor.hears()).toMatch(/^Thank you for telling me/);
    expect(await visitor.question()).toBe('age');
    const [concern] = await concerns();
    expect(await world.database.store.concerns.words(concern?.id ?? '')).toMatchObject({ text: `so ${needs}` });
    expect((await world.database.store.audit.list(1))[0]).toMatchObject({ action: 'concern opened', about: concern?.id });
    expect(await visitor.goesThrough('19')).toContain('Where are you living now?');
  });

  it('are heard of somebody new, who goes on where their page is, and of somebody who said STOP', async () => {
    expect(await overhears(needs, 'new')).toMatchObject(told);
    const visitor = world.visitor('new');
    expect(await visitor.question()).toBe('language');
    expect(await visitor.goesThrough('English', 'Robin', 'stop')).toContain('You have stopped');
    world.clock.pass(60);
    expect(await overhears(needs, 'new')).toMatchObject(told);
    expect((await visitor.view()).stopped).toBe(true);
    expect(await concerns()).toHaveLength(2);
  });

  it('open one concern for one event', async () => {
    expect(await Promise.all([overhears(needs, 'a', 'same'), overhears(needs, 'a', 'same')])).toEqual([
      expect.objectContaining(told),
      null,
    ]);
    expect(await concerns()).toHaveLength(1);
  });

  it('are looked at up to a bound, in good time', async () => {
    const long = `${'la '.repeat(13_000)}${needs}`;
    expect(await overhears(long)).toMatchObject(told);
    expect(await overhears(`${'la '.repeat(14_000)}${needs}`, 'b')).toBeNull();
  });
});
