import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, onward } from '../support/bot.ts';
import { throughRegistering } from '../support/world.ts';

describe('onward, in a terminal', () => {
  let place: ReturnType<typeof freshFolder>;
  beforeAll(() => {
    place = freshFolder('bare');
  });
  afterAll(() => place.remove());

  const typed = (...lines: string[]) => lines.map((line) => `${line}\n`).join('');

  it('has nobody to list at first', async () => {
    expect(await onward(place, ['people', 'list'])).toEqual({ code: 0, out: 'Nobody has registered interest yet.\n', err: '' });
    expect(JSON.parse((await onward(place, ['people', '--json'])).out)).toEqual([]);
  });

  it('leads through the whole registration, and knows the person the next time', async () => {
    const first = await onward(place, ['chat'], typed(...throughRegistering.slice(0, 5)));
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('Onward: What matters to you?');
    expect(first.out).toContain('  1. Feeling safe');
    expect(first.out).toContain('You can carry on where you were at any time.');
    const second = await onward(place, ['chat'], typed(...throughRegistering.slice(5)));
    expect(second.out).not.toContain("Hi, I'm Onward");
    expect(second.out).toMatch(/Town or area: Leeds/);
    expect(second.out).toContain('5 working days');
    expect((await onward(place, ['chat'], typed('hi'))).out).toContain('Hello again, Robin.');
  });

  it('shows staff who has registered, as a table and as JSON', async () => {
    const list = await onward(place, ['people', 'list']);
    expect(list.out).toMatch(/Robin .* 18-24 .* community/);
    const [person] = JSON.parse((await onward(place, ['people', 'list', '--json'])).out);
    expect(person).toMatchObject({ name: 'Robin', ageBand: '18-24', stoppedAt: null });
    const shown = await onward(place, ['people', 'show', person.id.slice(0, 13)]);
    expect(shown.out).toMatch(/Town or area .* Leeds/);
    expect(shown.out).toMatch(/reminders .* refused .* self, terminal/);
    expect(JSON.parse((await onward(place, ['people', 'show', person.id, '--json'])).out)).toMatchObject({
      id: person.id,
      channels: ['terminal'],
    });
  });

  it('says so when nobody has that id', async () => {
    expect(await onward(place, ['people', 'show', 'ffffffff'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('Nobody has the id ffffffff'),
    });
  });

  it('tries a flow and keeps nothing of it', async () => {
    const tried = await onward(place, ['chat', 'menu'], typed('4'));
    expect(tried.out).toContain('Nothing that you type is kept.');
    expect(tried.out).toContain('What would you like to do?');
    expect(JSON.parse((await onward(place, ['people', 'list', '--json'])).out)).toHaveLength(1);
  });

  it('names the flows there are when one is not there', async () => {
    expect(await onward(place, ['chat', 'nothing'])).toMatchObject({ code: 1, err: expect.stringContaining('register-interest') });
  });

  it('shows how far the flows are written, and their format', async () => {
    expect((await onward(place, ['flows'])).out).toMatch(/register-interest .* easy .* checked/);
    expect(JSON.parse((await onward(place, ['flows', '--schema'])).out)).toMatchObject({
      required: expect.arrayContaining(['flow', 'steps']),
    });
  });

  it('refuses a wrong number in a sentence', async () => {
    const { code, err } = await onward(place, ['people', 'list', '--limit', 'many']);
    expect(code).not.toBe(0);
    expect(err).toContain('It must be a whole number from 1.');
  });
});
