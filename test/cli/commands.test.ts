import { CommanderError } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestOf } from '../../src/channels/slack/index.ts';
import { createProgram } from '../../src/cli/index.ts';
import { commandOutlines } from '../../src/desk/index.ts';
import { flowJsonSchema } from '../../src/engine/index.ts';
import { ratesOf } from '../../src/safeguarding/index.ts';
import type { ScrubRates } from '../../src/scrubbing/index.ts';
import { databases } from '../support/database.ts';
import { catalogue, screen } from '../support/shipped.ts';
import { addSession } from '../support/surveys.ts';
import { createWorld, throughRegistering, type World } from '../support/world.ts';

const half: ScrubRates = {
  messages: 2,
  kinds: [
    { kind: 'name', caught: 3, missed: 1 },
    { kind: 'link', caught: 0, missed: 0 },
  ],
  stay: { words: 50, removed: 1 },
  misses: [{ kind: 'name', missed: 'bob', text: 'ask bob' }],
  wrong: [{ removed: 'Ask', text: 'Ask away' }],
};

describe('The commands of staff', () => {
  let world: World;
  beforeAll(async () => {
    const [kind] = databases();
    if (!kind) throw new Error('There is a PGlite always.');
    world = await createWorld(kind);
  });
  afterAll(() => world.remove());

  /** What a command printed, and what it refused. */
  let as = 'ada@office';
  const files: Record<string, string> = {};
  const made: Record<string, string> = {};
  async function onward(...args: string[]): Promise<{ out: string; refused: string }> {
    let out = '';
    let refused = '';
    const program = createProgram({
      outlines: commandOutlines,
      command: (order) => world.desk.command({ channel: 'terminal', address: as }, order),
      chat: async () => undefined,
      flows: { schema: flowJsonSchema, coverage: catalogue.coverage, notes: () => [] },
      screenRates: () => [
        {
          name: 'own.yaml',
          rates: ratesOf(screen, [
            { text: 'i want to die', family: 'self_harm' },
            { text: 'hello', family: 'none' },
            { text: 'sad', family: 'abuse' },
          ]),
        },
      ],
      scrubRates: async () => ({ tuned: half, held: half }),
      slackManifest: manifestOf,
      teams: { appId: null, url: 'http://localhost:3978', pack: (appId, url) => new TextEncoder().encode(`${appId} ${url}`) },
      write: (file, body) => {
        if (file.startsWith('/proc/')) return 'ENOENT';
        made[file] = new TextDecoder().decode(body);
        return null;
      },
      bounced: async () => 'none',
      read: (file) => Promise.resolve(files[file] ?? null),
      keep: async ({ name, body }) => {
        made[name] = String(body);
        return `/here/${name}`;
      },
      print: (text) => void (out += text),
      refuse: (sentence) => void (refused += sentence),
    });
    for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)])
      command.exitOverride().configureOutput({ writeErr: (text) => void (refused += text) });
    try {
      await program.parseAsync(args, { from: 'user' });
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
    }
    return { out, refused };
  }

  it('say what a group has, where its second word is none of it', async () => {
    expect(await onward('roles', 'lst')).toEqual({ out: '', refused: 'There is no "roles lst". What there is: list, grant, remove.' });
  });

  it('say so when nobody has come yet', async () => {
    expect(await onward('people', 'list')).toEqual({ out: 'Nobody has registered interest yet.', refused: '' });
    expect(JSON.parse((await onward('people', '--json')).out)).toEqual([]);
  });

  it('show who has registered, as a table and as JSON', async () => {
    await world.visitor('robin').goesThrough(...throughRegistering);
    expect((await onward('people', 'list')).out).toMatch(/Robin .* 18-24 .* community/);
    const [person] = JSON.parse((await onward('people', 'list', '--json')).out);
    expect(person).toMatchObject({ name: 'Robin', ageBand: '18-24', stoppedAt: null });
    const shown = await onward('people', 'show', person.id.slice(0, 13));
    expect(shown.out).toMatch(/Leeds/);
    expect(shown.out).toMatch(/quotes .* given/);
    expect(shown.out).toMatch(/reminders .* refused .* self, web/);
    expect(JSON.parse((await onward('people', 'show', person.id, '--json')).out)).toMatchObject({ id: person.id, channels: ['web'] });
  });

  it('show the safeguarding lead what was found, never in whose words until they ask, and keep what was done', async () => {
    expect((await onward('concerns')).refused).toBe('That is for these roles: safeguarding lead. Ask an admin if your work needs it.');
    expect((await onward('roles', 'grant', 'terminal:sam@office', 'safeguarding lead', '--name', 'Sam', '--why', 'new lead')).out).toMatch(
      /Sam .* safeguarding lead .* everywhere/,
    );
    as = 'sam@office';
    expect((await onward('concerns')).out).toBe('There is no open concern.');
    const visitor = world.visitor('wren');
    await visitor.goesThrough('English', 'Wren', 'i want to kill myself');
    const { out } = await onward('concerns');
    expect(out).toMatch(/now .* self harm .* open/);
    expect(out).not.toMatch(/Wren|kill/);
    const [concern] = JSON.parse((await onward('concerns', '--json')).out);
    expect((await onward('concerns', 'read', concern.id)).out).toContain('i want to kill myself');
    const mark = (...more: string[]) => onward('concerns', 'mark', concern.id.slice(0, 13), ...more);
    expect((await mark('--state', 'acknowledged', '--why', 'rang the setting')).out).toMatch(/acknowledged .* Sam/);
    expect((await mark('--state', 'done', '--why', 'x')).refused).toContain('Allowed choices');
    expect((await mark('--state', 'closed')).refused).toContain('--why');
    expect((await onward('concerns', 'mark', 'ffff', '--state', 'closed', '--why', 'b')).refused).toContain('No concern has');
    expect((await onward('concerns', 'read', concern.id)).out).toMatch(/acknowledged .* rang the setting/);
  });

  it('take fields that are called after what they are about, in any order and with all their words', async () => {
    as = 'ada@office';
    const session = await addSession(world, []);
    const id = JSON.parse((await onward('survey', 'room', session, '--template', 'after-session', '--json')).out).run.id;
    await onward('session', 'consent', session, '--agreed', '12', '--witness', 'Cy');
    const hands = await onward('hands', 'count', id, 'matters_most', '--safety', '3', '--present', '12', '--health', '5', '--json');
    expect(JSON.parse(hands.out)).toMatchObject({ present: 12, counts: { safety: 3, health: 5 } });
    expect((await onward('hands', 'count', id, 'today', '--counts', '0 1 2 3 4')).out).toContain('Counted: How it was');
    const apart = ['--counts', '3', '5', '0', '2', '1'];
    expect((await onward('hands', 'count', id, 'today', ...apart)).out).toMatch(/Were asked .* 11 /);
    expect((await onward('hands', 'count', id, 'today', '--present', '12', '9', ...apart)).refused).toBe(
      'It is not clear what "9" belongs to. Put its --NAME before it.',
    );
    expect((await onward('hands', 'count', id, 'today', '--bad', '4')).refused).toContain('"bad" is no answer');
    await onward('paper', 'enter', id, '7', '--one_thing', 'more', 'lights', '--today', '4');
    const again = await onward('paper', 'enter', id, '7', '--myself', '--today', '4', '--one_thing', 'more lights', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ number: '7', kind: 'equal' });
    // Others say what they don't know.
    expect((await onward('survey', 'list', '--nonsense', '1')).refused).toContain('--nonsense');
  });

  it('say in plain words what is wrong with a field', async () => {
    const session = await addSession(world, []);
    const refusals = [
      ['settings', 'add', '', '--kind', 'secure'],
      ['session', 'consent', session, '--agreed', '501', '--witness', 'Cy'],
      ['evidence', 'add', session, '--area', 'safety', '--text', 'a'.repeat(4001)],
      ['hands', 'count', 'x', 'today', '--safety', 'five'],
      ['hands', 'count', 'x', 'today', '--safety', '-1'],
    ].map(async (line) => (await onward(...line)).refused.replace(/^That is not how to use .*?: /, ''));
    expect(await Promise.all(refusals)).toEqual([
      'name: nothing is in it',
      'agreed: it is 500 or fewer',
      'text: it is too long: 4000 letters at most',
      'safety: it is a whole number',
      'safety: it is 0 or more',
    ]);
  });

  it('show what the safeguarding screen hears, and what it misses', async () => {
    const { out } = await onward('safeguarding', 'rates');
    expect(out).toMatch(/heard, in all .* 1 of 2 .* 50 % .* 9 % to 91 %/);
    expect(out).toMatch(/missed, in all .* 1 of 2 .* 50 %/);
    expect(out).toMatch(/false alarms .* 0 of 1/);
    expect((await onward('safeguarding', 'rates', '--list')).out).toContain('missed, abuse: "sad"');
  });

  it('show what the scrubbing catches, and never what it misses in the messages that are held back', async () => {
    const { out } = await onward('scrub', 'rates');
    expect(out).toMatch(/name .* 3 of 4 .* 3 of 4/);
    expect(out).toMatch(/stayed .* 2\.0 in 100 \(1 of 50\)/);
    expect(out).not.toContain('bob');
    expect((await onward('scrub', 'rates', '--list')).out).toContain('name missed: "bob" in "ask bob"removed wrongly: "Ask" in "Ask away"');
    const { tuned, held } = JSON.parse((await onward('scrub', 'rates', '--json')).out);
    expect(tuned).toEqual(half);
    expect(held).not.toHaveProperty('misses');
  });

  it('write down what was said to a facilitator or by a parent, by name, and only where the policy hears it', async () => {
    as = 'ada@office';
    const visitor = world.visitor('finch');
    await visitor.goesThrough(
      'English',
      'Finch',
      '14',
      'nobody',
      'private',
      '1',
      'share my views',
      'skip',
      'here',
      'yes',
      'yes',
      "that's right",
    );
    const [finch] = await world.database.store.people.list(1);
    expect((await onward('consents', 'record', finch?.id ?? '', '--purpose', 'photos')).refused).toContain('--state');
    const record = (...more: string[]) =>
      onward('consents', 'record', finch?.id ?? '', ...more, '--witness', 'Jo Finch', '--why', 'a signed form');
    const photos = (how: string, state = 'given') => record('--purpose', 'photos', '--state', state, '--how', how);
    expect((await photos('witnessed')).refused).toBe('That is for these roles: facilitator, staff. Ask an admin if your work needs it.');
    await onward('roles', 'grant', 'terminal:bo@office', 'facilitator', '--name', 'Bo', '--why', 'runs sessions');
    as = 'bo@office';
    expect((await photos('witnessed')).out).toMatch(/photos .* waits for a guardian/);
    const { out } = await photos('guardian');
    expect(out).toMatch(/photos .* given .*\n/);
    expect(out).toMatch(/guardian: Jo Finch, terminal/);
    expect(out).not.toContain('contact_here');
    expect((await record('--purpose', 'films', '--state', 'given', '--how', 'guardian')).refused).toMatch(
      /nothing called "films".*There are: take_part/,
    );
    // A facilitator is often a peer: neither the age nor what was said before is for them.
    const reminders = (await record('--purpose', 'reminders', '--state', 'given', '--how', 'witnessed')).refused;
    expect(reminders).toBe('The policy does not ask this person about reminders. See: policy');
    const { refused } = await record('--purpose', 'quotes', '--state', 'given', '--how', 'guardian');
    expect(refused).toMatch(/^Only their own word on quotes counts/);
    expect((await record('--purpose', 'quotes', '--state', 'given', '--how', 'witnessed')).out).not.toMatch(/self, web|13-15/);
    await visitor.types('no quotes');
    expect((await record('--purpose', 'quotes', '--state', 'given', '--how', 'witnessed')).refused).toBe(
      'They said no to quotes themselves, in the chat. Only they can change that, and in the chat: MY CHOICES.',
    );
    expect((await photos('witnessed', 'withdrawn')).out).toMatch(/photos .* withdrawn/);
    expect(
      (
        await onward(
          'consents',
          'record',
          'ffffffff',
          '--purpose',
          'photos',
          '--state',
          'given',
          '--how',
          'witnessed',
          '--witness',
          'x',
          '--why',
          'y',
        )
      ).refused,
    ).toContain('Nobody has the id ffffffff');
    as = 'ada@office';
    expect((await onward('audit', '--about', finch?.id ?? '')).out).toMatch(/consents record: photos given, guardian .* a signed form/);
  });

  it('show what is asked of whom', async () => {
    const { out } = await onward('policy');
    expect(out).toMatch(/13-15 .* yes .* self guardian told .* self .* guardian .* no .* young/);
    expect(JSON.parse((await onward('policy', '--json')).out)).toEqual(catalogue.ageRules);
  });

  it('say in a sentence what was wrong', async () => {
    expect((await onward('people', 'show', 'ffffffff')).refused).toContain('Nobody has the id ffffffff');
    expect((await onward('people', 'list', '--limit', 'many')).refused).toContain('It must be a whole number.');
  });

  it('record a session, who was there from a file, and how many', async () => {
    expect((await onward('settings', 'add', 'Leeds hub', '--kind', 'community')).out).toMatch(/Leeds hub .* community/);
    expect((await onward('session', 'new', '--date', 'yesterday', '--setting', 'Leeds hub')).refused).toContain('--areas');
    const given = ['--date', 'yesterday', '--setting', 'leeds hub', '--areas', 'safety, health'];
    expect((await onward('session', 'new', ...given, '--heads', 'many')).refused).toContain('It must be a whole number.');
    const { id } = JSON.parse((await onward('session', 'new', ...given, '--heads', '0', '--json')).out);
    expect((await onward('session', 'heads', id, '--bands', '13-15: 2, 18-24: 3')).out).toMatch(/Came .* 5 .*\n.*\n?.*Aged 13-15 .* 2/s);
    files['list.csv'] = 'name\nRobin\nNobody Known\n';
    expect((await onward('session', 'attend', id.slice(0, 13), '--file', 'list.csv')).out).toMatch(
      /Robin .* known: .*Nothing is recorded yet/s,
    );
    expect((await onward('session', 'attend', id, '--file', 'lost.csv')).refused).toContain('The file lost.csv cannot be read');
    const done = await onward('session', 'attend', id, '--file', 'list.csv', '--apply');
    const [, batch] = /session undo (\S+)/.exec(done.out) ?? [];
    expect((await onward('session')).out).toMatch(/Leeds hub .* Feeling safe, Health .* 5 .* 1 /);
    expect((await onward('session', 'undo', batch ?? '')).out).toMatch(/^.*Undone\. Not recorded any more: 1/s);
    expect((await onward('evidence', 'add', id, '--text', 'More light.', '--area', 'estates')).out).toMatch(
      /More light\. .* Buildings and rooms/,
    );
    expect((await onward('projects', 'add', 'Voices', '--approval', 'NRC 1', '--until', '2026-12-31')).out).toMatch(/NRC 1 .* 31 Dec 2026/);
    expect((await onward('home')).out).toMatch(/My sessions .*Leeds hub/s);
  });

  it('show how far the flows are written, and their format', async () => {
    expect((await onward('flows')).out).toMatch(/register-interest .* easy .* checked/);
    expect(JSON.parse((await onward('flows', '--schema')).out)).toMatchObject({ required: expect.arrayContaining(['flow', 'steps']) });
  });

  it('print the manifest of a Slack app for an address or for a socket, and say what an address is', async () => {
    const { out } = await onward('slack', 'manifest', '--url', 'https://chat.example.org/');
    expect(JSON.parse(out).settings.interactivity.request_url).toBe('https://chat.example.org/slack/events');
    expect(JSON.parse((await onward('slack', 'manifest', '--socket')).out).settings.socket_mode_enabled).toBe(true);
    for (const wrong of ['http://chat.example.org', 'chat.example.org', 'https://example.org/chat'])
      expect((await onward('slack', 'manifest', '--url', wrong)).refused).toContain('must be an address like https://chat.example.org');
    expect((await onward('slack', 'manifest')).refused).toBe('Say --url https://chat.example.org, or --socket.');
    expect((await onward('slack', 'manifest', '--socket', '--url', 'https://a.b')).out).toBe('');
  });

  it('pack the app for Teams, and say what is missing or wrong', async () => {
    const id = '12345678-90AB-cdef-1234-567890abcdef';
    const whole = ['teams', 'package', '--app-id', id, '--url', 'https://chat.example.org/'];
    expect((await onward(...whole)).out).toContain('out/onward-teams.zip is ready');
    expect(made['out/onward-teams.zip']).toBe(`${id.toLowerCase()} https://chat.example.org`);
    expect((await onward(...whole, '--to', 'a.zip')).out).toContain('a.zip is ready');
    expect((await onward(...whole, '--to', '/proc/a.zip')).refused).toBe('/proc/a.zip could not be written: ENOENT.');
    expect((await onward('teams', 'package')).refused).toContain('set MicrosoftAppId');
    for (const wrong of ['onward', `${id}0`, '00000000-0000-0000-0000-000000000000'])
      expect((await onward('teams', 'package', '--app-id', wrong)).refused).toContain(`"${wrong}" is no app id`);
    for (const wrong of ['http://chat.example.org', 'https://chat.example.org/here', 'chat.example.org', 'https://me@chat.example.org'])
      expect((await onward('teams', 'package', '--app-id', id, '--url', wrong)).refused).toContain(
        `"${wrong}" is not. Set ONWARD_PUBLIC_URL`,
      );
    expect((await onward('teams', 'package', '--app-id', id)).refused).toContain('"http://localhost:3978" is not');
  });
});
