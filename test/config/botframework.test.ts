import { describe, expect, it } from 'vitest';
import type { BotFrameworkSettings } from '../../src/channels/botframework/parts.ts';
import { readConfig } from '../../src/config/index.ts';
import { mistakesOf } from '../support/mistakes.ts';

const id = '11111111-2222-4333-8444-555555555555';
const tenant = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const single = { MicrosoftAppId: id, MicrosoftAppTenantId: tenant, MicrosoftAppPassword: 'hunter2' };
const many = { MicrosoftAppId: id, MicrosoftAppPassword: 'hunter2', MicrosoftAppType: 'MultiTenant' };
const managed = { MicrosoftAppId: id, MicrosoftAppTenantId: tenant, MicrosoftAppType: 'UserAssignedMSI' };
const playground = { ONWARD_BOT_PLAYGROUND: 'yes' };
const cloud = {
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.us/tenant',
  ToChannelFromBotOAuthScope: 'https://api.botframework.us',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.us',
  OAuthUrl: 'https://tokengcch.botframework.azure.us/',
  ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  ToBotFromEmulatorOpenIdMetadataUrl: 'https://login.microsoftonline.us/tenant/v2.0/.well-known/openid-configuration',
  CallerId: 'urn:botframework:azureusgov',
};
/** The room takes what the configuration makes, without either knowing the other. */
const read = (environment: Record<string, string>): BotFrameworkSettings | null => readConfig(environment).botframework;

describe('The environment of the Microsoft door', () => {
  it('has the names that Azure gives, and lets in the app’s own tenant through Teams', () => {
    expect(read(single)).toEqual({
      app: { kind: 'SingleTenant', id, tenant, password: 'hunter2' },
      channels: ['msteams'],
      tenants: [tenant],
      hosts: ['smba.trafficmanager.net', '*.teams.microsoft.com', '*.botframework.com'],
      cloud: null,
    });
  });

  it('knows ids in capitals and types in any letters', () => {
    const shouted = { MicrosoftAppId: id.toUpperCase(), MicrosoftAppTenantId: tenant.toUpperCase(), MicrosoftAppType: 'userassignedmsi' };
    expect(read(shouted)).toMatchObject({ app: { kind: 'UserAssignedMSI', id, tenant }, tenants: [tenant] });
    expect(read({ ...many, ONWARD_TEAMS_TENANTS: ` ${tenant.toUpperCase()} , ${id}` })).toMatchObject({
      app: { kind: 'MultiTenant', id, password: 'hunter2' },
      tenants: [tenant, id],
    });
  });

  it('takes other channels, hosts and clouds', () => {
    const over = { ONWARD_BOT_CHANNELS: 'MSTeams, webchat', ONWARD_BOT_HOSTS: '*.botframework.azure.us,127.0.0.1:3999' };
    expect(read({ ...single, ...over, ...cloud })).toMatchObject({
      channels: ['msteams', 'webchat'],
      hosts: ['*.botframework.azure.us', '127.0.0.1:3999'],
      cloud,
    });
  });

  it('opens the playground on this machine, and nowhere else', () => {
    expect(read(playground)).toEqual({
      app: null,
      channels: ['msteams', 'emulator', 'webchat', 'directline'],
      tenants: [],
      hosts: [],
      cloud: null,
    });
    expect(read({ ...playground, ONWARD_PUBLIC_URL: 'http://127.0.0.1:3978' })).toMatchObject({ app: null });
    for (const ONWARD_PUBLIC_URL of ['https://chat.example.org', 'http://localhost.example.org', 'http://10.0.0.1:3978'])
      expect(mistakesOf({ ...playground, ONWARD_PUBLIC_URL })).toEqual([expect.stringMatching(/^ONWARD_BOT_PLAYGROUND checks nobody/)]);
  });

  it.each<[Record<string, string>, string | RegExp]>([
    [
      { ...single, MicrosoftAppType: 'SingelTenant' },
      'MicrosoftAppType must be SingleTenant, MultiTenant or UserAssignedMSI; "SingelTenant" is not.',
    ],
    [
      { ...single, MicrosoftAppId: 'my-bot' },
      /^MicrosoftAppId must be the "Application \(client\) ID" of your app in Entra, .* "my-bot" is not\.$/,
    ],
    [{ ...single, MicrosoftAppTenantId: 'contoso.com' }, /^MicrosoftAppTenantId must be the "Directory \(tenant\) ID"/],
    [{ ...managed, MicrosoftAppPassword: 'hunter2' }, 'A UserAssignedMSI app has no secret: take MicrosoftAppPassword away.'],
    [{ MicrosoftAppId: id, MicrosoftAppTenantId: tenant }, /^A SingleTenant app needs MicrosoftAppPassword: the value of a client secret/],
    [{ MicrosoftAppId: id, MicrosoftAppPassword: 'hunter2' }, /^A SingleTenant app needs MicrosoftAppTenantId/],
    [{ MicrosoftAppId: id, MicrosoftAppType: 'UserAssignedMSI' }, /^A UserAssignedMSI app needs MicrosoftAppTenantId/],
    [many, /^Say whose people may write to a MultiTenant app in Teams: set ONWARD_TEAMS_TENANTS\.$/],
    [{ ...single, MicrosoftAppId: ' ' }, /^MicrosoftAppId is not set, and these are: MicrosoftAppTenantId, MicrosoftAppPassword\./],
    [{ ...single, ONWARD_TEAMS_TENANTS: 'ours' }, /^ONWARD_TEAMS_TENANTS must be a list of tenant ids/],
    [{ ...single, ONWARD_BOT_CHANNELS: 'msteams,,webchat' }, /^ONWARD_BOT_CHANNELS must be a list of channels/],
    [{ ...single, ONWARD_BOT_HOSTS: 'https://smba.trafficmanager.net/' }, /^ONWARD_BOT_HOSTS must be a list of hosts/],
    [{ ...single, ONWARD_BOT_HOSTS: '*' }, /^ONWARD_BOT_HOSTS must be a list of hosts/],
    [{ ...single, ONWARD_BOT_HOSTS: '*.com' }, /^ONWARD_BOT_HOSTS must be a list of hosts/],
    [{ ...single, ...cloud, CallerId: '' }, /all seven of its variables or none; not set: CallerId\.$/],
    [
      { ...single, ...cloud, ToBotFromChannelOpenIdMetadataUrl: 'http://keys.example.org' },
      /^ToBotFromChannelOpenIdMetadataUrl must be an address that begins/,
    ],
    [{ ...playground, ...single }, /take away MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId\.$/],
    [{ ONWARD_BOT_PLAYGROUND: 'true' }, 'ONWARD_BOT_PLAYGROUND is "yes", or not set.'],
  ])('says in one sentence what is wrong with %o', (environment, sentence) => {
    const mistakes = mistakesOf(environment);
    expect(mistakes).toEqual([typeof sentence === 'string' ? sentence : expect.stringMatching(sentence)]);
    expect(mistakes.join()).not.toContain('hunter2');
  });
});
