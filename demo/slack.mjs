/** A stand-in of Slack, so that the demo needs no account: it keeps what the bot sends by the Web API, and sends the bot what people do, signed as Slack signs. */
import { createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { send } from './sending.mjs';

export const team = 'T0DEMO';

const json = (value) => {
  try {
    return /^[[{]/.test(value) ? JSON.parse(value) : value;
  } catch {
    return value;
  }
};

async function bodyOf(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What a call was given: JSON, or a form whose fields are read where they are JSON. */
function argsOf(req, body) {
  if (req.headers['content-type']?.startsWith('application/json')) return JSON.parse(body.toString());
  return Object.fromEntries([...new URLSearchParams(body.toString())].map(([name, value]) => [name, json(value)]));
}

/** @param {() => Date} now as the bot knows it */
export async function startSlack(now) {
  const secret = randomBytes(16).toString('hex');
  /** Messages by channel, as they are now. @type {Map<string, { channel: string, ts: string, text: string, blocks: any[], sent: Date }[]>} */
  const channels = new Map();
  const views = new Map();
  /** Answers that came later than Slack waits. */
  const responses = [];
  const uploads = [];
  let url = '';
  let count = 0;
  let opened = null;
  const ts = () => `${1_700_000_000 + ++count}.000100`;
  const messagesOf = (channel) => channels.get(channel) ?? channels.set(channel, []).get(channel);

  const methods = {
    'auth.test': () => ({ team_id: team, user_id: 'U0BOT' }),
    'users.info': ({ user }) => ({ user: { id: user, tz: 'Europe/London' } }),
    'conversations.open': ({ users }) => ({ channel: { id: `D${users}` } }),
    'conversations.history': ({ channel }) => ({ messages: messagesOf(channel).toReversed() }),
    'chat.postMessage': ({ channel, text, blocks = [] }) => {
      const message = { channel, ts: ts(), text, blocks, sent: now() };
      messagesOf(channel).push(message);
      return { channel, ts: message.ts };
    },
    'chat.update': ({ channel, ts: at, text, blocks = [] }) => {
      const message = messagesOf(channel).find((one) => one.ts === at);
      if (!message) return { ok: false, error: 'message_not_found' };
      Object.assign(message, { text, blocks });
      return { channel, ts: at };
    },
    'chat.postEphemeral': ({ text, blocks = [] }) => {
      responses.push({ text, blocks });
      return { message_ts: ts() };
    },
    'views.open': ({ view }) => {
      opened = { ...view, id: `V${++count}` };
      views.set(opened.id, opened);
      return { view: opened };
    },
    'views.update': ({ view_id, view }) => {
      views.set(view_id, { ...view, id: view_id });
      return { view: views.get(view_id) };
    },
    'views.publish': () => ({ view: {} }),
    'files.getUploadURLExternal': ({ filename }) => {
      uploads.push({ name: String(filename), body: Buffer.alloc(0) });
      return { upload_url: `${url}/upload/${uploads.length - 1}`, file_id: `F${uploads.length}` };
    },
    'files.completeUploadExternal': ({ files }) => ({ files }),
  };

  const server = createServer(async (req, res) => {
    const body = await bodyOf(req);
    if (req.url === '/respond') {
      responses.push(JSON.parse(body.toString()));
      return res.end('ok');
    }
    const upload = /^\/upload\/(\d+)$/.exec(req.url ?? '');
    if (upload) {
      const form = new Response(body, { headers: { 'content-type': req.headers['content-type'] ?? '' } });
      for (const [, file] of await form.formData())
        if (typeof file !== 'string') uploads[Number(upload[1])].body = Buffer.from(await file.arrayBuffer());
      return res.end('OK');
    }
    const answer = methods[(req.url ?? '').replace('/api/', '')]?.(argsOf(req, body)) ?? { ok: false, error: 'unknown_method' };
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, ...answer }));
  });
  // Two months go by between two messages, or none: no connection is old.
  server.keepAliveTimeout = 600_000;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${server.address().port}`;

  let door = '';
  /** Slack's clock is the real one: a signature that is old is refused. @returns the answer's body */
  async function post(body, type) {
    const at = String(Math.floor(Date.now() / 1000));
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
    const headers = { 'content-type': type, 'x-slack-request-timestamp': at, 'x-slack-signature': signature };
    const response = await send(`${door}/slack/events`, { method: 'POST', headers, body });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`The Slack door answered ${response.status}: ${text}`);
    return text === '' ? {} : json(text);
  }
  const form = (fields) => post(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');
  const from = (user) => ({
    ...{ team: { id: team, domain: 'demo' }, user: { id: user, team_id: team }, api_app_id: 'A0DEMO' },
    ...{ is_enterprise_install: false, trigger_id: `trigger-${++count}`, response_url: `${url}/respond` },
  });

  return {
    secret,
    token: 'xoxb-demo',
    apiUrl: `${url}/api/`,
    messages: messagesOf,
    allMessages: () => [...channels.values()].flat(),
    view: (id) => views.get(id),
    /** The form that opened since the last time that this was asked. */
    takeOpened: () => {
      const view = opened;
      opened = null;
      return view;
    },
    takeResponses: () => responses.splice(0),
    /** What was uploaded since the last time that this was asked. */
    takeUploads: () => uploads.splice(0),
    /** @param {string} to where the bot is */
    sendsTo: (to) => void (door = to),
    writes: (user, text) => {
      const event = { type: 'message', channel_type: 'im', channel: `D${user}`, user, text, ts: ts(), event_ts: ts() };
      const wrapped = { type: 'event_callback', team_id: team, api_app_id: 'A0DEMO', event_id: `Ev${++count}`, event_time: 1, event };
      return post(JSON.stringify(wrapped), 'application/json');
    },
    commands: (user, command, text) =>
      form({
        ...{ command, text, team_id: team, user_id: user, channel_id: `D${user}`, api_app_id: 'A0DEMO' },
        ...{ is_enterprise_install: 'false', trigger_id: `trigger-${++count}`, response_url: `${url}/respond` },
      }),
    interacts: (user, payload) => form({ payload: JSON.stringify({ ...from(user), ...payload }) }),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
