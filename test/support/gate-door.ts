import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { Readable } from 'node:stream';
import { createGate, type Entry } from '../../src/channels/botframework/gate.ts';
import type { BotFrameworkSettings } from '../../src/channels/botframework/parts.ts';
import { refuse } from '../../src/channels/botframework/refusal.ts';
import { createBotbuilder } from '../../src/channels/botframework/sdk.ts';
import { listen } from './fake-slack.ts';
import { handClock } from './world.ts';

/** The gate of the Microsoft door on a port, with botbuilder behind it and nothing behind that. */
export async function openGate(settings: BotFrameworkSettings) {
  const clock = handClock();
  const warnings: string[] = [];
  /** Who came in, in order. */
  const entered: Extract<Entry, { kind: 'in' }>[] = [];
  const connector = createBotbuilder(settings, { clock, token: async () => 'token-of-the-bot', timeout: 2_000 });
  const gate = createGate({ settings, clock, log: { warn: (message) => void warnings.push(message) } }, connector);
  const server = createServer(async (req, res) => {
    const entry = await gate(req);
    if (entry.kind === 'refused') return refuse(res, entry.status);
    entered.push(entry);
    res.writeHead(200).end();
  });
  const url = await listen(server);
  return {
    url,
    clock,
    warnings,
    entered,
    /** Without a socket, for what knocks a thousand times. */
    straight: (body: string, headers: Record<string, string>, remoteAddress?: string) => {
      const request = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, socket: { remoteAddress } };
      return gate(Object.assign(Readable.from([Buffer.from(body)]), request) as never);
    },
    knock: (body: unknown, headers: Record<string, string> = {}) => knock(url, body, headers),
    async close(): Promise<void> {
      connector.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
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
