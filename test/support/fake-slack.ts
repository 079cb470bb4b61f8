import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { KnownBlock } from '@slack/types';

/** Slack in memory, for tests of our door: it keeps what it was sent, and refuses what a test tells it to. */

export interface Call {
  method: string;
  token: string;
  /** Fields of the form; those that are JSON are read. */
  args: Record<string, unknown>;
}

export interface Posted {
  channel: string;
  ts: string;
  text: string;
  blocks: (KnownBlock & { block_id?: string })[];
  metadata?: unknown;
}

/** What becomes of one call, in place of what it would do. */
export type Fault = (res: ServerResponse, req: IncomingMessage) => void;

export const refuse =
  (error: string): Fault =>
  (res) =>
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: false, error }));
export const limitRate =
  (seconds: number): Fault =>
  (res) =>
    res.writeHead(429, { 'retry-after': String(seconds) }).end();
export const fail =
  (status: number): Fault =>
  (res) =>
    res.writeHead(status).end();
/** The call arrived, and the answer did not. */
export const loseAnswer: Fault = (_res, req) => void req.socket.destroy();

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

export async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const tokenOf = (req: IncomingMessage) => String(req.headers.authorization ?? '').replace('Bearer ', '');

const read = (value: string): unknown => {
  try {
    return /^[[{]/.test(value) ? JSON.parse(value) : value;
  } catch {
    return value;
  }
};

/** What a call was given: a form, whose fields are read where they are JSON, or JSON. */
export function argsOf(req: IncomingMessage, body: Buffer): Record<string, unknown> {
  if (req.headers['content-type']?.startsWith('application/json')) return JSON.parse(body.toString());
  return Object.fromEntries([...new URLSearchParams(body.toString())].map(([name, value]) => [name, read(value)]));
}

/** Whoever waits until something holds: it is looked at after each call. */
export function watching() {
  const listeners = new Set<() => void>();
  return {
    heard: () => {
      for (const listener of listeners) listener();
    },
    until: (holds: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!holds()) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
  };
}

/** @param answersIn milliseconds from when a call has done what it does to its answer */
export async function startFakeSlack({ answersIn = 0 } = {}) {
  const calls: Call[] = [];
  const unanswered = new Set<Call>();
  const messages: Posted[] = [];
  const ephemerals: { channel: string; user: string; text: string }[] = [];
  const uploads: { name: string; body: string }[] = [];
  const homes = new Map<string, { blocks: KnownBlock[] }>();
  const views: { trigger: string; view: Record<string, unknown> }[] = [];
  const zones = new Map<string, string>();
  const faults = new Map<string, Fault[]>();
  const { heard, until } = watching();
  let ts = 1_700_000_000;

  const doing: Record<string, (args: Record<string, unknown>) => object> = {
    'auth.test': () => ({ team_id: 'T1', user_id: 'UBOT' }),
    'users.info': ({ user }) => ({ user: { id: user, tz: zones.get(String(user)) } }),
    'conversations.open': ({ users }) => ({ channel: { id: `D${String(users)}` } }),
    'conversations.history': ({ channel }) => ({ messages: messages.filter((one) => one.channel === channel).toReversed() }),
    'chat.postMessage': ({ channel, text, blocks = [], metadata }) => {
      const message = { channel, ts: `${++ts}.000100`, text, blocks, metadata } as Posted;
      messages.push(message);
      return { channel, ts: message.ts };
    },
    'chat.update': ({ channel, ts: at, text, blocks = [] }) => {
      const message = messages.find((one) => one.channel === channel && one.ts === at);
      if (!message) return { ok: false, error: 'message_not_found' };
      Object.assign(message, { text, blocks });
      return { channel, ts: at };
    },
    'chat.postEphemeral': ({ channel, user, text }) => {
      ephemerals.push({ channel, user, text } as (typeof ephemerals)[number]);
      return { message_ts: `${++ts}.000200` };
    },
    'views.publish': ({ user_id, view }) => {
      homes.set(String(user_id), view as { blocks: KnownBlock[] });
      return { view: {} };
    },
    'views.open': ({ trigger_id, view }) => {
      views.push({ trigger: String(trigger_id), view: view as Record<string, unknown> });
      return { view: { id: `V${views.length}` } };
    },
    'views.update': ({ view_id, view }) => {
      views.push({ trigger: String(view_id), view: view as Record<string, unknown> });
      return { view: {} };
    },
    'files.getUploadURLExternal': ({ filename }) => {
      uploads.push({ name: String(filename), body: '' });
      return { upload_url: `${url}/upload/${uploads.length - 1}`, file_id: `F${uploads.length}` };
    },
    'files.completeUploadExternal': ({ files, channel_id }) => ({ files, channel_id }),
  };

  /** Files that people uploaded, by path. */
  const files = new Map<string, Fault>();
  const fetched: { path: string; token: string }[] = [];

  const server = createServer(async (req, res) => {
    const body = await bodyOf(req);
    const file = files.get(req.url ?? '');
    if (file) {
      fetched.push({ path: req.url ?? '', token: tokenOf(req) });
      return file(res, req);
    }
    const upload = /^\/upload\/(\d+)$/.exec(req.url ?? '');
    if (upload) {
      const kept = uploads[Number(upload[1])];
      const form = new Response(new Uint8Array(body), { headers: { 'content-type': req.headers['content-type'] ?? '' } });
      for (const [, file] of await form.formData()) if (kept && typeof file !== 'string') kept.body = await file.text();
      res.end('OK');
      return void heard();
    }
    const method = (req.url ?? '').replace('/api/', '');
    const args = argsOf(req, body);
    const call = { method, token: tokenOf(req), args };
    calls.push(call);
    unanswered.add(call);
    const fault = faults.get(method)?.shift();
    const done = fault ? null : JSON.stringify({ ok: true, ...doing[method]?.(args) });
    if (answersIn > 0) await wait(answersIn);
    unanswered.delete(call);
    if (fault) fault(res, req);
    else res.writeHead(200, { 'content-type': 'application/json' }).end(done);
    heard();
  });
  const url = await listen(server);

  return {
    apiUrl: `${url}/api/`,
    calls,
    /** Those that have done what they do, and whose caller does not know it yet. */
    unanswered,
    messages,
    ephemerals,
    uploads,
    homes,
    views,
    /** What the profile of somebody says. */
    zones,
    files,
    /** Who asked for them, with which token. */
    fetched,
    /** Where a file is. */
    fileUrl: (path: string) => `${url}${path}`,
    /** The next calls of a method go wrong, in this order. */
    breaks: (method: string, ...next: Fault[]) => void faults.set(method, next),
    until,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>;

/** Signs a body as Slack does. @param at in seconds since 1970 */
export function signed(secret: string, body: string, at: number): Record<string, string> {
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': signature };
}
