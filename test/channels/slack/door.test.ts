import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeDesk, type FakeDesk } from '../../support/fake-desk.ts';
import { type FakeSlack, startFakeSlack } from '../../support/fake-slack.ts';
import { pushing } from '../../support/pushing.ts';
import { type Door, openDoor, pressOf } from '../../support/slack-door.ts';

const json = { type: 'application/json' };
const now = () => Math.floor(Date.now() / 1000);

describe('The door of Slack', () => {
  let fake: FakeDesk;
  let peer: FakeSlack;
  let door: Door;

  beforeEach(async () => {
    fake = createFakeDesk();
    peer = await startFakeSlack();
    door = await openDoor(pushing(fake.desk), peer.apiUrl);
  });
  afterEach(async () => {
    await door.close();
    await peer.close();
  });

  const message = JSON.stringify({
    type: 'event_callback',
    team_id: 'T1',
    event_id: 'Ev-1',
    event: { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: 'English', ts: '1.1' },
  });

  it.each([
    ['signed with another secret', { ...json, secret: 'f'.repeat(32) }],
    ['signed six minutes ago', { ...json, at: now() - 360 }],
    ['not signed', { ...json, headers: { 'x-slack-signature': '', 'x-slack-request-timestamp': '' } }],
  ])('turns away what is %s, and tells the desk nothing', async (_, how) => {
    expect((await door.post(message, how)).status).toBe(401);
    expect(fake.received).toEqual([]);
  });

  it('takes the same body once, however often it is replayed', async () => {
    for (let times = 0; times < 3; times++) expect((await door.post(message, json)).status).toBe(200);
    await door.slack.idle();
    expect(fake.chats.get('T1/U1')?.messages.filter(({ direction }) => direction === 'in')).toHaveLength(1);
    expect(peer.messages.length).toBe(1);
  });

  it('answers Slack’s questions about the address', async () => {
    const challenge = await door.post(JSON.stringify({ type: 'url_verification', challenge: 'c-1', token: 't' }), json);
    expect(challenge).toEqual({ status: 200, body: JSON.stringify({ challenge: 'c-1' }) });
    expect((await door.post('ssl_check=1&token=t')).status).toBe(200);
  });

  it('takes a form and JSON also when a proxy has named their letters', async () => {
    const type = 'application/x-www-form-urlencoded; charset=utf-8';
    const payload = pressOf('U1', { channel: 'D1', ts: '1.1', text: '', blocks: [] }, { type: 'button', action_id: 'x', block_id: 'y' });
    expect((await door.post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), { type })).status).toBe(200);
    expect((await door.post(message, { type: 'application/json; charset=utf-8' })).status).toBe(200);
    expect(fake.received).toHaveLength(1);
  });

  it.each(['null', '[]', '7', '%20%7', '%5B%5D'])('is not upset by a form whose payload is %s', async (payload) => {
    expect((await door.post(`payload=${payload}`)).status).toBe(400);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"type":"event_callback"}',
    '{"type":"event_callback","event":{}}',
    '"x"',
    '{"event":{"type":"message"}}',
  ])('is not upset by %s', async (body) => {
    const { status } = await door.post(body, json);
    expect(status).toBeLessThan(501);
    expect((await door.post(message, json)).status).toBe(200);
  });

  it('takes what is for it and nothing else', async () => {
    for (const [method, path] of [
      ['GET', '/slack/events'],
      ['GET', '/slack/install'],
      ['POST', '/slack/other'],
      ['GET', '/'],
    ] as const)
      expect(await (await fetch(`${door.url}${path}`, { method })).text()).toBe('not Slack');
  });

  it('refuses a body that is no chat message', async () => {
    expect((await door.post('x'.repeat(5_000_000), json)).status).toBe(413);
  });

  it('takes nothing more once it closes, so that Slack asks again elsewhere, and ends what it was saying', async () => {
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    peer.breaks('chat.postMessage', (res) => void held.then(() => res.end('{"ok":true,"ts":"1.1"}')));
    await door.event({ type: 'app_home_opened', user: 'U1', channel: 'DU1', tab: 'messages' });
    let closed = false;
    const closing = door.slack.close().then(() => (closed = true));
    expect((await door.post(message, json)).status).toBe(503);
    expect(closed).toBe(false);
    finish();
    await closing;
    expect(fake.received).toEqual([]);
  });

  it('lets no word of a person into the log, whatever fails', async () => {
    fake.state.broken = 1;
    await door.post(message, json);
    peer.breaks('chat.postMessage', (res) => res.writeHead(500).end('English'));
    await door.post(message, json);
    await door.slack.idle();
    expect(door.logged.length).toBeGreaterThan(0);
    expect(door.logged.join('\n')).not.toMatch(/English|U1|T1/);
  });
});

describe('A Slack that does not take our token', () => {
  it('is said in the log, and the door stays open', async () => {
    const peer = await startFakeSlack();
    peer.breaks('auth.test', (res) =>
      res.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":false,"error":"invalid_auth"}'),
    );
    const door = await openDoor(pushing(createFakeDesk().desk), peer.apiUrl);
    await door.slack.idle();
    expect(door.logged).toEqual(['Slack does not take SLACK_BOT_TOKEN (invalid_auth). Copy it again from "OAuth & Permissions".']);
    await door.close();
    await peer.close();
  });
});
