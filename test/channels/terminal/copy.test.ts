import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCopy } from '../../../src/channels/terminal/copy.ts';
import { databases } from '../../support/database.ts';
import { type Sitting, sitDown } from '../../support/terminal.ts';
import { createWorld, throughRegistering, type World } from '../../support/world.ts';

describe('A copy of one’s data, in a terminal', () => {
  let world: World;
  let robin: Sitting;
  beforeEach(async () => {
    const [kind] = databases();
    if (!kind) throw new Error('There is a PGlite always.');
    world = await createWorld(kind);
    robin = await sitDown(world.desk);
    await robin.opens();
  });
  afterEach(async () => {
    await robin.close();
    await world.remove();
  });

  const read = (name: string) => readFileSync(join(robin.folder, name), 'utf8');
  const says = async (...texts: string[]) => {
    let seen = '';
    for (const text of texts) seen = await robin.types(text);
    return seen;
  };

  it('is offered by MY DATA, and is a file that only they can open, under a name that says nothing of whose it is', async () => {
    await says(...throughRegistering);
    expect(await says('my data')).toContain('To keep a copy as a file, type /copy page.');
    const seen = await says('/copy page');
    expect(seen).toContain(`Your copy is in this file: ${join(robin.folder, 'onward-my-data.html')}`);
    expect(read('onward-my-data.html')).toMatch(/^<!doctype html>.*Robin/s);
    expect(statSync(join(robin.folder, 'onward-my-data.html')).mode & 0o777).toBe(0o600);
    await says('/copy data');
    expect(JSON.parse(read('onward-my-data.json')).person.name).toBe('Robin');
    expect((await world.database.store.audit.list(1))[0]).toMatchObject({ action: 'my data copied' });
  });

  it('is there after STOP, and the chat stays silent', async () => {
    expect(await says('English', 'Robin', 'stop')).toContain('To keep a copy of all that we hold about you, type /copy page.');
    const before = (await world.desk.view('terminal', 'here')).messages.length;
    await says('/copy data');
    expect(JSON.parse(read('onward-my-data.json')).person.stoppedAt).not.toBeNull();
    expect((await world.desk.view('terminal', 'here')).messages).toHaveLength(before);
  });

  it('never touches what is there, and takes nothing when the place is no good', async () => {
    await says('English', 'Robin');
    writeFileSync(join(robin.folder, 'onward-my-data.html'), 'a letter');
    await says('/copy page');
    expect([read('onward-my-data.html'), read('onward-my-data-2.html').length > 500]).toEqual(['a letter', true]);
    symlinkSync(join(robin.folder, 'nowhere'), join(robin.folder, 'link'));
    for (const place of ['onward-my-data.html', 'link'])
      expect(await says(`/copy page ${place}`)).toContain('There is something in that place');
    const before = await world.database.store.audit.list(99);
    expect(await says('/copy page no/such/folder/mine.html')).toContain('I could not make a file there');
    expect(await world.database.store.audit.list(99)).toEqual(before);
    mkdirSync(join(robin.folder, 'my things'));
    await says('/copy data my things', '/copy page "my things/mine.html"');
    expect(readdirSync(join(robin.folder, 'my things'))).toEqual(['mine.html', 'onward-my-data.json']);
  });

  it('says what to type, that there is nothing, and who can help', async () => {
    expect(await says('/copy page')).toContain('We hold nothing about you');
    expect(readdirSync(robin.folder)).toEqual([]);
    expect(await says('/copy')).toContain('Type /copy page for a page to read.');
    expect(await says('/copy that i want to kill myself')).toContain('Thank you for telling me.');
  });

  it('is read from what people type', () => {
    expect(readCopy('/Copy JSON ~/mine.json')).toEqual({ format: 'json', place: '~/mine.json' });
    expect(readCopy('/copying page')).toBeNull();
    expect(readCopy('copy page')).toBeNull();
  });
});
