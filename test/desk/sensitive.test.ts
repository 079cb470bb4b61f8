import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../support/database.ts';
import { everything } from '../support/everything.ts';
import { createWorld, day, throughRegistering, type World } from '../support/world.ts';

onEmbedded('What may be kept only with a yes', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  const needs = 'I am "deaf" (both ears) \\ and $1 shy';
  /** Up to where the needs have been told, and the yes to keeping them is asked for. */
  const told = [...throughRegistering.slice(0, 7), needs];
  const all = async () => (await everything(world.database)).join('\n');
  async function shown(): Promise<string> {
    const [person] = await world.database.store.people.list(1);
    return JSON.stringify(
      await world.desk.command({ channel: 'terminal', address: 'ada@office' }, { name: 'people show', input: { id: person?.id } }),
    );
  }

  it('is gone from every table with a no, also from the chat, and nothing else is', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...told, 'change', 'what would help you', `${needs} 2`);
    expect(await visitor.question()).toBe('consent_sensitive');
    expect(await visitor.goesThrough('my data')).toContain(needs);
    expect(await all()).toContain('deaf');
    expect(await visitor.goesThrough('no')).toContain('How may we contact you?');
    const kept = await all();
    expect(kept).not.toMatch(/deaf|shy/);
    expect(kept).toContain('Leeds');
    const { messages } = await visitor.view();
    expect(messages.filter(({ direction, text }) => direction === 'in' && text === '[…]')).toHaveLength(2);
    expect(messages.map(({ text }) => text).join('\n')).toContain('What would help you: […]');
    expect(await visitor.goesThrough('here', 'yes', 'no', 'no')).toContain('What would help you: skipped');
  });

  it('is not shown to staff before the yes, and is with it', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...told);
    expect(await shown()).not.toContain('deaf');
    expect(await shown()).toContain('no yes to sensitive');
    await visitor.goesThrough('yes');
    expect(await shown()).toContain('deaf');
  });

  it('goes when a yes is taken back later, from a conversation that is over and from the one that is open', async () => {
    for (const [address, more] of [
      ['a', ['yes', 'here', 'yes', 'no', 'no', "that's right", 'hi', 'see or change', "that's right"]],
      ['b', ['yes']],
      ['c', ['yes', 'here', 'yes', 'no', 'no']],
    ] as const) {
      const visitor = world.visitor(address);
      await visitor.goesThrough(...told, ...more);
      expect(await all()).toContain('deaf');
      expect(await visitor.goesThrough('my choices', 'needs')).toMatch(/^I have deleted what you said would help you\./);
      expect(await all()).not.toContain('deaf');
      expect(await shown()).not.toContain('no yes to sensitive');
      const choices = await visitor.goesThrough('my choices');
      expect(choices).toContain('Keep what I said would help me: not any more');
      expect((await visitor.view()).prompt?.options.map(({ value }) => value)).not.toContain('sensitive');
      await visitor.goesThrough('leave', 'delete me', 'yes');
    }
  });

  it('is not kept when nobody answers, and is asked for again when they come back', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...told);
    world.clock.pass(30 * day);
    await world.desk.tick(world.clock.now());
    expect(await all()).not.toContain('deaf');
    expect(await visitor.goesThrough('hi')).toMatch(/Here is where we were\.\nIs there anything that would make it easier/);
    expect(await visitor.goesThrough('a lift')).toContain('May we keep what you said would help you?');
  });

  it('is asked for only where there is something to keep', async () => {
    const visitor = world.visitor('a');
    expect(await visitor.goesThrough(...throughRegistering.slice(0, 7), 'Nothing.')).toContain('How may we contact you?');
  });

  it('is an address too: it goes with the no to the way it is for, and with another way', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering.slice(0, 8), 'email', 'robin@one.example');
    expect(await shown()).not.toContain('robin@one');
    await visitor.goesThrough('yes', 'no', 'yes');
    expect(await shown()).toContain('robin@one');
    await visitor.goesThrough('change', 'how to contact you', 'text', '07911 123456', 'yes', "that's right");
    expect(await all()).not.toContain('robin@one');
    expect(await shown()).toContain('+447911123456');
    expect(await visitor.goesThrough('my choices', 'texts')).toMatch(
      /^From now on we will not text you.*I have deleted your phone number/s,
    );
    expect(await all()).not.toMatch(/7911/);
  });

  it('stays where somebody may be in danger: that message is for the safeguarding lead', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering.slice(0, 7), 'i want to kill myself', 'no');
    const [concern] = await world.database.store.concerns.list(false);
    expect(await world.database.store.concerns.words(concern?.id ?? '')).toMatchObject({ text: 'i want to kill myself' });
    expect((await all()).match(/kill myself/g)).toHaveLength(1);
  });

  it('stays with BACK, which only asks again', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...told, 'yes', 'back');
    expect(await visitor.question()).toBe('consent_sensitive');
    await visitor.goesThrough('yes');
    expect(await shown()).toContain('deaf');
  });

  it('goes too when a facilitator writes down the no', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...told, 'yes');
    const [person] = await world.database.store.people.list(1);
    const erased = [{ flow: 'register-interest', step: 'access' }];
    const row = { purpose: 'sensitive', termsVersion: '1', state: 'withdrawn', how: 'witnessed', witness: 'Bo', channel: 'slack' } as const;
    expect(await world.database.store.consents.record(person?.id ?? '', { ...row, at: world.clock.now() }, erased, [])).toBe(true);
    expect(await all()).not.toContain('deaf');
    expect(
      await world.database.store.consents.record('01990000-0000-7000-8000-000000000000', { ...row, at: world.clock.now() }, erased, []),
    ).toBe(false);
  });
});
