import { createServer } from 'node:http';
import { createSlack, type Slack, type SlackParts } from '../../src/channels/slack/index.ts';
import { ours } from '../../src/channels/slack/limits.ts';
import type { Carrier, Desk, Installs } from '../../src/desk/ports.ts';
import { channelPhrases } from '../../src/flows/index.ts';
import { lockOf } from '../../src/seal.ts';
import { type FakeSlack, listen, signed } from './fake-slack.ts';
import { waitedFor } from './pushing.ts';
import { catalogue } from './shipped.ts';
import { handClock, testSeal } from './world.ts';

export const secret = '0123456789abcdef0123456789abcdef';
export const team = 'T1';
export const slackPhrases = channelPhrases(catalogue.slackPhrases, catalogue.constants);

export function installsInMemory(): Installs & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    find: async (key) => kept.get(key) ?? null,
    keep: async (key, closed) => void kept.set(key, closed),
    remove: async (key) => void kept.delete(key),
  };
}

export interface Answer {
  status: number;
  body: string;
}

/** Our door as Slack reaches it: signed HTTP. */
export interface Door {
  slack: Slack;
  url: string;
  logged: string[];
  /** @param type the content type; a form if not given */
  post(body: string, more?: { type?: string; headers?: Record<string, string>; at?: number; secret?: string }): Promise<Answer>;
  /** An event of the Events API. @param id the same again: Slack sends it again */
  event(event: object, id?: string, headers?: Record<string, string>): Promise<Answer>;
  /** Words in the messages with the bot. */
  writes(user: string, text: string, id?: string): Promise<Answer>;
  interacts(payload: object): Promise<Answer>;
  command(user: string, command: string, text: string, trigger?: string): Promise<Answer>;
  close(): Promise<void>;
}

let count = 0;

/** Nobody waits in a test, and no command takes longer than Slack has patience. */
export const neverLate = (milliseconds: number): Promise<unknown> =>
  milliseconds === ours.patience ? new Promise(() => undefined) : Promise.resolve();

const quiet = (logged: string[]): SlackParts['log'] => ({
  info: (message) => void logged.push(message),
  warn: (message) => void logged.push(message),
  error: (_details, message) => void logged.push(message),
});

/** @param build the desk, with the carrier that it sends by. @param apiUrl of a Slack in memory */
export async function openDoor(
  build: (carrier: Carrier) => Desk | Promise<Desk>,
  apiUrl: FakeSlack['apiUrl'],
  changes: Partial<SlackParts> = {},
): Promise<Door> {
  const logged: string[] = [];
  const slack = await createSlack({
    settings: { door: { kind: 'http', signingSecret: secret }, workspace: { kind: 'one', token: 'xoxb-1' }, apiUrl },
    phrases: slackPhrases,
    ids: { next: () => `id-${++count}` },
    clock: handClock(),
    installs: installsInMemory(),
    lock: lockOf(testSeal, 'slack installs'),
    stateSecret: () => 'a secret of the tests',
    publicUrl: 'http://127.0.0.1',
    log: quiet(logged),
    wait: neverLate,
    ...changes,
  });
  // At no pace, for the clock stands still. What a desk sends by itself is waited for too.
  const { pace: _, ...unpaced } = slack.carrier;
  const { carrier, sent } = waitedFor(unpaced);
  const desk = await build(carrier);
  await slack.open(desk);
  const idle = async (): Promise<void> => {
    await slack.idle();
    // A real desk's own round waits for what it sends at once.
    await desk.deliver();
    await sent();
  };
  const server = createServer((req, res) => slack.handle?.(req, res, () => void res.writeHead(404).end('not Slack')));
  const url = await listen(server);
  const post: Door['post'] = async (body, { type = 'application/x-www-form-urlencoded', headers = {}, at, secret: other } = {}) => {
    const now = at ?? Math.floor(Date.now() / 1000);
    const response = await fetch(`${url}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': type, ...signed(other ?? secret, body, now), ...headers },
      body,
    });
    return { status: response.status, body: await response.text() };
  };
  const event: Door['event'] = (one, id = `Ev${++count}`, headers = {}) =>
    post(JSON.stringify({ type: 'event_callback', team_id: team, api_app_id: 'A1', event_id: id, event_time: 1, event: one }), {
      type: 'application/json',
      headers,
    });
  return {
    slack: { ...slack, carrier, idle },
    url,
    logged,
    post,
    event,
    writes: (user, text, id) =>
      event({ type: 'message', channel_type: 'im', channel: `D${user}`, user, text, ts: `${++count}.1`, event_ts: `${count}.1` }, id),
    interacts: (payload) => post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString()),
    command: (user, command, text, trigger = `trigger-${++count}`) =>
      post(
        new URLSearchParams({
          command,
          text,
          team_id: team,
          user_id: user,
          channel_id: `D${user}`,
          api_app_id: 'A1',
          is_enterprise_install: 'false',
          trigger_id: trigger,
          response_url: `${apiUrl}respond`,
        }).toString(),
      ),
    close: async () => {
      await slack.close();
      await idle();
      slack.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Somebody presses an element of a message: its payload as Slack sends it. @param more such as the state of boxes */
export function pressOf(
  user: string,
  message: { channel: string; ts: string; text: string; blocks: unknown[] },
  action: Record<string, unknown>,
  more: object = {},
): object {
  return {
    type: 'block_actions',
    team: { id: team, domain: 'test' },
    user: { id: user, team_id: team },
    api_app_id: 'A1',
    is_enterprise_install: false,
    trigger_id: `press-${++count}`,
    container: { type: 'message', message_ts: message.ts, channel_id: message.channel },
    channel: { id: message.channel, name: 'directmessage' },
    message,
    state: { values: {} },
    actions: [{ ...action, action_ts: `${count}.2` }],
    ...more,
  };
}

/** All that somebody reads on a message or a view, as Slack shows it. */
export function readable(shown: unknown): string {
  if (Array.isArray(shown)) return shown.map(readable).filter(Boolean).join('\n');
  if (typeof shown !== 'object' || shown === null) return '';
  const { type, text, ...rest } = shown as { type?: string; text?: unknown };
  const own = typeof text === 'string' ? (type === undefined ? '' : text) : readable(text);
  const plain = own
    .replace(/<(https?:[^>|]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return [plain, readable(Object.values(rest))].filter(Boolean).join('\n');
}

/** Markup as Slack draws it. */
export function asRead(markup: string): string {
  return markup
    .replace(/<(https?:[^>|]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
