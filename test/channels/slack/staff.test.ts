import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineOf } from '../../../src/channels/slack/staff.ts';
import type { CommandResult, Desk, Order } from '../../../src/desk/ports.ts';
import { faultsOfMessage, faultsOfView } from '../../support/block-kit.ts';
import { databases } from '../../support/database.ts';
import { createFakeDesk } from '../../support/fake-desk.ts';
import { type FakeSlack, limitRate, loseAnswer, refuse, startFakeSlack } from '../../support/fake-slack.ts';
import { type Door, openDoor, pressOf, readable } from '../../support/slack-door.ts';
import { pressOnView, submitted, type View } from '../../support/slack-form.ts';
import { createWorld, type World } from '../../support/world.ts';

describe('The line of a slash command', () => {
  it.each([
    ['/onward', 'people list', 'people list'],
    ['/session', 'new', 'session new'],
    ['/session', '', 'session'],
    ['/onward', 'roles grant <@U2|robin> staff --why new &amp; keen', 'roles grant slack:T1/U2 staff --why new & keen'],
  ])('%s %s is the order %s', (command, text, line) => {
    expect(lineOf(command, text, 'T1')).toBe(line);
  });
});

describe('Staff in Slack', () => {
  let world: World;
  let peer: FakeSlack;
  let door: Door;

  beforeEach(async () => {
    const [kind] = databases();
    if (!kind) throw new Error('There is a PGlite always.');
    world = await createWorld(kind, { admins: [{ channel: 'slack', value: 'T1/UA' }] });
    peer = await startFakeSlack();
    door = await openDoor(() => world.desk, peer.apiUrl);
  });
  afterEach(async () => {
    await door.close();
    await peer.close();
    await world.remove();
  });

  const answered = async (user: string, command: string, text: string): Promise<string> => {
    const { status, body } = await door.command(user, command, text);
    expect(status).toBe(200);
    if (body === '') return '';
    const message = JSON.parse(body);
    expect(message.response_type).toBe('ephemeral');
    if (message.blocks) expect(faultsOfMessage(message)).toEqual([]);
    return readable(message.blocks) || message.text;
  };
  const opened = () => peer.views.at(-1)?.view as unknown as View;

  it('give commands after a slash, as whom their grants and ONWARD_ADMINS name', async () => {
    expect(await answered('UA', '/onward', 'audit list')).toContain('slack:T1/UA  audit list');
    expect(await answered('U2', '/onward', 'people list')).toContain('slack:T1/U2');
    expect(await answered('UA', '/onward', 'roles grant <@U2|robin> staff --why joins us')).toContain('staff');
    expect(await answered('U2', '/onward', 'people list')).toContain('Nobody has registered interest yet');
    expect(await answered('U2', '/onward', 'roles list')).toContain('That is for these roles: admin');
  });

  it('are obeyed once, by whichever replica, when Slack brings the same again', async () => {
    const replica = await world.replica();
    const second = await openDoor(() => replica, peer.apiUrl);
    const doors = [door, second];
    const settings = async () => (await world.database.store.sessions.settings()).map(({ name }) => name);
    const done = async () => {
      for (const { slack } of doors) await slack.idle();
    };
    // A command: as over a socket that was lost before we answered.
    const line = 'settings add --name Hub --kind community';
    const typed = await Promise.all(doors.map((one) => one.command('UA', '/onward', line, 'again-1')));
    await done();
    expect(typed.map(({ status }) => status)).toEqual([200, 200]);
    expect(typed.filter(({ body }) => body !== '')).toHaveLength(1);
    expect((await second.command('UA', '/onward', line, 'again-1')).body).toBe('');
    // A form.
    await door.command('UA', '/onward', 'settings add', 'again-2');
    const form = submitted('UA', opened(), { name: 'Annex', kind: 'community' });
    const sent = await Promise.all(doors.map((one) => one.interacts(form)));
    expect(sent.filter(({ body }) => body.includes('not done twice'))).toHaveLength(1);
    // A button, by a double click: two presses, of which Slack makes two triggers.
    const press = () =>
      pressOf(
        'UA',
        { channel: 'DUA', ts: '1.1', text: '', blocks: [] },
        {
          ...{ type: 'button', action_id: 'next:0', block_id: 'next:1' },
          value: JSON.stringify({ name: 'settings add', input: { name: 'Yard', kind: 'community' } }),
        },
      );
    expect(await Promise.all(doors.map((one) => one.interacts(press())))).toMatchObject([{ status: 200 }, { status: 200 }]);
    await done();
    expect(await settings()).toEqual(['Annex', 'Hub', 'Yard']);
    const added = (await world.database.store.audit.list(99)).filter(({ action }) => action === 'settings add: community');
    expect(added).toHaveLength(3);
    await second.close();
  });

  it('read what young people wrote as it was written, and nothing of it can be pressed', async () => {
    const robin = world.visitor('T1/U3', 'slack');
    for (const text of ['hello', 'English', '<!channel> & http://example.org', '19']) await robin.types(text);
    await answered('UA', '/onward', 'roles grant slack:T1/U2 staff --why joins us');
    const { body } = await door.command('U2', '/onward', 'people list');
    expect(readable(JSON.parse(body).blocks)).toContain('<!channel> & http://example.org');
    expect(body).not.toContain('<!channel>');
    expect(body).not.toContain('<http');
  });

  it('are told how, and that there is no such thing', async () => {
    expect(await answered('UA', '/onward', '  ')).toContain('/onward people list');
    expect(await answered('UA', '/survey', 'dance')).toContain('There is no command "survey dance"');
  });

  it('get a form where the line lacks something, filled with what it said, and faults under their fields', async () => {
    expect(await answered('UA', '/onward', 'roles grant <@U2|robin>')).toBe('');
    const view = opened();
    expect(faultsOfView(view)).toEqual([]);
    expect(view.title.text).toBe('Roles grant');
    expect(view.blocks.find(({ block_id }) => block_id === 'who')?.element?.initial_value).toBe('slack:T1/U2');

    const faulty = await door.interacts(submitted('UA', view, { who: 'slack:T1/U2', role: 'staff', rung: '12', why: 'joins us' }));
    expect(JSON.parse(faulty.body)).toEqual({ response_action: 'errors', errors: { rung: expect.any(String) } });

    const done = await door.interacts(submitted('UA', view, { who: 'slack:T1/U2', role: 'staff', why: 'joins us' }));
    const after = JSON.parse(done.body);
    expect(after.response_action).toBe('update');
    expect(faultsOfView(after.view)).toEqual([]);
    expect(readable(after.view)).toContain('staff');
    expect(await answered('U2', '/onward', 'people list')).toContain('Nobody has registered');
  });

  it('find on their Home tab what waits for them, and nobody else finds or leaves anything there', async () => {
    for (const user of ['UA', 'U7']) await door.event({ type: 'app_home_opened', user, channel: `D${user}`, tab: 'home' });
    await door.slack.idle();
    const home = peer.homes.get('UA') as unknown as View;
    expect(faultsOfView(home)).toEqual([]);
    expect(readable(home)).toContain('Nothing waits for you.');
    expect(readable(peer.homes.get('U7'))).not.toContain('Nothing waits');
    expect((await world.database.store.audit.list(10)).map(({ who, action }) => [who, action])).toEqual([['slack:T1/UA', 'home']]);
    const row = home.blocks.find(({ block_id }) => block_id?.startsWith('next:')) as unknown as { block_id: string; elements: object[] };
    const view = { id: 'VHOME', type: 'home' };
    await door.interacts({
      ...pressOf('UA', { channel: 'x', ts: '1.1', text: '', blocks: [] }, { ...row.elements[0], block_id: row.block_id }),
      view,
      message: undefined,
      channel: undefined,
      container: { type: 'view', view_id: 'VHOME' },
    });
    await door.slack.idle();
    expect(opened().callback_id).toBe('form');
  });

  it('are told why something was not done, and keep the form', async () => {
    await answered('UA', '/onward', 'roles grant slack:T1/U2');
    const refused = await door.interacts(submitted('UA', opened(), { who: 'slack:T1/UA', role: 'staff', why: 'me too' }));
    const after = JSON.parse(refused.body);
    expect(after.response_action).toBe('push');
    expect(faultsOfView(after.view)).toEqual([]);
  });
});

