import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Json } from '../../../src/channels/botframework/port.ts';
import { type FakeConnector, startFakeConnector, testApp } from '../../support/fake-connector.ts';
import { type GateDoor, openGate, type Seen } from '../../support/gate-door.ts';

/** What somebody who has no token of Azure Bot Service can do at the Microsoft door, and what one can do who has one for something else. */

const refusal: Seen = {
  status: 401,
  headers: { connection: 'keep-alive', 'keep-alive': 'timeout=5', 'transfer-encoding': 'chunked' },
  body: '',
};

/** The list to which botbuilder adds for each tenant that a token names (botframework-connector, emulatorValidation.js). */
const require = createRequire(createRequire(import.meta.url).resolve('botbuilder'));
const { ToBotFromBotOrEmulatorTokenValidationParameters: ofEmulators } = require(
  require.resolve('botframework-connector').replace(/index\.js$/, 'auth/tokenValidationParameters.js'),
) as { ToBotFromBotOrEmulatorTokenValidationParameters: { issuer: string[] } };

let service: FakeConnector;
let door: GateDoor;
beforeAll(async () => {
  service = await startFakeConnector();
  door = await openGate(service);
});
afterAll(async () => {
  await door.close();
  await service.close();
});
beforeEach(() => {
  door.received.length = 0;
  door.logged.length = 0;
  door.clock.pass(2);
  // botbuilder prints what is wrong with a signature.
  vi.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => vi.restoreAllMocks());

const bring = (activity: unknown = service.activity(), authorization = service.authorization()) =>
  door.knock(activity, authorization ? { authorization } : {});
const now = () => Math.floor(Date.now() / 1000);
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const other = '00000000-0000-4000-8000-000000000000';

describe('The Microsoft door', () => {
  it('lets in what the service brings, as it came', async () => {
    const activity = service.activity({ extra: { of: 'a channel' } });
    expect(await bring(activity)).toMatchObject({ status: 200 });
    expect(door.received).toMatchObject([{ reply: { kind: 'text', text: 'Hello' } }]);
    const headers = { authorization: service.authorization() };
    expect(await door.straight(JSON.stringify(activity), headers)).toMatchObject({
      kind: 'in',
      activity: { text: 'Hello' },
      raw: activity,
    });
    expect(door.logged).toEqual([]);
  });

  it.each([
    ['a clock that is four minutes behind', () => ({ exp: now() - 4 * 60 })],
    ['a clock that is four minutes ahead', () => ({ nbf: now() + 4 * 60 })],
    ['a tenant of ours in the token', () => ({ tid: testApp.tenant })],
  ])('lets in %s', async (_, claims) => {
    expect(await bring(undefined, service.authorization(claims()))).toMatchObject({ status: 200 });
  });

  const tokens: [string, () => string, RegExp][] = [
    ['no token', () => '', /no token/],
    ['a password', () => 'Basic dXNlcjpwYXNz', /no token/],
    ['a token that is no JWT', () => 'Bearer abc', /no token/],
    ['two tokens', () => `${service.authorization()} ${service.authorization()}`, /no token/],
    ['a token whose parts are no objects', () => 'Bearer W10.W10.AA', /no token/],
    ['a token for another bot', () => service.authorization({ aud: other }), /did not hold/],
    ['a token for nobody', () => service.authorization({ aud: undefined }), /did not hold/],
    ['a token for two bots', () => service.authorization({ aud: [testApp.id, other] }), /did not hold/],
    ['a token that is too old', () => service.authorization({ exp: now() - 6 * 60 }), /did not hold/],
    ['a token that is too young', () => service.authorization({ nbf: now() + 6 * 60 }), /did not hold/],
    ['a token of somebody else', () => service.authorization({ iss: 'https://evil.example' }), /no token/],
    ['a token of several', () => service.authorization({ iss: [service.issuer.name] }), /no token/],
    ['a key that nobody published', () => service.authorization({}, { kid: 'unknown' }), /did not hold/],
    ['a key that is not named', () => service.authorization({}, { kid: { toString: 'own' } }), /did not hold/],
    ['a key that may not speak for Teams', () => service.authorization({}, { kid: 'elsewhere' }), /did not hold/],
    ['a key of somebody else under a good name', () => service.authorization({}, { by: 'elsewhere' }), /did not hold/],
    ['a signature that was cut', () => service.authorization().slice(0, -40), /did not hold/],
    ['no signature at all', () => service.authorization({}, { alg: 'none' }), /no token/],
    ['no signature at all, in capitals', () => service.authorization({}, { alg: 'NONE' }), /no token/],
    ['a signature with the public key for a secret', () => service.authorization({}, { alg: 'HS256' }), /no token/],
    [
      'a serviceUrl that its token does not name',
      () => service.authorization({ serviceurl: 'https://smba.trafficmanager.net/uk/' }),
      /not hold/,
    ],
    ['a token without a serviceUrl', () => service.authorization({ serviceurl: undefined }), /no token/],
    ['a token with an empty serviceUrl', () => service.authorization({ serviceurl: '' }), /no token/],
    [
      'an emulator',
      () => service.authorization({ iss: `https://sts.windows.net/${testApp.tenant}/`, appid: testApp.id, ver: '1.0' }),
      /no token/,
    ],
    ['an emulator under a good name', () => service.authorization({ appid: testApp.id, ver: '1.0', aud: other }), /did not hold/],
    ['another bot’s skill', () => service.authorization({ appid: other, ver: '1.0' }), /did not hold/],
    ['a tenant in its token', () => service.authorization({ tid: other }), /no token/],
    ['a list of tenants in its token', () => service.authorization({ tid: [testApp.tenant] }), /no token/],
  ];
  it.each(tokens)('refuses %s', async (_, authorization, reason) => {
    expect(await bring(undefined, authorization())).toEqual(refusal);
    expect(door.logged).toEqual([expect.stringMatching(reason)]);
    expect(door.received).toEqual([]);
  });

  const activities: [string, () => unknown, RegExp][] = [
    ['no channel', () => service.activity({ channelId: undefined }), /no activity/],
    ['an empty channel', () => service.activity({ channelId: '' }), /no activity/],
    ['a channel that is not ours', () => service.activity({ channelId: 'skype' }), /the channel skype, which ONWARD_BOT_CHANNELS/],
    ['the channel of an emulator', () => service.activity({ channelId: 'emulator' }), /the channel emulator/],
    ['the channel of App Service', () => service.activity({ channelId: 'AseChannel' }), /the channel AseChannel/],
    ['no serviceUrl', () => service.activity({ serviceUrl: undefined }), /no activity/],
    ['an empty serviceUrl', () => service.activity({ serviceUrl: '' }), /no activity/],
    ['a serviceUrl of somebody else', () => service.activity({ serviceUrl: 'https://evil.example/' }), /leads to evil\.example, which/],
    [
      'a serviceUrl that begins well',
      () => service.activity({ serviceUrl: 'https://smba.trafficmanager.net.evil.example/' }),
      /evil\.example/,
    ],
    ['a serviceUrl with a name before it', () => service.activity({ serviceUrl: `https://me@${new URL(service.url).host}/` }), /leads to/],
    ['a serviceUrl in the clear', () => service.activity({ serviceUrl: 'http://smba.trafficmanager.net/uk/' }), /not over https/],
    [
      'a serviceUrl on this machine that is not ours',
      () => service.activity({ serviceUrl: 'http://127.0.0.1:5432/' }),
      /leads to 127\.0\.0\.1:5432/,
    ],
    ['a serviceUrl that is a file', () => service.activity({ serviceUrl: 'file:///etc/passwd' }), /leads to nothing/],
    ['another tenant', () => inTenants(other, other), new RegExp(`the tenant ${other}, which ONWARD_TEAMS_TENANTS`)],
    ['no tenant', () => inTenants(undefined, undefined), /no tenant, or two/],
    ['an empty tenant', () => inTenants('', undefined), /the tenant nothing, which/],
    ['our tenant in the conversation alone', () => inTenants(testApp.tenant, other), /no tenant, or two/],
    ['our tenant beside the conversation alone', () => inTenants(other, testApp.tenant), /no tenant, or two/],
    ['a message to another bot', () => service.activity({ recipient: { id: `28:${other}` } }), /another bot/],
    ['a message to a person', () => service.activity({ recipient: { id: '29:user' } }), /another bot/],
    ['nothing', () => '', /no JSON/],
    ['an empty object', () => ({}), /no activity/],
    ['a list', () => [service.activity()], /no JSON/],
    ['a word', () => '"message"', /no JSON/],
    ['null', () => 'null', /no JSON/],
    ['what is no JSON', () => '{"type":"message"', /no JSON/],
    ['a body without end', () => ({ ...service.activity(), text: 'a'.repeat(300_000) }), /too long/],
    [
      'a body so deep that it can’t be written again',
      () => JSON.stringify(service.activity()).replace('"Hello"', nested(40_000)),
      /no JSON/,
    ],
    [
      'a value that is too deep',
      () => JSON.stringify(service.activity({ value: 1 })).replace('"value":1', `"value":${nested(60)}`),
      /no JSON/,
    ],
    ['a type that is no text', () => service.activity({ type: 7 }), /no activity/],
    ['no type', () => service.activity({ type: undefined }), /no activity/],
    ['no id', () => service.activity({ id: undefined }), /no activity/],
    ['an id without end', () => service.activity({ id: 'a'.repeat(2_000) }), /no activity/],
    ['an id with a zero in it', () => service.activity({ id: 'a\u0000b' }), /no activity/],
    [
      'a conversation with half a letter in it',
      () => ({ ...service.activity(), conversation: { id: 'a\ud800', conversationType: 'personal' } }),
      /no activity/,
    ],
    ['a message that was pressed with half a letter in its id', () => service.activity({ replyToId: '\ud800' }), /no activity/],
    ['a sender with a line break', () => service.activity({ from: { id: '29:user\nadmin' } }), /no activity/],
    ['a sender who is a text', () => service.activity({ from: '29:user' }), /no activity/],
    ['no sender', () => service.activity({ from: undefined }), /no activity/],
    ['no conversation', () => service.activity({ conversation: undefined }), /no activity/],
    ['a conversation without an id', () => service.activity({ conversation: {} }), /no activity/],
    ['a text that is a list', () => service.activity({ text: ['Hello'] }), /no activity/],
  ];
  it.each(activities)('refuses %s, with a token that is good', async (_, activity, reason) => {
    const { serviceUrl } = activity() as Json;
    const authorization = service.authorization(serviceUrl ? { serviceurl: serviceUrl } : {});
    expect(await bring(activity(), authorization)).toEqual(refusal);
    expect(door.logged).toEqual([expect.stringMatching(reason)]);
    expect(door.received).toEqual([]);
  });
  const inTenants = (conversation: string | undefined, data: string | undefined) =>
    service.activity({
      conversation: { id: 'a:conversation', conversationType: 'personal', tenantId: conversation },
      channelData: data === undefined ? undefined : { tenant: { id: data } },
    });

  it.each([
    ['a form of a web page', { 'content-type': 'text/plain' }],
    ['a body that is packed', { 'content-encoding': 'gzip' }],
  ])('refuses %s', async (_, headers) => {
    expect(await door.knock(service.activity(), { authorization: service.authorization(), ...headers })).toEqual(refusal);
  });

  it('refuses a good token with what another was let in for', async () => {
    expect(await bring()).toMatchObject({ status: 200 });
    const authorization = service.authorization();
    expect(await bring(service.activity(), authorization)).toMatchObject({ status: 200 });
    expect(await bring(service.activity({ channelId: 'skype' }), authorization)).toEqual(refusal);
    expect(await bring(service.activity(), `${authorization.slice(0, -6)}AAAAAA`)).toEqual(refusal);
  });

  it('asks for it again later when the keys can’t be had, in words that say no more', async () => {
    const away = await startFakeConnector();
    const gate = await openGate(away);
    away.issuer.breaks();
    const seen = await gate.knock(away.activity(), { authorization: away.authorization() });
    expect(seen).toEqual({ ...refusal, status: 503 });
    expect(gate.logged).toEqual([expect.stringMatching(/keys .* could not be had/)]);
    away.issuer.breaks(false);
    expect(await gate.knock(away.activity(), { authorization: away.authorization() })).toMatchObject({ status: 200 });
    await gate.close();
    await away.close();
  });

  it('says each reason once a minute, and nothing that could be somebody’s name', async () => {
    for (let at = 0; at < 5; at++) await bring(service.activity({ channelId: `ch\n${'x'.repeat(30)}`.slice(0, 20 + at) }));
    await bring(inTenants(other, other));
    expect(door.logged.map((warning) => warning.split(',')[0])).toEqual([
      expect.stringMatching(/no activity/),
      expect.stringContaining(`the tenant ${other}`),
    ]);
    door.clock.pass(1);
    await bring(inTenants('<script>'.repeat(8), undefined));
    expect(door.logged.at(-1)).toContain('the tenant ?script??script?');
  });

  it('is not fed full by tokens that anybody can make', async () => {
    const { issuer } = ofEmulators;
    const before = issuer.length;
    const tenant = (at: number) => `${at.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
    const claims = (at: number) => [
      { tid: tenant(at) },
      { tid: tenant(at), iss: `https://sts.windows.net/${tenant(at)}/` },
      { kid: tenant(at), jti: tenant(at), aud: tenant(at) },
    ];
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = JSON.stringify(service.activity());
    let refused = 0;
    const flood = async (from: number, to: number) => {
      for (let at = from; at < to; at++) {
        const own = claims(at)[at % 3] as Json;
        const all = { iss: service.issuer.name, aud: testApp.id, exp: now() + 60, serviceurl: service.serviceUrl, ...own };
        const authorization = `Bearer ${part({ alg: 'RS256', kid: own.kid ?? 'own' })}.${part(all)}.AAAA`;
        if ((await door.straight(body, { authorization })).kind === 'refused') refused++;
      }
    };
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    await flood(0, 500);
    const full = heap();
    await flood(500, 3_000);
    expect([refused, issuer.length]).toEqual([3_000, before]);
    // botbuilder's list would have grown by more than a megabyte.
    expect(heap() - full).toBeLessThan(400_000);
    expect(door.received).toEqual([]);
  });
});
