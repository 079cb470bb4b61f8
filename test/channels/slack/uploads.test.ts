import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { faultsOfView } from '../../support/block-kit.ts';
import { onEmbedded } from '../../support/database.ts';
import { type FakeSlack, type Fault, fail, loseAnswer, refuse, startFakeSlack } from '../../support/fake-slack.ts';
import { type Door, openDoor, readable } from '../../support/slack-door.ts';
import { pressOnView, submitted, type View } from '../../support/slack-form.ts';
import { createWorld, type World } from '../../support/world.ts';

onEmbedded('A list that is uploaded in Slack', (kind) => {
  let world: World;
  let peer: FakeSlack;
  let door: Door;
  let session: string;

  beforeAll(async () => {
    world = await createWorld(kind, { admins: [{ channel: 'slack', value: 'T1/UA' }] });
    const does = async (line: string, user = 'UB') => {
      const result = await world.desk.command({ channel: 'slack', address: `T1/${user}` }, { line });
      if (result.kind === 'refused') throw new Error(result.why);
      return result.sheet.data as { id: string };
    };
    await does('roles grant slack:T1/UB staff --name bo --why needed', 'UA');
    await does('settings add Hub --kind community');
    session = (await does('session new --date yesterday --setting Hub --areas safety --facilitators bo')).id;
  });
  afterAll(() => world.remove());
  beforeEach(async () => {
    peer = await startFakeSlack();
    door = await openDoor(() => world.desk, peer.apiUrl);
  });
  afterEach(async () => {
    await door.close();
    await peer.close();
  });

  /** Opens the form by a line that lacks something, and answers it. */
  async function opens(command: string, text: string): Promise<View> {
    await door.command('UB', command, text);
    await door.slack.idle();
    const view = peer.views.at(-1)?.view as unknown as View;
    expect(faultsOfView(view)).toEqual([]);
    return view;
  }
  const attend = async () => opens('/session', `attend ${session}`);
  const hosts =
    (body: string | Buffer, type = 'text/csv'): Fault =>
    (res) =>
      void res.writeHead(200, { 'content-type': type }).end(body);
  const uploaded = (how: Fault, more: object = {}) => {
    peer.files.set('/files/list.csv', how);
    return { id: 'F1', name: 'list.csv', size: 40, url_private: peer.fileUrl('/files/list.csv'), ...more };
  };
  async function sends(view: View, filled: Parameters<typeof submitted>[2]) {
    const { status, body } = await door.interacts(submitted('UB', view, filled));
    expect(status).toBe(200);
    const answer = JSON.parse(body) as { response_action: string; errors?: Record<string, string>; view: View };
    if (answer.view) expect(faultsOfView(answer.view)).toEqual([]);
    return answer;
  }

  it('is read with the bot’s token, and goes where a pasted one goes', async () => {
    const view = await attend();
    expect(view.blocks.find(({ block_id }) => block_id === 'file:upload')?.element).toMatchObject({
      type: 'file_input',
      filetypes: ['csv', 'xlsx'],
      max_files: 1,
    });
    const list = 'name,email\nZoé,zoe@example.org\nKit,\n';
    const byFile = await sends(view, { 'file:upload': uploaded(hosts(list)) });
    const byPaste = await sends(await attend(), { file: list });
    expect(byFile.response_action).toBe('update');
    expect(readable(byFile.view)).toContain('Zoé');
    expect(readable(byFile.view)).toBe(readable(byPaste.view));
    expect(peer.fetched).toEqual([{ path: '/files/list.csv', token: 'xoxb-1' }]);
    expect(door.logged).toEqual([]);
  });

  it.each([
    ['a mark at its beginning', Buffer.from('\ufeffname\nZoé\n')],
    ['letters of Windows', Buffer.from('name\r\nZo\xe9\r\n', 'latin1')],
    ['sixteen bits', Buffer.from('\ufeffname\nZoé\n', 'utf16le')],
  ])('may have %s', async (_, body) => {
    const { view } = await sends(await attend(), { 'file:upload': uploaded(hosts(body)) });
    expect(readable(view)).toContain('Zoé');
  });

  it.each<[string, () => object, string]>([
    ['too large, by what Slack says', () => uploaded(hosts('name\n'), { size: 3_000_000 }), 'too large'],
    ['too large, whatever Slack says', () => uploaded(hosts(`name\n${'x'.repeat(2_100_000)}`)), 'too large'],
    ['a page to log in on', () => uploaded(hosts('<html>', 'text/html; charset=utf-8')), 'install it again'],
    ['somewhere else', () => uploaded((res) => res.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()), 'install it again'],
    ['at an address that is not Slack’s', () => uploaded(hosts('name\n'), { url_private: 'http://127.0.0.1:9/list.csv' }), 'could not get'],
    ['at no address', () => uploaded(hosts('name\n'), { url_private: 'nowhere' }), 'could not get'],
    ['lost on the way', () => uploaded(loseAnswer), 'could not get'],
    ['behind trouble', () => uploaded(fail(503)), 'could not get'],
  ])('that is %s is said below it, and the form stays', async (_, file, said) => {
    const answer = await sends(await attend(), { 'file:upload': file(), names: 'Robin' });
    expect(answer).toEqual({ response_action: 'errors', errors: { 'file:upload': expect.stringContaining(said) } });
    expect(peer.fetched.every(({ path }) => path === '/files/list.csv')).toBe(true);
  });

  it.each([
    ['a workbook', Buffer.from('PK\x03\x04\0\0\xff\xfe', 'latin1'), 'CSV UTF-8'],
    ['no list of people', Buffer.from('a,b\n1,2\n'), 'The first row has to name the columns'],
  ])('that is %s is said on top of the form', async (_, body, said) => {
    const answer = await sends(await attend(), { 'file:upload': uploaded(hosts(body)) });
    expect(answer.response_action).toBe('push');
    expect(readable(answer.view)).toContain(said);
  });

  it('is found by its id where Slack says no more, and not without the scope for it', async () => {
    const found = uploaded(hosts('name\nZoé\n'));
    const shared = { id: 'F1', file_access: 'check_file_info' };
    peer.files.set('/api/files.info', (res) => void res.end(JSON.stringify({ ok: true, file: found })));
    expect(readable((await sends(await attend(), { 'file:upload': shared })).view)).toContain('Zoé');
    peer.files.set('/api/files.info', refuse('missing_scope'));
    expect((await sends(await attend(), { 'file:upload': shared })).errors?.['file:upload']).toContain('install it again');
  });

  it('cannot be pasted too, and has to be one of both where a list is needed', async () => {
    const both = await sends(await attend(), { 'file:upload': uploaded(hosts('name\nZoé\n')), file: 'name\nKit' });
    expect(both.errors).toEqual({ 'file:upload': 'Upload the list or paste it, not both.' });
    const neither = await sends(await opens('/onward', 'people import'), {});
    expect(neither.errors).toEqual({ file: 'Upload the list, or paste it.' });
  });

  it('is pasted where Slack refuses the upload, because we were installed before there was one', async () => {
    peer.breaks('views.open', refuse('missing_scope'));
    const view = await attend();
    expect(view.blocks.map(({ block_id }) => block_id)).not.toContain('file:upload');
    expect(readable((await sends(view, { file: 'name\nZoé' })).view)).toContain('Zoé');
  });

  it('that comes late leaves the form as it was filled in, with what was wrong', async () => {
    await door.close();
    door = await openDoor(() => world.desk, peer.apiUrl, { wait: async () => undefined });
    const answer = await sends(await attend(), { 'file:upload': uploaded(fail(503)), names: 'Robin' });
    expect(readable(answer.view)).toContain('Working on it');
    await door.slack.idle();
    const again = peer.views.at(-1) as unknown as { trigger: string; view: View };
    expect(again.trigger).toMatch(/^V\d+$/);
    expect(faultsOfView(again.view)).toEqual([]);
    expect(readable(again.view)).toContain('could not get this file');
    expect(again.view.blocks.find(({ block_id }) => block_id === 'names')?.element?.initial_value).toBe('Robin');
  });

  it('of many people is recorded by a button that is too long for Slack: once, and with nobody’s name on it', async () => {
    const people = Array.from({ length: 100 }, (_, at) => `Person ${at},p${at}@example.org`);
    const { view } = await sends(await opens('/onward', 'people import'), {
      'file:upload': uploaded(hosts(['name,email', ...people].join('\n'))),
    });
    const press = pressOnView('UB', view, 'Add 100 people');
    expect(JSON.stringify(press)).not.toContain('example.org"');
    await Promise.all([door.interacts(press), door.interacts(press)]);
    await door.slack.idle();
    const shown = peer.views.map(({ view }) => readable(view));
    expect(shown.filter((text) => text.includes('100 of 100 rows were added'))).toHaveLength(1);
    expect(await world.database.rows('SELECT body FROM parked_order')).toEqual([{ body: null }]);
  });
});
