import { Agent, createServer, request } from 'node:http';

/** Azure Bot Service with Teams behind it, as far as a turn needs it: brings activities over connections that it keeps, and takes the replies. */

/** So many that none of them comes to the 30 messages in a second that Teams allows a tenant. */
const TENANTS = 100;
export const tenants = Array.from({ length: TENANTS }, (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`);
const tenantOf = (n) => tenants[n % TENANTS];
const objectOf = (n) => `11111111-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** As our door calls them. */
export const addressOf = (n) => `msteams:${tenantOf(n)}/${objectOf(n)}`;
export const conversationOf = (n) => `a:${n}`;

/** Milliseconds in which a reply has to come. */
const PATIENCE = 10_000;

/**
 * @param {number} connections kept open to each server
 * @param {string} bot its app id; empty: nobody is checked
 * @param {{ publishes(path: string, url: string): object | null, authorization(serviceUrl: string): string } | null} [issuer] of tokens that are brought along
 */
export async function openTown(connections, bot, issuer = null) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  /** Who waits for a reply in which conversation. */
  const waiting = new Map();
  let count = 0;

  const sink = createServer((req, res) => {
    const published = issuer?.publishes(req.url.split('?')[0], serviceUrl);
    if (published) return void res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(published));
    let body = '';
    req.setEncoding('utf8').on('data', (chunk) => (body += chunk));
    req.on('end', () => {
      const id = String(++count);
      res.writeHead(req.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' }).end(`{"id":"${id}"}`);
      const [, conversation] = /^\/v3\/conversations\/([^/]+)\/activities/.exec(req.url) ?? [];
      const place = conversation && decodeURIComponent(conversation);
      // A card that is put in the place of an answered one is no reply.
      if (req.method !== 'POST' || !waiting.has(place)) return;
      waiting.get(place)({ ...JSON.parse(body), id });
      waiting.delete(place);
    });
  });
  sink.keepAliveTimeout = 60_000;
  await new Promise((resolve) => sink.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${sink.address().port}/`;
  const authorization = issuer?.authorization(serviceUrl);

  function send(port, activity) {
    const body = JSON.stringify(activity);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      ...(authorization && { authorization }),
    };
    return new Promise((resolve, reject) => {
      const call = request({ agent, host: '127.0.0.1', port, path: '/api/messages', method: 'POST', headers }, (answer) =>
        answer.resume().on('end', () => resolve(answer.statusCode)),
      );
      call.on('error', reject).end(body);
    });
  }

  const typed = (text) => ({ text, textFormat: 'plain', type: 'message' });
  const pressed = ({ verb, data, on }) => ({
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: on,
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
  });
  const activityOf = (n, said) => {
    const tenant = tenantOf(n);
    const at = new Date().toISOString();
    return {
      ...said,
      timestamp: at,
      localTimestamp: at,
      id: `${process.pid}-${++count}`,
      channelId: 'msteams',
      serviceUrl,
      from: { id: `29:${n}`, name: 'Somebody', aadObjectId: objectOf(n) },
      conversation: { conversationType: 'personal', tenantId: tenant, id: conversationOf(n) },
      recipient: { id: `28:${bot}`, name: 'Bot' },
      entities: [{ locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/London', type: 'clientInfo' }],
      channelData: { tenant: { id: tenant } },
      locale: 'en-GB',
      localTimezone: 'Europe/London',
    };
  };

  return {
    serviceUrl,
    host: new URL(serviceUrl).host,
    /**
     * Person number n writes to the bot alone, or presses, and gets a reply.
     * @param {{ verb: string, data: object, on: string } | null} [press] on the activity with this id; null: they type
     * @returns {Promise<{ acknowledged: number, reply: object }>} after how many ms the activity was acknowledged, and the activity of the reply
     */
    async writes(port, n, text, press = null) {
      const place = conversationOf(n);
      let late;
      const replied = new Promise((resolve, reject) => {
        waiting.set(place, resolve);
        late = setTimeout(() => reject(new Error('Nothing came of what somebody wrote.')), PATIENCE);
      }).finally(() => clearTimeout(late));
      const start = performance.now();
      const status = await send(port, activityOf(n, press ? pressed(press) : typed(text)));
      if (status >= 300) throw new Error(`An activity was answered ${status}.`);
      const acknowledged = performance.now() - start;
      return { acknowledged, reply: await replied };
    },
    close: () => {
      agent.destroy();
      sink.closeAllConnections();
      sink.close();
    },
  };
}
