import { createServer, type IncomingMessage } from 'node:http';
import type { App, BotFrameworkSettings } from '../../src/channels/botframework/parts.ts';
import type { Json, Reference } from '../../src/channels/botframework/port.ts';
import { bodyOf, type Fault, listen, watching } from './fake-slack.ts';
import { type Claims, createIssuer, type Header } from './token-issuer.ts';

/**
 * Azure Bot Service in memory, for tests of our door: the connector service that we send to, which keeps what it was sent and refuses what a test
 * tells it to, and the issuer of the tokens with which it comes to us.
 */

export { type Fault, fail, limitRate, loseAnswer } from './fake-slack.ts';

/** The call arrives, and is never answered. */
export const hang: Fault = () => undefined;

export interface Called {
  method: string;
  path: string;
  /** Of the Authorization header, without `Bearer`. */
  token: string;
  body: Json;
}

export interface PostedActivity {
  conversation: string;
  id: string;
  /** As it is now. */
  activity: Json;
  /** How often it was put in place of what was there. */
  updates: number;
}

export const testApp = {
  kind: 'SingleTenant',
  id: '11111111-2222-4333-8444-555555555555',
  tenant: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  password: 'a secret that opens nothing',
} as const satisfies App;

/** @param issuerName what its tokens say that they are from, where that is not Azure's public cloud */
export async function startFakeConnector(issuerName?: string) {
  const calls: Called[] = [];
  const posted: PostedActivity[] = [];
  /** Parameters of conversations that were opened. */
  const opened: Json[] = [];
  const faults: Fault[] = [];
  let waitedFor = 0;
  let count = 0;
  const { heard, until } = watching();

  const post = (conversation: string, activity: Json) => {
    const id = `activity-${++count}`;
    posted.push({ conversation, id, activity, updates: 0 });
    return [201, { id }] as const;
  };
  const update = (conversation: string, id: string, activity: Json) => {
    const there = posted.find((one) => one.conversation === conversation && one.id === id);
    if (!there) return [404, { error: { code: 'ActivityNotFound', message: 'There is none' } }] as const;
    Object.assign(there, { activity, updates: there.updates + 1 });
    return [200, { id }] as const;
  };
  const open = (parameters: Json) => {
    opened.push(parameters);
    const [member] = (parameters.members ?? []) as { id?: string }[];
    return [201, { id: `with:${member?.id ?? 'nobody'}` }] as const;
  };
  const answer = ({ method, path, body }: Called): readonly [number, object] => {
    const steps = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(path)?.slice(1) ?? [];
    const [conversation, id] = steps.map((step) => step && decodeURIComponent(step));
    if (method === 'POST' && path === '/v3/conversations') return open(body);
    if (method === 'POST' && conversation && !id) return post(conversation, body);
    if (method === 'PUT' && conversation && id) return update(conversation, id, body);
    return [404, { error: { code: 'NotFound', message: 'No such path' } }];
  };

  const issuer = createIssuer(issuerName);
  const server = createServer(async (req, res) => {
    const path = req.url ?? '/';
    const published = issuer.publishes(path, url);
    if (published) return void res.writeHead(published.status).end(JSON.stringify(published.body));
    const text = (await bodyOf(req)).toString();
    const call: Called = { method: req.method ?? '', path, token: tokenOf(req), body: text ? JSON.parse(text) : {} };
    calls.push(call);
    const fault = faults.shift();
    if (fault) fault(res, req);
    else {
      const [status, body] = answer(call);
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }
    heard();
  });
  const url = await listen(server);
  /** With the slash at the end that Teams' has. */
  const serviceUrl = `${url}/`;

  return {
    url,
    serviceUrl,
    calls,
    posted,
    opened,
    issuer,
    /** So the next calls go, in this order; then all is well again. */
    breaks: (...next: Fault[]) => void faults.push(...next),
    /** All is well again now. */
    heals: () => void faults.splice(0),
    until,
    /** Each activity once, in the order in which they were posted; waits for one that is still to come. */
    async next(): Promise<Json> {
      await until(() => posted.length > waitedFor);
      return (posted[waitedFor++] as PostedActivity).activity;
    },
    /** Of a bot that is registered in this cloud. */
    settings: (over: Partial<BotFrameworkSettings> = {}): BotFrameworkSettings => ({
      app: testApp,
      channels: ['msteams'],
      tenants: [testApp.tenant],
      hosts: [new URL(url).host],
      cloud: issuer.cloud(url),
      ...over,
    }),
    /** To somebody who wrote in a chat alone with the bot in Teams. */
    reference: (over: Partial<Reference> = {}): Reference => ({
      channelId: 'msteams',
      serviceUrl,
      conversation: { id: 'a:conversation', tenantId: testApp.tenant, conversationType: 'personal' },
      bot: { id: `28:${testApp.id}` },
      user: { id: '29:user' },
      ...over,
    }),
    /** What somebody typed there, as Teams brings it. */
    activity: (over: Json = {}): Json => ({
      type: 'message',
      id: `inbound-${++count}`,
      timestamp: '2026-03-10T10:00:00.000Z',
      channelId: 'msteams',
      serviceUrl,
      from: { id: '29:user', name: 'Somebody', aadObjectId: '99999999-8888-4777-8666-555555555555' },
      recipient: { id: `28:${testApp.id}`, name: 'Onward' },
      conversation: { id: 'a:conversation', tenantId: testApp.tenant, conversationType: 'personal' },
      channelData: { tenant: { id: testApp.tenant } },
      locale: 'en-GB',
      text: 'Hello',
      textFormat: 'plain',
      ...over,
    }),
    /** The Authorization header with which the service would bring an activity to the bot. */
    authorization: (claims: Claims = {}, header: Header = {}): string =>
      `Bearer ${issuer.token({ aud: testApp.id, serviceurl: serviceUrl, ...claims }, header)}`,
    async close(): Promise<void> {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

export type FakeConnector = Awaited<ReturnType<typeof startFakeConnector>>;

const tokenOf = (req: IncomingMessage) => String(req.headers.authorization ?? '').replace('Bearer ', '');
