import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createEmulator } from 'emulate';
import { manifestOf } from '../../src/channels/slack/index.ts';
import { argsOf, bodyOf, type Fault, listen, type Posted, watching } from './fake-slack.ts';

/**
 * A Slack that we did not write: the package `emulate`, with our manifest's scopes and no more, and in front of it a proxy of ours that limits
 * rates as Slack does and goes wrong when a test says so. The package has no public way to subscribe to its events (0.12.2, pinned), so its
 * plugin is caught as it registers.
 */

interface Hooks {
  register(hook: { url: string; events: string[]; active: boolean; owner: string }): void;
}
interface Collection {
  all(): Iterable<Record<string, unknown>>;
}
interface Inside {
  hooks: Hooks;
  store: { collection(name: string): Collection };
}

const dist = new URL('../../node_modules/emulate/dist/', import.meta.url);
let inside: Inside | undefined;

async function catchPlugin(): Promise<void> {
  const chunk = readdirSync(dist).find(
    (file) => file.endsWith('.js') && /^\s*slackPlugin$/m.test(readFileSync(new URL(file, dist), 'utf8')),
  );
  const { slackPlugin } = (await import(new URL(chunk ?? '', dist).href)) as {
    slackPlugin: { register: (app: unknown, store: Inside['store'], hooks: Hooks, ...rest: unknown[]) => unknown; caught?: true };
  };
  if (slackPlugin.caught) return;
  const { register } = slackPlugin;
  slackPlugin.caught = true;
  slackPlugin.register = (app, store, hooks, ...rest) => {
    inside = { hooks, store };
    return register.call(slackPlugin, app, store, hooks, ...rest);
  };
}

export const emulated = { secret: '0123456789abcdef0123456789abcdef', token: 'xoxb-1-bot', team: 'T000000001' };

export interface EmulatorChoices {
  /** Who is there, beside the bot. Each has the token `xoxp-NAME`. */
  people?: string[];
  /** Scopes of the manifest that the workspace never gave us: it installed us before we asked for them. */
  without?: string[];
  /** Whether messages to one channel are held to one a second, as Slack holds them. A trip with thousands of messages has no time for that. */
  paced?: boolean;
}

export async function startEmulator({ people = ['robin', 'alex', 'ada'], paced = true, without = [] }: EmulatorChoices = {}) {
  await catchPlugin();
  const { scopes } = manifestOf(null).oauth_config;
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        team: { name: 'Test', domain: 'test' },
        users: [...people, 'onwardbot'].map((name) => ({ name, email: `${name}@example.org`, real_name: name })),
        channels: [{ name: 'general' }],
        bots: [{ name: 'onwardbot' }],
        tokens: [
          {
            token: emulated.token,
            type: 'bot',
            user: 'onwardbot',
            scopes: scopes.bot.filter((scope) => !without.includes(scope)),
            app_id: 'A1',
            bot_id: 'B000000001',
          },
          ...people.map((name) => ({ token: `xoxp-${name}`, type: 'user', user: name, app_id: 'A1' })),
        ],
        strict_scopes: true,
        signing_secret: emulated.secret,
      },
    },
  });
  const { hooks, store } = inside as Inside;
  const rows = (name: string) => [...store.collection(name).all()];
  const faults = new Map<string, Fault[]>();
  const last = new Map<string, number>();
  const { heard: look, until } = watching();
  const responses: { text?: string; blocks?: unknown[] }[] = [];
  const seen: { method: string; status: number; at: number }[] = [];

  const proxy = createServer(async (req, res) => {
    const body = await bodyOf(req);
    const method = (req.url ?? '').split('/').at(-1) ?? '';
    const at = performance.now();
    const heard = (status: number) => {
      seen.push({ method, status, at });
      look();
    };
    const answer = (status: number, content: Buffer | string = '', headers = {}) => {
      res.writeHead(status, headers).end(content);
      heard(status);
    };
    if (req.url === '/respond') {
      responses.push(JSON.parse(body.toString()));
      return answer(200, 'ok');
    }
    const fault = faults.get(method)?.shift();
    if (fault) {
      fault(res, req);
      return heard(0);
    }
    if (paced && method === 'chat.postMessage') {
      const channel = String(argsOf(req, body).channel ?? '');
      // A little early is not punished: the clocks of two machines differ by the way between them.
      if (at - (last.get(channel) ?? Number.NEGATIVE_INFINITY) < 950)
        return answer(429, '{"ok":false,"error":"ratelimited"}', { 'retry-after': '1' });
      last.set(channel, at);
    }
    const { authorization = '', 'content-type': type = '' } = req.headers;
    const reply = await fetch(`${emulator.url}${req.url}`, {
      method: req.method ?? 'POST',
      headers: { authorization, 'content-type': type },
      body: new Uint8Array(body),
    });
    answer(reply.status, Buffer.from(await reply.arrayBuffer()), {
      'content-type': reply.headers.get('content-type') ?? 'application/json',
    });
  });
  const proxyUrl = await listen(proxy);

  const api = async (method: string, args: object, token: string): Promise<Record<string, unknown> & { ok: boolean }> => {
    const response = await fetch(`${emulator.url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    return response.json();
  };

  return {
    apiUrl: `${proxyUrl}/api/`,
    /** What Slack hands out as `response_url`, and what was sent there. */
    responseUrl: `${proxyUrl}/respond`,
    responses,
    api,
    /** Calls that came, in order; status 0: one that went wrong on purpose. */
    seen,
    breaks: (method: string, ...next: Fault[]) => void faults.set(method, next),
    /** Sends its events there from now on. */
    subscribe: (url: string) => hooks.register({ url, events: ['message'], active: true, owner: 'slack' }),
    userId: (name: string) => String(rows('slack.users').find((row) => row.name === name)?.user_id),
    /** A `trigger_id` as a press or a command brings it. */
    trigger: async (user: string) => String((await api('views.generateTriggerId', { user_id: user }, emulated.token)).trigger_id),
    /** Messages of a channel, as they are now. */
    messages: (channel: string): Posted[] =>
      rows('slack.messages')
        .filter((row) => row.channel_id === channel && row.user !== undefined)
        .map((row) => ({
          channel,
          ts: String(row.ts),
          text: String(row.text),
          blocks: (row.blocks ?? []) as Posted['blocks'],
          user: row.user,
        })),
    views: () => rows('slack.views'),
    files: () => rows('slack.files'),
    /** What was uploaded, in order. */
    uploads: () =>
      rows('slack.file_upload_sessions').map(({ filename, content_base64 }) => ({
        name: String(filename),
        body: Buffer.from(String(content_base64 ?? ''), 'base64'),
      })),
    channel: async (user: string) => ((await api('conversations.open', { users: user }, emulated.token)).channel as { id: string }).id,
    until,
    close: async () => {
      await emulator.close();
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

export type SlackEmulator = Awaited<ReturnType<typeof startEmulator>>;
