import { z } from 'zod';
import { Misconfigured } from './misconfigured.ts';

/** The Microsoft door: Teams, and what else Azure Bot Service brings. Variables have the names that Azure's own pages and tools give them. */
export interface BotFrameworkConfig {
  /** null: the local playground. */
  app:
    | { kind: 'SingleTenant'; id: string; tenant: string; password: string }
    | { kind: 'MultiTenant'; id: string; password: string }
    | { kind: 'UserAssignedMSI'; id: string; tenant: string }
    | null;
  channels: string[];
  tenants: string[];
  hosts: string[];
  /** Azure's other clouds; null: the public one. */
  cloud: Record<CloudVariable, string> | null;
}

const cloudVariables = [
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
  'ToBotFromChannelTokenIssuer',
  'OAuthUrl',
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromEmulatorOpenIdMetadataUrl',
  'CallerId',
] as const;
type CloudVariable = (typeof cloudVariables)[number];

/**
 * Where the channels of the public cloud are: Teams (the second for its government cloud in the public one) and all others. The list with which
 * Microsoft's Agents SDK checks where it sends to, without the hosts of files.
 */
const publicHosts = ['smba.trafficmanager.net', '*.teams.microsoft.com', '*.botframework.com'];

const Guid = z.guid().toLowerCase();
const guid = (name: string, what: string) =>
  z
    .string()
    .refine((text) => Guid.safeParse(text).success, {
      error: ({ input }) => `${name} must be ${what}, like 11111111-2222-4333-8444-555555555555; "${input}" is not.`,
    })
    .toLowerCase()
    .optional();