describe('What a command can bring with it', () => {
  let peer: FakeSlack;
  let door: Door;
  let orders: Order[];
  let kept: unknown[];
  let answer: () => Promise<CommandResult>;

  /** A desk that answers every command in the same way. */
  async function open(more: Parameters<typeof openDoor>[2] = {}): Promise<void> {
    const desk: Desk = {
      ...createFakeDesk().desk,
      command: (_caller, order) => {
        orders.push(order);
        return answer();
      },
      keep: async (place) => void kept.push(place),
      form: async (_caller, order) => ({
        kind: 'form',
        form: {
          name: 'name' in order ? order.name : 'x',
          summary: 'keeps it',
          fields: [
            {
              name: 'text',
              what: 'the words',
              kind: 'long text',
              choices: [],
              required: true,
              positional: true,
              given: 'input' in order ? order.input.text : '',
            },
          ],
        },
      }),
    };
    door = await openDoor(() => desk, peer.apiUrl, more);
  }

  beforeEach(async () => {
    peer = await startFakeSlack();
    orders = [];
    kept = [];
    answer = async () => ({ kind: 'done', sheet: { text: 'Done it.', data: null } });
  });
  afterEach(async () => {
    await door.close();
    await peer.close();
  });

  const form: View = {
    ...{ title: { text: 'X' }, callback_id: 'form', private_metadata: '{"name":"survey send"}' },
    blocks: [{ type: 'input', block_id: 'text', element: { type: 'plain_text_input', action_id: 'field' } }],
  };
  const respondedWith = () => peer.calls.filter(({ method }) => method === 'respond').map(({ args }) => args);

  it('what takes long is answered at once with a word, and later with the rest', async () => {
    let finish: () => void = () => undefined;
    answer = () => new Promise((resolve) => (finish = () => resolve({ kind: 'done', sheet: { text: 'All 500.', data: null } })));
    await open({ wait: async () => undefined });
    const { body } = await door.command('UA', '/survey', 'send');
    expect(JSON.parse(body).text).toContain('Working on it');
    finish();
    await door.slack.idle();
    expect(respondedWith()).toMatchObject([{ text: 'All 500.', response_type: 'ephemeral' }]);
  });

  it('what breaks is said kindly, and that it may not have been done', async () => {
    answer = () => Promise.reject(new Error('no database for Robin'));
    await open();
    const { status, body } = await door.command('UA', '/survey', 'send');
    expect(status).toBe(200);
    expect(JSON.parse(body).text).toContain('on our side');
    expect(body + door.logged.join()).not.toContain('Robin');
  });

  it('buttons give the next order, whose answer only they see', async () => {
    const next = [{ label: 'Send it', order: { name: 'survey send', input: { session: '1' } }, weight: 'main' as const }];
    answer = async () => ({ kind: 'done', sheet: { text: 'Ready.', next, data: null } });
    await open();
    const { body } = await door.command('UA', '/survey', 'preview');
    const { blocks } = JSON.parse(body);
    expect(faultsOfMessage({ text: 'x', blocks })).toEqual([]);
    const row = blocks.at(-1);
    const message = { channel: 'C1', ts: '1.1', text: '', blocks };
    await door.interacts(pressOf('UA', message, { ...row.elements[0], block_id: row.block_id }, { response_url: `${peer.apiUrl}respond` }));
    await door.slack.idle();
    expect(orders.at(-1)).toEqual({ name: 'survey send', input: { session: '1' } });
    expect(respondedWith()).toMatchObject([{ text: 'Ready.', response_type: 'ephemeral', replace_original: false }]);
  });

  it('buttons on the answer of a form lead to an answer in its place, and to a form on top of it', async () => {
    const next = [{ label: 'Send it', order: { name: 'survey send', input: {} } }];
    answer = async () => ({ kind: 'done', sheet: { text: 'Ready.', next, data: null } });
    await open();
    const row = JSON.parse((await door.command('UA', '/survey', 'preview')).body).blocks.at(-1);
    const press = () =>
      door.interacts({
        ...pressOf('UA', { channel: 'x', ts: '1.1', text: '', blocks: [] }, { ...row.elements[0], block_id: row.block_id }),
        ...{ view: { id: 'V9', type: 'modal' }, message: undefined, channel: undefined, container: { type: 'view', view_id: 'V9' } },
      });
    await press();
    await door.slack.idle();
    expect(peer.calls.find(({ method }) => method === 'views.update')?.args).toMatchObject({ view_id: 'V9' });
    answer = async () => ({ kind: 'refused', why: 'not yet', faults: { text: 'is missing' } });
    await press();
    await door.slack.idle();
    expect(peer.calls.some(({ method }) => method === 'views.push')).toBe(true);
  });

  it('pictures and files come in their messages, with words for who can’t see them', async () => {
    const pictures = [{ alt: 'Of 20, 15 felt listened to', png: new Uint8Array([1, 2, 3]) }];
    const files = [{ name: 'results.csv', type: 'text/csv', body: 'a,b\n' }];
    answer = async () => ({ kind: 'done', sheet: { text: 'Here.', pictures, files, data: null } });
    await open();
    await door.command('UA', '/survey', 'results');
    await door.slack.idle();
    expect(peer.uploads.map(({ name }) => name)).toEqual(['picture-1.png', 'results.csv']);
    const said = peer.calls.filter(({ method }) => method === 'files.completeUploadExternal').map(({ args }) => args.initial_comment);
    expect(said).toEqual(['Of 20, 15 felt listened to', undefined]);
  });

  it('a sheet that lasts stands where it was asked for, in one message that changes, and else in their own messages', async () => {
    const lasting = { command: 'survey results', input: {}, until: new Date('2026-04-01T10:00:00Z') };
    answer = async () => ({ kind: 'done', sheet: { text: '3 of 20 have answered.', lasting, data: null } });
    await open();
    expect((await door.command('UA', '/survey', 'results')).body).toBe('');
    await door.slack.idle();
    expect(peer.messages).toMatchObject([{ channel: 'DUA', text: '3 of 20 have answered.' }]);
    const [first] = peer.messages;
    expect(kept).toEqual([{ channel: 'slack', place: 'T1/DUA', externalId: first?.ts }]);

    const { board } = door.slack;
    expect(await board.change('T1/DUA', first?.ts ?? '', { text: '9 of 20 have answered.', data: null })).toBe('changed');
    expect(first?.text).toBe('9 of 20 have answered.');
    expect(faultsOfMessage(first as NonNullable<typeof first>)).toEqual([]);
    for (const fault of [limitRate(30), loseAnswer, refuse('service_unavailable')]) {
      peer.breaks('chat.update', fault);
      expect(await board.change('T1/DUA', first?.ts ?? '', { text: '10 of 20 have answered.', data: null })).toBe('later');
    }
    expect(await board.change('T1/DUA', 'gone', { text: 'x', data: null })).toBe('gone');

    // What nobody asked for at that moment goes into a channel that the bot was invited to.
    const told = {
      text: 'The week in figures.',
      tables: [{ head: ['Last week', 'How many'], rows: [['Sessions held', '3']] }],
      data: null,
    };
    expect(await board.post('/C1', told)).toMatchObject({ kind: 'sent', externalId: expect.any(String) });
    expect(peer.messages.at(-1)).toMatchObject({ channel: 'C1', text: 'The week in figures.' });
    expect(faultsOfMessage(peer.messages.at(-1) as NonNullable<typeof first>)).toEqual([]);
    peer.breaks('chat.postMessage', (res) => res.end('{"ok":false,"error":"not_in_channel"}'));
    expect(await board.post('/C1', told)).toEqual({ kind: 'unreachable' });
    peer.breaks('chat.postMessage', (res) => res.destroy());
    expect(await board.post('/C1', told)).toEqual({ kind: 'unknown' });

    peer.breaks('chat.postMessage', (res) => res.end('{"ok":false,"error":"not_in_channel"}'));
    await door.command('UB', '/survey', 'results');
    await door.slack.idle();
    expect(kept.at(-1)).toMatchObject({ place: 'T1/DUB' });
  });

  it('a sheet that lasts stands once, where the form was asked for, and the form says so', async () => {
    const lasting = { command: 'survey show', input: {}, until: new Date('2026-04-01T10:00:00Z') };
    const next = [{ label: 'Send', order: { name: 'survey confirm', input: {} } }];
    answer = async () => ({ kind: 'done', sheet: { text: 'Ready.', next, data: null } });
    await open();
    const asked = { ...form, private_metadata: JSON.stringify({ name: 'survey send', channel: 'C7' }) };
    const preview = JSON.parse((await door.interacts(submitted('UA', asked, {}))).body).view;
    const tables = [{ head: ['Survey', ''], rows: [['Invited', '9']] }];
    const undo = [{ label: 'Undo', order: { name: 'survey undo', input: {} } }];
    answer = async () => ({ kind: 'done', sheet: { text: '9 invitations go.', tables, lasting, next: undo, data: null } });
    await door.interacts(pressOnView('UA', preview, 'Send'));
    await door.slack.idle();
    const shown = peer.views.at(-1) as unknown as { trigger: string; view: View };
    expect(shown.trigger).toBe('V1');
    expect(readable(shown.view)).toMatch(/9 invitations go[\s\S]*where you gave the command[\s\S]*Undo/);
    expect(readable(shown.view)).not.toContain('Invited');
    expect(peer.messages.map(({ channel }) => channel)).toEqual(['C7']);
    expect(readable(peer.messages[0]?.blocks)).toContain('Invited');
    expect(kept).toEqual([{ channel: 'slack', place: 'T1/C7', externalId: peer.messages[0]?.ts }]);
    // What is pressed there is still about that place.
    await door.interacts(pressOnView('UA', shown.view, 'Undo'));
    await door.slack.idle();
    expect(peer.messages.map(({ channel }) => channel)).toEqual(['C7', 'C7']);
  });

  it('a sheet that lasts stands in their own messages where the form was asked for nowhere', async () => {
    const lasting = { command: 'survey show', input: {}, until: new Date('2026-04-01T10:00:00Z') };
    answer = async () => ({ kind: 'done', sheet: { text: '9 invitations go.', lasting, data: null } });
    await open();
    await door.interacts(submitted('UA', form, {}));
    await door.slack.idle();
    expect(peer.messages.map(({ channel }) => channel)).toEqual(['DUA']);
  });

  it('a form that Slack does not open in time is offered by a button, with all that was typed', async () => {
    answer = async () => ({ kind: 'refused', why: 'not yet', faults: { text: 'is missing' } });
    await open();
    for (const error of ['expired_trigger_id', 'exchanged_trigger_id']) {
      peer.breaks('views.open', refuse(error));
      const { body } = await door.command('UA', '/survey', 'send');
      expect(readable(JSON.parse(body).blocks)).toContain('did not open in time');
      const row = JSON.parse(body).blocks.at(-1);
      expect(JSON.parse(row.elements[0].value)).toEqual({ name: 'x', input: { text: '' } });
      await door.interacts(
        pressOf('UA', { channel: 'C1', ts: '1.1', text: '', blocks: [] }, { ...row.elements[0], block_id: row.block_id }),
      );
      await door.slack.idle();
      expect(peer.views.at(-1)?.view).toMatchObject({ callback_id: 'form' });
    }
  });

  it('a shortcut on a message is an order with its words, in a form', async () => {
    await open();
    const shortcut = {
      type: 'message_action',
      callback_id: 'evidence_add',
      trigger_id: 't1',
      team: { id: 'T1' },
      user: { id: 'UA', team_id: 'T1' },
      channel: { id: 'C1', name: 'general' },
      message: { type: 'message', user: 'U2', ts: '1.1', text: 'They said the &lt;phones&gt; are broken' },
      message_ts: '1.1',
      response_url: `${peer.apiUrl}respond`,
      is_enterprise_install: false,
    };
    await door.interacts(shortcut);
    await door.slack.idle();
    const [{ trigger, view } = { trigger: '', view: {} }] = peer.views;
    expect(trigger).toBe('t1');
    expect(faultsOfView(view)).toEqual([]);
    expect(view).toMatchObject({
      private_metadata: JSON.stringify({ name: 'evidence add', channel: 'C1' }),
      blocks: [{}, { block_id: 'text', element: { initial_value: 'They said the <phones> are broken' } }],
    });
    // Too late, in a channel where we are not: what was in the message is in a button in their own messages.
    peer.breaks('views.open', refuse('expired_trigger_id'));
    peer.breaks('chat.postEphemeral', refuse('not_in_channel'));
    await door.interacts(shortcut);
    await door.slack.idle();
    expect(JSON.stringify(peer.messages)).toContain('phones');
    expect(peer.messages).toMatchObject([{ channel: 'DUA' }]);
  });
});
