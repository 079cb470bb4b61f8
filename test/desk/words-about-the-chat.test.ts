import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { createWorld, day, throughRegistering, type World } from '../support/world.ts';

const [kind] = databases();
if (!kind) throw new Error('There is a PGlite always.');

describe('Words about the chat', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  it('STOP is confirmed once, and holds until START, days later too', async () => {
    const visitor = world.visitor('a');
    expect(await visitor.goesThrough('English', 'Robin', ' stop. ')).toMatch(/^You have stopped all messages/);
    for (const text of ['hello?', 'STOP', 'help', '19', 'menu', 'sorry']) {
      expect(await visitor.types(text)).toMatchObject({ kind: 'taken', messages: [] });
      world.clock.pass(day);
    }
    expect(await visitor.hears()).toBe('');
    expect(await visitor.view()).toMatchObject({ stopped: true });
    expect(await visitor.goesThrough('Start')).toMatch(/^Welcome back.*How old are you\?/s);
    expect(await visitor.view()).toMatchObject({ stopped: false, prompt: { id: 'age' } });
    await visitor.types('19');
    expect(await visitor.question()).toBe('place');
  });

  it('PAUSE gives two weeks without reminders, answers all the same, and START ends it', async () => {
    const visitor = world.visitor('a');
    expect(await visitor.goesThrough('English', 'Robin', 'Pause 2 weeks')).toMatch(
      /^No reminders until Tuesday,? 24 March\..*How old are you\?/s,
    );
    const pausedUntil = async () => (await world.database.store.people.list(1))[0]?.pausedUntil;
    expect(await pausedUntil()).toEqual(new Date('2026-03-24T10:00:00Z'));
    expect(await visitor.goesThrough('19')).toContain('Where are you living now?');
    expect(await visitor.goesThrough('start')).toMatch(/^Your break is over\..*Where are you living now\?/s);
    expect(await pausedUntil()).toBe(null);
    expect(await visitor.goesThrough('start')).not.toContain('break');
  });

  it('PAUSE does not undo STOP, and START undoes both', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin', 'pause', 'stop');
    expect(await visitor.goesThrough('pause')).toBe('');
    expect(await visitor.goesThrough('start')).toMatch(/^Welcome back/);
    expect((await world.database.store.people.list(1))[0]).toMatchObject({ stoppedAt: null, pausedUntil: null });
  });

  it('STOP is a whole message: what somebody says about stop and search is an answer', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin', '19', 'home', 'Leeds', 'stop and search');
    expect(await visitor.view()).toMatchObject({ stopped: false, prompt: { id: 'wants' } });
  });

  it('STOP can be the first thing that somebody ever says, and is remembered', async () => {
    const visitor = world.visitor('a');
    expect(await visitor.goesThrough('UNSUBSCRIBE')).toMatch(/^You have stopped all messages/);
    await visitor.types('English');
    expect(await visitor.hears()).toBe('');
    expect(await visitor.goesThrough('START')).toContain('Welcome back');
    expect(await visitor.goesThrough('hi')).toContain('What would you like to do?');
  });

  it('HELP, MENU and START at a question say it again and change nothing', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin', '19');
    for (const [word, said] of [
      ['HELP', 'BACK to go back'],
      ['menu', 'part-way through: Registering interest'],
      ['start', ''],
    ] as const) {
      const heard = await visitor.goesThrough(word);
      expect(heard).toContain(said);
      expect(heard).toContain('Where are you living now?');
      expect(await visitor.question()).toBe('place');
    }
    expect(await visitor.goesThrough('help')).toContain('SKIP');
  });

  it('HELP does not offer SKIP where an answer is needed', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin');
    expect(await visitor.goesThrough('help')).not.toContain('SKIP');
  });

  it('HELP, MENU, START and anything else are answered when nothing is open', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering);
    expect(await visitor.goesThrough('help')).toContain('PERSON to talk to somebody');
    for (const word of ['menu', 'start', 'thanks!']) {
      expect(await visitor.goesThrough(word)).toMatch(/^Hello again, Robin\.\nWhat would you like to do\?/);
      await visitor.types('nothing');
      await visitor.hears();
    }
  });

  it('somebody who asks for a person is seen by staff, and their place is kept', async () => {
    const visitor = world.visitor('a');
    expect(await visitor.goesThrough('English', 'Robin', 'talk to a person')).toContain('I have asked a person');
    expect(await visitor.question()).toBe('age');
    expect((await world.database.store.people.list(1))[0]?.personWantedAt).toEqual(world.clock.now());
  });
});