const listOf = (one: RegExp, mistake: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((all) => all.every((part) => one.test(part)), mistake)
    .optional();

const kinds = ['SingleTenant', 'MultiTenant', 'UserAssignedMSI'] as const;
const kindOf = (text: string) => kinds.find((kind) => kind.toLowerCase() === text.toLowerCase());

const isThisMachine = (url: URL) => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
const safeUrl = (name: string) =>
  z
    .string()
    .refine(
      (text) => {
        const url = URL.canParse(text) ? new URL(text) : null;
        return url?.protocol === 'https:' || (url?.protocol === 'http:' && isThisMachine(url));
      },
      { error: ({ input }) => `${name} must be an address that begins with https://; "${input}" is not.` },
    )
    .optional();

export const botFrameworkVariables = z.object({
  MicrosoftAppId: guid('MicrosoftAppId', 'the "Application (client) ID" of your app in Entra'),
  MicrosoftAppType: z
    .string()
    .refine((text) => kindOf(text) !== undefined, {
      error: ({ input }) => `MicrosoftAppType must be SingleTenant, MultiTenant or UserAssignedMSI; "${input}" is not.`,
    })
    .transform((text) => kindOf(text) as (typeof kinds)[number])
    .optional(),
  MicrosoftAppTenantId: guid('MicrosoftAppTenantId', 'the "Directory (tenant) ID" of your app in Entra'),
  MicrosoftAppPassword: z.string().optional(),
  ONWARD_TEAMS_TENANTS: listOf(
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    'ONWARD_TEAMS_TENANTS must be a list of tenant ids, like 11111111-2222-4333-8444-555555555555, with commas between them.',
  ).transform((all) => all?.map((tenant) => tenant.toLowerCase())),
  ONWARD_BOT_CHANNELS: listOf(
    /^[a-z][\w-]{0,63}$/i,
    'ONWARD_BOT_CHANNELS must be a list of channels of Azure Bot Service, like msteams,webchat.',
  ).transform((all) => all?.map((channel) => channel.toLowerCase())),
  ONWARD_BOT_HOSTS: listOf(
    /^((\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+|localhost)(:\d{1,5})?$/,
    'ONWARD_BOT_HOSTS must be a list of hosts, like smba.trafficmanager.net or *.botframework.com, with commas between them.',
  ),
  ONWARD_BOT_PLAYGROUND: z.literal('yes', 'ONWARD_BOT_PLAYGROUND is "yes", or not set.').optional(),
  ToChannelFromBotLoginUrl: safeUrl('ToChannelFromBotLoginUrl'),
  ToChannelFromBotOAuthScope: z.string().optional(),
  ToBotFromChannelTokenIssuer: z.string().optional(),
  OAuthUrl: safeUrl('OAuthUrl'),
  ToBotFromChannelOpenIdMetadataUrl: safeUrl('ToBotFromChannelOpenIdMetadataUrl'),
  ToBotFromEmulatorOpenIdMetadataUrl: safeUrl('ToBotFromEmulatorOpenIdMetadataUrl'),
  CallerId: z.string().optional(),
});
type Given = z.infer<typeof botFrameworkVariables>;

/**
 * @param publicUrl where people reach us
 * @throws Misconfigured
 */
export function botFrameworkOf(given: Given, publicUrl: string): BotFrameworkConfig | null {
  if (given.ONWARD_BOT_PLAYGROUND) return playgroundOf(given, publicUrl);
  const names = Object.keys(botFrameworkVariables.shape) as (keyof Given)[];
  const set = names.filter((name) => given[name] !== undefined);
  if (set.length === 0) return null;
  const { MicrosoftAppId: id, MicrosoftAppTenantId: tenant, MicrosoftAppPassword: password } = given;
  const { MicrosoftAppType: kind = 'SingleTenant', ONWARD_BOT_CHANNELS: channels = ['msteams'] } = given;
  const tenants = given.ONWARD_TEAMS_TENANTS ?? (tenant === undefined ? [] : [tenant]);
  const cloud = cloudVariables.filter((name) => given[name] === undefined);
  const mistakes = [
    id ? '' : `MicrosoftAppId is not set, and these are: ${set.join(', ')}. Set it too, or take them away.`,
    tenant || kind === 'MultiTenant' ? '' : `A ${kind} app needs MicrosoftAppTenantId: the "Directory (tenant) ID" of your app in Entra.`,
    password || kind === 'UserAssignedMSI'
      ? ''
      : `A ${kind} app needs MicrosoftAppPassword: the value of a client secret of your app in Entra.`,
    password && kind === 'UserAssignedMSI' ? 'A UserAssignedMSI app has no secret: take MicrosoftAppPassword away.' : '',
    kind === 'MultiTenant' && tenants.length === 0 && channels.includes('msteams')
      ? 'Say whose people may write to a MultiTenant app in Teams: set ONWARD_TEAMS_TENANTS.'
      : '',
    cloud.length === 0 || cloud.length === cloudVariables.length
      ? ''
      : `Another cloud than the public one is set by all seven of its variables or none; not set: ${cloud.join(', ')}.`,
  ].filter(Boolean);
  if (mistakes.length > 0) throw new Misconfigured(mistakes.join('\n'));
  return {
    app: appOf(kind, id as string, tenant as string, password as string),
    channels,
    tenants,
    hosts: given.ONWARD_BOT_HOSTS ?? publicHosts,
    cloud:
      cloud.length > 0 ? null : (Object.fromEntries(cloudVariables.map((name) => [name, given[name]])) as Record<CloudVariable, string>),
  };
}

function appOf(kind: (typeof kinds)[number], id: string, tenant: string, password: string): NonNullable<BotFrameworkConfig['app']> {
  if (kind === 'MultiTenant') return { kind, id, password };
  return kind === 'SingleTenant' ? { kind, id, tenant, password } : { kind, id, tenant };
}

/** @throws Misconfigured */
function playgroundOf(given: Given, publicUrl: string): BotFrameworkConfig {
  const registered = (['MicrosoftAppId', 'MicrosoftAppPassword', 'MicrosoftAppTenantId', 'MicrosoftAppType'] as const).filter(
    (name) => given[name],
  );
  const mistakes = [
    isThisMachine(new URL(publicUrl))
      ? ''
      : 'ONWARD_BOT_PLAYGROUND checks nobody, so it is for this machine alone: take it away, or set ONWARD_PUBLIC_URL to http://localhost:3978.',
    registered.length === 0
      ? ''
      : `ONWARD_BOT_PLAYGROUND is for a bot that is not registered: take it away, or take away ${registered.join(', ')}.`,
  ].filter(Boolean);
  if (mistakes.length > 0) throw new Misconfigured(mistakes.join('\n'));
  return {
    app: null,
    channels: given.ONWARD_BOT_CHANNELS ?? ['msteams', 'emulator', 'webchat', 'directline'],
    tenants: [],
    hosts: [],
    cloud: null,
  };
}
