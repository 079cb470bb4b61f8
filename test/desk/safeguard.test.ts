import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../support/database.ts';
import { createWorld, throughRegistering, type World } from '../support/world.ts';

onEmbedded('What somebody writes in need', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());
  const concerns = (all = false) => world.database.store.concerns.list(all);
  const needs = 'i want to kill myself';

  it('is answered with signposts at once, taken as the answer that it is, and opens a concern without the words', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering.slice(0, 7));
    const heard = await visitor.goesThrough(needs);
    expect(heard).toMatch(/^Thank you for telling me.*116 123.*I can't keep it secret/s);
    expect(heard).toContain('May we keep what you said would help you?');
    const [concern, ...others] = await concerns();
    expect(others).toEqual([]);
    expect(concern).toMatchObject({ family: 'self_harm', place: 'community', state: 'open', at: world.clock.now(), events: [] });
    expect(JSON.stringify(concern)).not.toContain('kill myself');
  });

  it('names no phone number where there are no phones', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin', '19', "I'm in a secure setting", '1', 'share my views');
    for (const said of [await visitor.goesThrough(needs), await visitor.goesThrough(needs)]) {
      const signposts = said.split('May we keep')[0];
      expect(signposts).toContain('cell bell');
      expect(signposts).not.toMatch(/\d{3}/);
    }
    expect((await concerns()).map(({ place }) => place)).toEqual(['secure', 'secure']);
    for (const word of ['help', 'stop']) {
      const said = await visitor.goesThrough(word);
      expect(said).toContain('cell bell');
      expect(said).not.toContain('999');
    }
  });

  it('is never told that it was no answer; the question waits', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin');
    const heard = await visitor.goesThrough(needs);
    expect(heard).toMatch(/Thank you for telling me.*There is no hurry/s);
    expect(heard).not.toContain('Sorry');
    expect(await visitor.question()).toBe('age');
    // A chat that draws its buttons below what is said draws them again.
    expect(await visitor.types(needs)).toMatchObject({
      messages: [{}, { text: expect.stringContaining('no hurry'), prompt: { id: 'age' } }],
    });
    expect(await visitor.goesThrough('19')).toContain('Where are you living now?');
  });

  it('is heard from somebody who said STOP too, and from somebody new', async () => {
    const stopped = world.visitor('a');
    await stopped.goesThrough('English', 'Robin', 'stop');
    expect(await stopped.goesThrough(needs)).toMatch(/^Thank you for telling me/);
    expect(await stopped.goesThrough('hello')).toBe('');
    const stranger = world.visitor('b');
    expect(await stranger.goesThrough(needs)).toContain('Thank you for telling me');
    expect(await concerns()).toHaveLength(2);
  });

  it('is heard where it comes as a button that nobody drew', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin');
    await visitor.picks('13-15');
    expect(await concerns()).toEqual([]);
    await visitor.hears();
    await visitor.picks(needs);
    expect(await visitor.hears()).toContain('Thank you for telling me');
    expect(await concerns()).toHaveLength(1);
  });

  it('gets the whole signposts once in half an hour, and a short reminder between', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin', needs);
    world.clock.pass(5);
    expect(await visitor.goesThrough(needs)).toMatch(/^Thank you for telling me\. I will tell a person this too/);
    world.clock.pass(31);
    expect(await visitor.goesThrough(needs)).toContain('SHOUT');
  });

  it('opens one concern for one event, sent twice or raced', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin');
    const same = { externalId: 'the-same', reply: { kind: 'text', text: needs } } as const;
    await Promise.all([visitor.sends(same), visitor.sends(same)]);
    expect(await concerns()).toHaveLength(1);
  });

  it('stays in the log when the person is gone, and names nobody', async () => {
    const visitor = world.visitor('the-address');
    await visitor.goesThrough('English', 'Zephyrine', needs, 'delete me');
    expect(await visitor.types('yes')).toMatchObject({ forgotten: true });
    const kept = JSON.stringify(await concerns());
    expect(kept).toContain('self_harm');
    expect(kept).not.toMatch(/Zephyrine|kill|the-address/);
  });

  it('opens a concern also when nothing else is kept of who wrote it', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin');
    expect(await visitor.types('im 12 and my dad hits me')).toMatchObject({ forgotten: true });
    expect(await concerns()).toMatchObject([{ family: 'abuse' }]);
    expect(await world.database.store.people.list(10)).toEqual([]);
  });

  it('has a log that says who did what, and that nobody can change', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin', needs);
    const [concern] = await concerns();
    const mark = async (state: 'acknowledged' | 'closed', who: string) => {
      await world.database.store.concerns.add(concern?.id ?? '', { state, who, why: 'as agreed', at: world.clock.now() });
      return world.database.store.concerns.show(concern?.id.slice(0, 13) ?? '');
    };
    expect(await mark('acknowledged', 'Sam')).toMatchObject({ state: 'acknowledged' });
    expect(await mark('closed', 'Ali')).toMatchObject({ events: [{ who: 'Sam' }, { who: 'Ali' }] });
    expect(await concerns()).toEqual([]);
    expect(await concerns(true)).toHaveLength(1);
    const { rows } = world.database;
    for (const change of [
      `UPDATE concern SET family = 'none'`,
      'DELETE FROM concern',
      `UPDATE concern_event SET who = 'x'`,
      'DELETE FROM concern_event',
    ])
      await expect(rows(change)).rejects.toThrow('only added to');
  });
});
