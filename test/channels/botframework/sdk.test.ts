import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reachOf } from '../../../src/channels/botframework/hosts.ts';
import { patienceOf } from '../../../src/channels/botframework/once.ts';
import { createBotbuilder } from '../../../src/channels/botframework/sdk.ts';
import { type FakeConnector, startFakeConnector, testApp } from '../../support/fake-connector.ts';
import { handClock } from '../../support/world.ts';

describe('botbuilder behind the port', () => {
  let service: FakeConnector;
  beforeEach(async () => {
    service = await startFakeConnector();
  });
  afterEach(() => service.close());
  const message = { type: 'message', text: 'Hello' };

  it('sends nothing when Entra can’t be reached', async () => {
    const cloud = { ...service.issuer.cloud(service.url), ToChannelFromBotLoginUrl: 'https://127.0.0.1:1/tenant' };
    const connector = createBotbuilder(service.settings({ cloud }), { clock: handClock(), timeout: 1_000 });
    expect(await connector.send(service.reference(), message)).toEqual({ kind: 'never' });
    expect(service.calls).toEqual([]);
    connector.close();
  });

  it('asks for one token for all who need one at once', async () => {
    let asked = 0;
    const token = async () => `token-${++asked}`;
    const connector = createBotbuilder(service.settings(), { clock: handClock(), token });
    await Promise.all(Array.from({ length: 5 }, () => connector.send(service.reference(), message)));
    expect(service.calls.map((call) => call.token)).toEqual(Array(5).fill('token-1'));
    await connector.send(service.reference(), message);
    expect(asked).toBe(2);
    connector.close();
  });

  it('checks a token once in five minutes, and for its own channel and serviceUrl alone', async () => {
    const clock = handClock();
    const connector = createBotbuilder(service.settings(), { clock });
    const authorization = service.authorization();
    const activity = service.activity();
    expect(await connector.admits(activity, authorization)).toBe('yes');
    vi.setSystemTime(new Date('2100-01-01'));
    // botbuilder would find it too old.
    expect(await connector.admits(activity, authorization)).toBe('yes');
    clock.pass(6);
    expect(await connector.admits(activity, authorization)).toBe('no');
    vi.useRealTimers();
    expect(await connector.admits({ ...activity, channelId: 'skype' }, authorization)).toBe('no');
    expect(await connector.admits({ ...activity, serviceUrl: 'https://evil.example/' }, authorization)).toBe('no');
    connector.close();
  });

  it.each([
    { kind: 'SingleTenant', id: testApp.id, tenant: testApp.tenant, password: 'x' },
    { kind: 'MultiTenant', id: testApp.id, password: 'x' },
    { kind: 'UserAssignedMSI', id: testApp.id, tenant: testApp.tenant },
  ] as const)('takes an app of every type: $kind', async (app) => {
    const connector = createBotbuilder(service.settings({ app }), { clock: handClock() });
    expect(await connector.admits(service.activity(), service.authorization())).toBe('yes');
    connector.close();
  });

  it('sends without a token in the playground, to this machine alone', async () => {
    const connector = createBotbuilder(service.settings({ app: null, cloud: null, hosts: [] }), { clock: handClock() });
    expect(await connector.admits(service.activity(), '')).toBe('yes');
    expect(await connector.send(service.reference(), message)).toMatchObject({ kind: 'sent' });
    expect(service.calls).toMatchObject([{ token: '' }]);
    expect(await connector.send(service.reference({ serviceUrl: 'https://smba.trafficmanager.net/uk/' }), message)).toEqual({
      kind: 'never',
    });
    connector.close();
  });
});

describe('Where a serviceUrl leads', () => {
  const hosts = ['smba.trafficmanager.net', '*.botframework.com', '127.0.0.1:3999'];
  const leads = (serviceUrl: string, app: typeof testApp | null = testApp) => reachOf({ app, hosts }, serviceUrl) !== null;

  it.each([
    'https://smba.trafficmanager.net/uk/',
    'https://webchat.botframework.com/',
    'https://europe.webchat.botframework.com/',
    'https://SMBA.trafficmanager.net/emea',
    'http://127.0.0.1:3999/',
  ])('leads to %s', (serviceUrl) => expect(leads(serviceUrl)).toBe(true));

  it.each([
    'https://botframework.com/',
    'https://evilbotframework.com/',
    'https://webchat.botframework.com.evil.example/',
    'https://evil.example/smba.trafficmanager.net/',
    'https://evil.example#smba.trafficmanager.net',
    'https://smba.trafficmanager.net@evil.example/',
    'https://me:secret@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net/uk?x=',
    'http://smba.trafficmanager.net/uk/',
    'http://127.0.0.1:3998/',
    'http://localhost:3999/',
    'ftp://smba.trafficmanager.net/',
    '//smba.trafficmanager.net/',
    '',
  ])('does not lead to %s', (serviceUrl) => expect(leads(serviceUrl)).toBe(false));

  it('leads to this machine alone in the playground', () => {
    for (const host of ['localhost', '127.0.0.1:51234', '127.8.0.1', '[::1]:9000']) expect(leads(`http://${host}/`, null)).toBe(true);
    for (const host of ['localhost.evil.example', '10.0.0.1', '0.0.0.0', '[::ffff:10.0.0.1]', 'smba.trafficmanager.net'])
      expect(leads(`http://${host}/`, null)).toBe(false);
  });

  it('leads nowhere else, whatever is written', () => {
    const ours = /^(smba\.trafficmanager\.net|.+\.botframework\.com)$/;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withQueryParameters: true, withFragments: true }),
          fc.string(),
          fc.string().map((text) => `https://${text}`),
        ),
        (text) => {
          const url = reachOf({ app: testApp, hosts: hosts.slice(0, 2) }, text);
          expect(url === null || (url.protocol === 'https:' && ours.test(url.hostname))).toBe(true);
        },
      ),
    );
  });
});

describe('How long an answer asks to wait', () => {
  const date = 'Tue, 10 Mar 2026 10:00:00 GMT';
  it.each([
    [undefined, null],
    ['7', 7_000],
    ['0.5', 500],
    ['Tue, 10 Mar 2026 10:00:30 GMT', 30_000],
    ['Tue, 10 Mar 2026 09:00:00 GMT', 0],
    ['soon', null],
  ])('%s', (asked, milliseconds) => {
    expect(patienceOf({ date, ...(asked !== undefined && { 'retry-after': asked }) })).toBe(milliseconds);
  });
});
