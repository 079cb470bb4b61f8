import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../support/database.ts';
import { everything } from '../support/everything.ts';
import { createWorld, registeringBy, testSeal, throughRegistering, toReview, type World } from '../support/world.ts';

onEmbedded('DELETE ME', (kind) => {
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
    expect(done.kind === 'taken' && done.messages.map(({ text }) => text).join()).toContain('We keep a count that one person did this.');

    const after = await everything(world.database);
    expect(after.filter((row) => !/^(inbound_key|tally|audit_event): /.test(row))).toEqual([]);
    expect(after.filter((row) => row.startsWith('tally'))).toEqual([expect.stringMatching(/^tally: \(deleted,2026-03-10,1\)$/)]);
    expect(after.join('\n')).not.toMatch(/Zephyrine|Ullapool|xylophone|the-address/);
    expect(await visitor.view()).toMatchObject({ person: null, prompt: { id: 'language' } });
  });

  it('leaves a mark of each email and number that they gave as their own, that nobody can read, and the mark of its secret', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...registeringBy('email', 'Sam@Example.org'), 'change', 'Email', 'sam2@example.org', "that's right");
    expect(await visitor.goesThrough('delete me')).toContain(
      'we keep a scrambled mark of it. It stops us adding you again from an old list.',
    );
    expect(await visitor.types('yes')).toMatchObject({ forgotten: true });
    const after = await everything(world.database);
    expect(after.join('\n')).not.toMatch(/example/i);
    const own = ['email:sam@example.org', 'email:sam2@example.org'].map((key) => testSeal('tombstone', key));
    const marks = (await world.database.rows<{ hash: string }>('SELECT hash FROM tombstone')).map(({ hash }) => hash);
    expect(marks.filter((mark) => !mark.startsWith('key:')).sort()).toEqual(own.sort());
    expect(marks.filter((mark) => mark.startsWith('key:'))).toHaveLength(1);
  });

  it('leaves none of who supports them, none of somebody who is too young, and none where nothing was given', async () => {
    const supported = [...toReview.slice(0, 8), 'someone who supports me', 'Pat', 'pat@example.org', 'yes', 'yes', 'no', 'yes'];
    const young = world.visitor('b');
    await young.goesThrough(...registeringBy('email', 'kit@example.org'), 'change', 'Age', '12');
    expect(await world.database.store.people.list(10)).toEqual([]);
    for (const typed of [[...supported, "that's right"], throughRegistering])
      await world.visitor('a').goesThrough(...typed, 'delete me', 'yes');
    expect(await world.database.store.people.list(10)).toEqual([]);
    expect(await world.database.rows('SELECT hash FROM tombstone')).toEqual([]);
  });

  it('lets them come back by themselves, and be deleted again', async () => {
    const visitor = world.visitor('a');
    for (const expected of [2, 2]) {
      expect(await visitor.goesThrough(...registeringBy('email', 'sam@example.org'))).toContain('5 working days');
      await visitor.goesThrough('delete me', 'yes');
      expect(await world.database.rows('SELECT hash FROM tombstone')).toHaveLength(expected);
    }
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
    await visitor.goesThrough(...registeringBy('text', '07911 123456'), 'stop');
    expect(await visitor.types('delete me')).toMatchObject({ forgotten: true });
    expect((await everything(world.database)).join('\n')).not.toContain('Robin');
    expect(await world.database.rows('SELECT hash FROM tombstone')).toHaveLength(2);
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
