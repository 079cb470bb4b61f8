import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, onward } from '../support/bot.ts';
import { throughRegistering } from '../support/world.ts';

/** Each command is a process of its own. What the commands print is tried in test/cli. */
describe('onward, in a terminal', () => {
  let place: ReturnType<typeof freshFolder>;
  beforeAll(() => {
    place = freshFolder('bare');
  });
  afterAll(() => place.remove());

  const typed = (...lines: string[]) => lines.map((line) => `${line}\n`).join('');

  it('leads through the whole registration from nothing, and knows the person the next time', async () => {
    const first = await onward(place, ['chat'], typed(...throughRegistering.slice(0, 5)));
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('Onward: What matters to you?');
    expect(first.out).toContain('  1. Feeling safe');
    expect(first.out).toContain('You can carry on where you were at any time.');
    const second = await onward(place, ['chat'], typed(...throughRegistering.slice(5)));
    expect(second.out).not.toContain("Hi, I'm Onward");
    expect(second.out).toMatch(/Town or area: Leeds/);
    expect(second.out).toContain('5 working days');
    const third = await onward(place, ['chat'], typed('hi', 'my data', 'delete me', 'no', 'hi'));
    expect(third.out).toContain('Hello again, Robin.');
    expect(third.out).toContain('Here is all that we hold about you.');
    expect(third.out).toContain('I have deleted nothing.');
  });

  it('tries a flow and keeps nothing of it', async () => {
    const tried = await onward(place, ['chat', 'menu'], typed('4'));
    expect(tried.out).toContain('Nothing that you type is kept.');
    expect(tried.out).toContain('What would you like to do?');
    expect((await onward(place, ['people', 'list'])).out.match(/18-24/g)).toHaveLength(1);
  });

  it('deletes everything when told twice', async () => {
    const deleted = await onward(place, ['chat'], typed('delete me', 'yes'));
    expect(deleted.out).toContain('I have deleted everything you told us.');
    expect((await onward(place, ['people', 'list'])).out).toBe('Nobody has registered interest yet.\n');
  });

  it('records a session from nothing, in the chat', async () => {
    const chat = (...lines: string[]) => onward(place, ['chat'], typed(...lines));
    const first = await chat(
      '/settings add Leeds hub --kind community',
      '/session new --date today --setting Leeds hub --areas safety, health --heads 12',
      '/session',
    );
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/Where: Leeds hub \(community\).*Came: 12/s);
    const [, id] = /Id: (\S{36})/.exec(first.out) ?? [];
    const second = await chat(`/session attend ${id} --names Robin, Wren --apply`, `/evidence add ${id} --text The yard is dark.`, '/home');
    expect(second.out).toContain('Without a name: 2. The headcount stays 12.');
    expect(second.out).toMatch(/Your note is kept\..*My sessions: .*Where: Leeds hub/s);
  });

  it('refuses in a sentence, and ends with a code', async () => {
    expect(await onward(place, ['chat', 'nothing'])).toMatchObject({ code: 1, err: expect.stringContaining('register-interest') });
  });
});
