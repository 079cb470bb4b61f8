import { type IncomingHttpHeaders, request } from 'node:http';
import { Readable } from 'node:stream';
import { createGate } from '../../src/channels/botframework/gate.ts';
import type { BotFrameworkSettings } from '../../src/channels/botframework/parts.ts';
import { createBotbuilder } from '../../src/channels/botframework/sdk.ts';
import type { FakeConnector } from './fake-connector.ts';
import { createFakeDesk } from './fake-desk.ts';
import { pushing } from './pushing.ts';
import { openTeamsDoor } from './teams-door.ts';
import { handClock } from './world.ts';

/** The Microsoft door for those who knock at it: what they see, what its log says, and what came through to the desk. */
export async function openGate(peer: FakeConnector, settings: BotFrameworkSettings = peer.settings()) {
  const clock = handClock();
  const fake = createFakeDesk();
  const door = await openTeamsDoor(pushing(fake.desk), peer, { settings, clock });
  const connector = createBotbuilder(settings, { clock, token: async () => 'token-of-the-bot' });
  const gate = createGate({ settings, clock, log: { warn: () => undefined } }, connector);
  return {
    clock,
    logged: door.logged,
    /** What the desk was handed. */
    received: fake.received,
    /** To the gate alone and without a socket: for what knocks a thousand times, or from somewhere else. */
    straight: (body: string, headers: Record<string, string>, remoteAddress?: string) => {
      const asked = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, socket: { remoteAddress } };
      return gate(Object.assign(Readable.from([Buffer.from(body)]), asked) as never);
    },
    knock: (body: unknown, headers: Record<string, string> = {}) => knock(door.url, body, headers),
    async close(): Promise<void> {
      connector.close();
      await door.close();
    },
  };
}

export type GateDoor = Awaited<ReturnType<typeof openGate>>;

/** All that somebody outside sees of an answer, but for the time. */
export interface Seen {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Posts a body: text as it is, anything else as JSON. */
function knock(url: string, body: unknown, headers: Record<string, string>): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const sending = request(`${url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } });
    sending.on('error', reject);
    sending.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => {
        const { date: _, ...rest } = answer.headers;
        resolve({ status: answer.statusCode, headers: rest, body: text });
      });
    });
    sending.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}
