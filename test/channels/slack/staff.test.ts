import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineOf } from '../../../src/channels/slack/staff.ts';
import type { CommandResult, Desk, Order } from '../../../src/desk/ports.ts';
import { faultsOfMessage, faultsOfView } from '../../support/block-kit.ts';
import { databases } from '../../support/database.ts';
import { createFakeDesk } from '../../support/fake-desk.ts';
import { type FakeSlack, startFakeSlack } from '../../support/fake-slack.ts';
import { type Door, openDoor, pressOf, readable } from '../../support/slack-door.ts';
import { createWorld, type World } from '../../support/world.ts';

interface View {
  title: { text: string };
  private_metadata: string;
  callback_id: string;
  blocks: { type: string; block_id?: string; element?: { type: string; initial_value?: string; action_id: string } }[];
}

/** A form that was filled in: texts and choices by the field's name. */
function submitted(user: string, view: View, filled: Record<string, string>) {
  const values = Object.fromEntries(
    view.blocks.flatMap(({ block_id, element }) => {
      if (!block_id || !element) return [];
      const value = filled[block_id] ?? null;
      const selected_option = value === null ? null : { value, text: { type: 'plain_text', text: value } };
      const { type } = element;
      const given = type === 'static_select' ? { selected_option } : type === 'checkboxes' ? { selected_options: [] } : { value };
      return [[block_id, { [element.action_id]: { type, ...given } }]];
    }),
  );
  return {
    type: 'view_submission',
    team: { id: 'T1' },
    user: { id: user, team_id: 'T1' },
    api_app_id: 'A1',
    is_enterprise_install: false,
    trigger_id: 'after',
    view: { id: 'V1', ...view, state: { values } },
    response_urls: [],
  };
}

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
    expect(await board.change('T1/DUA', first?.ts ?? '', { text: '9 of 20 have answered.', data: null })).toBe(true);
    expect(first?.text).toBe('9 of 20 have answered.');
    expect(faultsOfMessage(first as NonNullable<typeof first>)).toEqual([]);
    expect(await board.change('T1/DUA', 'gone', { text: 'x', data: null })).toBe(false);

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

  it('a sheet that lasts also takes the place of the form’s answer on which it was asked for', async () => {
    const lasting = { command: 'survey show', input: {}, until: new Date('2026-04-01T10:00:00Z') };
    answer = async () => ({ kind: 'done', sheet: { text: '9 invitations go.', lasting, data: null } });
    await open();
    const value = JSON.stringify({ name: 'survey confirm', input: {} });
    const press = pressOf(
      'UA',
      { channel: 'x', ts: '1.1', text: '', blocks: [] },
      { type: 'button', action_id: 'next:0', block_id: 'next:0', value },
    );
    const container = { type: 'view', view_id: 'V7' };
    await door.interacts({ ...press, view: { id: 'V7', type: 'modal' }, message: undefined, channel: undefined, container });
    await door.slack.idle();
    expect(peer.views.at(-1)).toMatchObject({ trigger: 'V7', view: { type: 'modal' } });
    expect(readable(peer.views.at(-1)?.view)).toContain('9 invitations go.');
    expect(peer.messages).toMatchObject([{ channel: 'DUA', text: '9 invitations go.' }]);
  });

  it('a shortcut on a message is an order with its words, in a form', async () => {
    await open();
    await door.interacts({
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
    });
    await door.slack.idle();
    const [{ trigger, view } = { trigger: '', view: {} }] = peer.views;
    expect(trigger).toBe('t1');
    expect(faultsOfView(view)).toEqual([]);
    expect(view).toMatchObject({
      private_metadata: JSON.stringify({ name: 'evidence add', channel: 'C1' }),
      blocks: [{}, { block_id: 'text', element: { initial_value: 'They said the <phones> are broken' } }],
    });
  });
});
