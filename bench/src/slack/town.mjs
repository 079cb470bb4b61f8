import { createHmac } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';

/** Slack, as far as a turn needs it: sends signed events over connections that it keeps, and takes the replies. */

export const signingSecret = '0123456789abcdef0123456789abcdef';
export const team = 'T0BENCH';

/** Milliseconds in which a reply has to come. */
const PATIENCE = 10_000;

const answers = {
  'auth.test': () => ({ team_id: team, user_id: 'UBOT' }),
  'conversations.open': ({ users }) => ({ channel: { id: `D${users}` } }),
};

/** Where somebody looks for what they wait for. */
const places = { 'chat.postMessage': ({ channel }) => channel, 'views.open': ({ trigger_id }) => trigger_id };

async function bodyOf(stream) {
  let body = '';
  for await (const chunk of stream.setEncoding('utf8')) body += chunk;
  return body;
}

/**
 * @param {number} connections kept open to each server
 * @param {(method: string, args: object) => number} [rules] answers after how many seconds a call may come again; 0: it is taken now
 */
export async function openTown(connections, rules = () => 0) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  /** Who waits for a reply in which channel. */
  const waiting = new Map();
  let count = 0;

  const sink = createServer(async (req, res) => {
    const body = await bodyOf(req);
    const json = req.headers['content-type']?.startsWith('application/json');
    const args = json ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
    const method = req.url.slice('/api/'.length);
    const patience = rules(method, args);
    if (patience > 0) return void res.writeHead(429, { 'retry-after': String(patience) }).end();
    const ts = `${1_700_000_000 + ++count}.000100`;
    res.writeHead(200, { 'content-type': 'application/json' });
    res.end(JSON.stringify({ ok: true, channel: args.channel, ts, message: { text: args.text }, ...answers[method]?.(args) }));
    const place = places[method]?.(args);
    waiting.get(place)?.(args.text);
    waiting.delete(place);
  });
  sink.keepAliveTimeout = 60_000;
  await new Promise((resolve) => sink.listen(0, '127.0.0.1', resolve));

  function send(port, body, type = 'application/json') {
    const at = Math.floor(Date.now() / 1000);
    const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex')}`;
    return new Promise((resolve, reject) => {
      const call = request(
        {
          agent,
          host: '127.0.0.1',
          port,
          path: '/slack/events',
          method: 'POST',
          headers: {
            'content-type': type,
            'content-length': Buffer.byteLength(body),
            'x-slack-request-timestamp': at,
            'x-slack-signature': signature,
          },
        },
        (answer) => answer.resume().on('end', () => resolve(answer.statusCode)),
      );
      call.on('error', reject).end(body);
    });
  }

  async function tell(port, event) {
    const authorizations = [{ enterprise_id: null, team_id: team, user_id: 'UBOT', is_bot: true, is_enterprise_install: false }];
    const body = {
      token: 'none',
      team_id: team,
      context_team_id: team,
      context_enterprise_id: null,
      api_app_id: 'A0BENCH',
      event,
      type: 'event_callback',
      event_id: `Ev${process.pid}${++count}`,
      event_time: Math.floor(Date.now() / 1000),
      authorizations,
      is_ext_shared_channel: false,
      event_context: '4-none',
    };
    const status = await send(port, JSON.stringify(body));
    if (status !== 200) throw new Error(`An event was answered ${status}.`);
  }

  /** What is shown next in a place. */
  async function shownIn(place) {
    let late;
    const shown = new Promise((resolve, reject) => {
      waiting.set(place, resolve);
      late = setTimeout(() => reject(new Error('Nothing came of what somebody did.')), PATIENCE);
    });
    return shown.finally(() => clearTimeout(late));
  }

  return {
    apiUrl: `http://127.0.0.1:${sink.address().port}/api/`,
    /**
     * Somebody writes to the bot alone, and gets a reply.
     * @param {number} port the server's
     * @returns {Promise<{ acknowledged: number, text: string }>} after how many ms the event was acknowledged, and the words of the reply
     */
    async writes(port, user, text) {
      const channel = `D${user}`;
      const replied = shownIn(channel);
      const start = performance.now();
      const event = {
        client_msg_id: `c${++count}`,
        type: 'message',
        text,
        user,
        ts: `${count}.1`,
        team,
        channel,
        event_ts: `${count}.1`,
        channel_type: 'im',
      };
      await tell(port, event);
      const acknowledged = performance.now() - start;
      return { acknowledged, text: await replied };
    },
    /** Somebody looks at their messages with the bot. */
    opens: (port, user) => tell(port, { type: 'app_home_opened', user, channel: `D${user}`, tab: 'messages', event_ts: '1.1' }),
    /** Somebody of the staff gives a command that opens a form. */
    async commands(port, user, command, text) {
      const trigger = `trigger-${++count}`;
      const opened = shownIn(trigger);
      const fields = {
        team_id: team,
        user_id: user,
        channel_id: `D${user}`,
        command,
        text,
        trigger_id: trigger,
        is_enterprise_install: 'false',
      };
      const status = await send(port, String(new URLSearchParams(fields)), 'application/x-www-form-urlencoded');
      if (status !== 200) throw new Error(`A command was answered ${status}.`);
      await opened;
    },
    close: () => {
      agent.destroy();
      sink.closeAllConnections();
      sink.close();
    },
  };
}
