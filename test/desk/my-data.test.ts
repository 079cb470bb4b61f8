import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../support/database.ts';
import { createWorld, throughRegistering, type World } from '../support/world.ts';

onEmbedded('MY DATA', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  it('tells all that is held, as the person would say it, with what they said first', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering, 'change', 'Name', 'Wren', "that's right");
    const heard = await visitor.goesThrough('My data');
    expect(heard).toMatch(/^Here is all that we hold about you\.\n/);
    for (const line of [
      'Name: Wren',
      'Town or area: Leeds',
      'How to contact you: Here, in this chat',
      'Send me reminders: no, since 10 March 2026.',
    ])
      expect(heard).toContain(`\n${line}\n`);
    expect(heard).toMatch(/You changed these\. We keep what you said first:\n(.*\n)*Name: Robin\n/);
    expect(heard).toMatch(/We also keep this chat: \d+ messages, since 10 March 2026\./);
    expect(heard).toContain('Type DELETE ME to delete it all');
    expect(heard).not.toContain('danger');
  });

  it('is nobody else’s, also while a question waits', async () => {
    await world.visitor('a').goesThrough(...throughRegistering);
    const other = world.visitor('b');
    await other.goesThrough('Easy read', 'Wren');
    const heard = await other.goesThrough('my data');
    expect(heard).toMatch(/^Here is all we know about you\.\n.*Name: Wren\n/s);
    expect(heard).not.toMatch(/Robin|Leeds/);
    expect(heard).toContain('How old are you?');
    expect(await other.question()).toBe('age');
  });

  it('says that there is a note about danger, when there is', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin', 'i want to kill myself');
    expect(await visitor.goesThrough('my data')).toContain('We have a note that someone may be in danger.');
  });

  it('says what was answered last in one conversation in its words, where that led on to another', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin', 'mentor', 'no', 'pathway', 'Have a mentor, or be one', 'not now');
    const heard = await visitor.goesThrough('my data');
    expect(heard.match(/^What you wanted.*$/gm)).toEqual([
      'What you wanted to say about mentors: Nothing for now',
      'What you wanted to do: Have a mentor, or be one',
      'What you wanted to say about mentors: Nothing for now',
    ]);
    expect(heard).not.toMatch(/^wanted: /m);
  });
});
