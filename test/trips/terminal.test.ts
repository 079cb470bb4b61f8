import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, onward } from '../support/bot.ts';
import { everything } from '../support/everything.ts';
import { registeringBy } from '../support/world.ts';

/** Every row of every table, a line each, and every file that lies beside the database, while nobody has the folder. */
async function everythingIn(dataDir: string): Promise<string> {
  const pglite = await PGlite.create(join(dataDir, 'pglite'));
  const lines = await everything({ rows: async <Row>(sql: string) => (await pglite.query<Row>(sql)).rows });
  await pglite.close();
  const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter((file) => !file.startsWith('pglite'));
  const beside = files.map((file) => join(dataDir, file)).filter((file) => statSync(file).isFile());
  return [...lines, ...beside.map((file) => `beside the database ${file}: ${readFileSync(file, 'utf8')}`)].join('\n');
}

/** Each command is a process of its own. What the commands print is tried in test/cli. */
describe('onward, in a terminal', () => {
  let place: ReturnType<typeof freshFolder>;
  beforeAll(() => {
    place = freshFolder('bare');
  });
  afterAll(() => place.remove());

  const typed = (...lines: string[]) => lines.map((line) => `${line}\n`).join('');

  /** What they say of themselves, and nobody else would: by these they would be found. */
  const own = ['Zephyrine', 'Ullapool', 'a xylophone', 'zeph@example.org'];
  const [name, town, needs, email] = own as [string, string, string, string];
  const replies = registeringBy('email', email).flatMap((reply) =>
    reply === 'Robin' ? [name] : reply === 'Leeds' ? [town] : reply === 'skip' ? [needs, 'yes'] : [reply],
  );

  it('leads through the whole registration from nothing, and knows the person the next time', async () => {
    const first = await onward(place, ['chat'], typed(...replies.slice(0, 5)));
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('Onward: What matters to you?');
    expect(first.out).toContain('  1. Feeling safe');
    expect(first.out).toContain('You can carry on where you were at any time.');
    const second = await onward(place, ['chat'], typed(...replies.slice(5)));
    expect(second.out).not.toContain("Hi, I'm Onward");
    expect(second.out).toMatch(/Town or area: Ullapool/);
    expect(second.out).toContain('5 working days');
  });

  it('gives everybody their rights', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'onward-copies-'));
    const lines = [
      'hi',
      'my data',
      `/copy data ${folder}`,
      'pause',
      'stop',
      'are you a quokka?',
      `/copy page ${folder}/mine.html`,
      'start',
    ];
    lines.push('change', 'town or area', 'Thurso', "that's right", 'my choices', 'quotes', 'my choices', 'leave', 'delete me', 'no', 'hi');
    own.push('quokka', 'Thurso');
    const { out } = await onward(place, ['chat'], typed(...lines));
    const said = (line: string) => out.split(`You: ${line}\n`)[1]?.split('\nYou: ')[0] ?? '';
    expect(said('hi')).toContain('Hello again, Zephyrine.');
    expect(said('my data')).toMatch(/Here is all that we hold about you\..*Email: zeph@example\.org.*type \/copy page/s);
    const copy = JSON.parse(readFileSync(join(folder, 'onward-my-data.json'), 'utf8'));
    expect(copy.person.name).toBe('Zephyrine');
    expect(statSync(join(folder, 'onward-my-data.json')).mode & 0o777).toBe(0o600);
    expect(said('pause')).toContain('No reminders until');
    expect(said('stop')).toContain('You have stopped all messages.');
    expect(said('are you a quokka?').trim()).toMatch(/^You said STOP\. Type START to come back\.[^\n]*$/);
    expect(readFileSync(join(folder, 'mine.html'), 'utf8')).toContain('Ullapool');
    expect(said('start')).toContain('Welcome back.');
    expect(said('Thurso')).toContain('Town or area: Thurso');
    expect(said('quotes')).toContain('From now on we will not use your words in reports.');
    expect(out.split('You: my choices\n')[2]).toMatch(/Use what I say, without my name: not any more, since .*Before: yes on/);
    expect(said('no')).toContain('I have deleted nothing.');
    rmSync(folder, { recursive: true });
  });

  it('tries a flow and keeps nothing of it', async () => {
    const tried = await onward(place, ['chat', 'menu'], typed('4'));
    expect(tried.out).toContain('Nothing that you type is kept.');
    expect(tried.out).toContain('What would you like to do?');
    expect((await onward(place, ['people', 'list'])).out.match(/18-24/g)).toHaveLength(1);
  });

  it('deletes everything when told twice: nothing that they typed is in any table, or in a file beside them', async () => {
    const before = await everythingIn(place.dataDir);
    for (const value of own) expect(before).toContain(value);
    const deleted = await onward(place, ['chat'], typed('delete me', 'yes'));
    expect(deleted.out).toContain('I have deleted everything you told us. We keep a count that one person did this.');
    expect(deleted.out).toContain('we keep a scrambled mark of it.');
    expect((await onward(place, ['people', 'list'])).out).toBe('Nobody has registered interest yet.\n');
    const after = await everythingIn(place.dataDir);
    expect(
      after.match(/^\w+(?=: )/gm)?.filter((table) => !['inbound_key', 'tally', 'audit_event', 'tombstone', 'used_ticket'].includes(table)),
    ).toEqual([]);
    for (const value of own) expect(after.toLowerCase()).not.toContain(value.toLowerCase());
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
