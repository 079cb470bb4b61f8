import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { createSlack, type Slack } from '../../../src/channels/slack/index.ts';
import { lockOf } from '../../../src/seal.ts';
import { createFakeDesk, type FakeDesk } from '../../support/fake-desk.ts';
import { type FakeSlack, listen, startFakeSlack } from '../../support/fake-slack.ts';
import { pushing } from '../../support/pushing.ts';
import { installsInMemory, neverLate, slackPhrases } from '../../support/slack-door.ts';
import { handClock, testSeal } from '../../support/world.ts';

describe('Slack over a socket', () => {
  let fake: FakeDesk;
  let peer: FakeSlack;
  let slack: Slack;
  let socket: WebSocket;
  /** Envelopes that were acknowledged. */
  const acknowledged: { envelope_id: string; payload?: unknown }[] = [];
  let hear: () => void = () => undefined;
  let stop: () => Promise<void>;

  beforeEach(async () => {
    acknowledged.length = 0;
    fake = createFakeDesk();
    peer = await startFakeSlack();
    const server = createServer();
    const sockets = new WebSocketServer({ server });
    const url = await listen(server);
    const connected = new Promise<WebSocket>((resolve) => sockets.on('connection', resolve));
    peer.breaks('apps.connections.open', (res) =>
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, url: url.replace('http', 'ws') })),
    );
    slack = await createSlack({
      settings: { door: { kind: 'socket', appToken: 'xapp-1' }, workspace: { kind: 'one', token: 'xoxb-1' }, apiUrl: peer.apiUrl },
      phrases: slackPhrases,
      ids: { next: () => 'id' },
      clock: handClock(),
      installs: installsInMemory(),
      lock: lockOf(testSeal, 'slack installs'),
      stateSecret: () => '',
      publicUrl: 'http://127.0.0.1',
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      wait: neverLate,
    });
    await slack.open(pushing(fake.desk)(slack.carrier));
    socket = await connected;
    socket.on('message', (data) => {
      acknowledged.push(JSON.parse(data.toString()));
      hear();
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
    stop = async () => {
      await slack.close();
      slack.end();
      sockets.close();
      server.closeAllConnections();
      server.close();
      await peer.close();
    };
  });
  afterEach(() => stop());

  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      hear = () => holds() && resolve();
      hear();
    });
  const message = (envelope_id: string) =>
    JSON.stringify({
      envelope_id,
      type: 'events_api',
      accepts_response_payload: false,
      payload: {
        type: 'event_callback',
        team_id: 'T1',
        event_id: 'Ev-1',
        event: { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: 'English', ts: '1.1' },
      },
    });

  it('takes a message, and acknowledges it only when it is kept', async () => {
    fake.state.broken = 1;
    socket.send(message('e-1'));
    socket.send(message('e-2'));
    await until(() => acknowledged.length > 0);
    // The first was not kept, so it was not acknowledged: Slack sends it again, as here with the second envelope.
    expect(acknowledged.map(({ envelope_id }) => envelope_id)).toEqual(['e-2']);
    await peer.until(() => peer.messages.length > 0);
    expect(fake.received).toHaveLength(1);
    expect(peer.messages.at(-1)?.text).toContain('What should we call you?');
    expect(slack.handle).toBeNull();
  });

  it('answers a command in its acknowledgement', async () => {
    const payload = {
      command: '/onward',
      text: 'people list',
      team_id: 'T1',
      user_id: 'U1',
      channel_id: 'D1',
      trigger_id: 't',
      is_enterprise_install: 'false',
    };
    socket.send(JSON.stringify({ envelope_id: 'c-1', type: 'slash_commands', accepts_response_payload: true, payload }));
    await until(() => acknowledged.length > 0);
    expect(acknowledged[0]).toMatchObject({
      envelope_id: 'c-1',
      payload: { response_type: 'ephemeral', text: 'The page gives no commands.' },
    });
  });
});
