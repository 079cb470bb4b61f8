import { z } from 'zod';

/** What a deployment decides. Read from the environment once, at start. */
export interface Config {
  port: number;
  /** PostgreSQL; null: the embedded database in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  /** Where people reach the web chat: an origin, without a slash at the end. */
  publicUrl: string;
  /** Proxies between a browser and us, each of which adds one address to X-Forwarded-For. */
  proxies: number;
  /** What the words call the charity, and how people reach it. null: not set, and the words stay general. */
  charity: string | null;
  contact: string | null;
  /** The charity's own rules by age; null: those that ship. */
  policyFile: string | null;
  /** The charity's own pathway; null: that which ships. */
  pathwayFile: string | null;
  /** Signs links and hides what must not be read back; never in the database. null: the one in `dataDir`. */
  secret: string | null;
  /** Who is an admin from the start, before anybody could grant it: a channel and an address on it. */
  admins: { channel: string; value: string }[];
  /** null: no Slack. */
  slack: SlackConfig | null;
  /** Where figures for Prometheus are served, on a listener of its own; null: nowhere. */
  metrics: { port: number; host: string } | null;
  /** Where traces go, over OTLP; null: nowhere. */
  tracesUrl: string | null;
  /** Where staff of Slack are told of the week, as its board names places: workspace, slash, channel. null: nowhere. */
  staffRoom: string | null;
  /** null: no email. */
  email: EmailConfig | null;
}

export interface EmailConfig {
  /** Of the mail server: smtp or smtps, with user and password. */
  smtpUrl: string;
  from: string;
  /** Where a person reads that somebody wants no more; null: nowhere. */
  stopTo: string | null;
}

export interface SlackConfig {
  door: { kind: 'http'; signingSecret: string } | { kind: 'socket'; appToken: string };
  workspace: { kind: 'one'; token: string } | { kind: 'many'; clientId: string; clientSecret: string };
  /** Of another Slack than slack.com, with a slash at the end; null: slack.com. */
  apiUrl: string | null;
}

/** Something in the environment is wrong. The message has a sentence for each mistake. */
export class Misconfigured extends Error {
  override name = 'Misconfigured';
}

const wholeNumber = (name: string, least: number, most: number) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: ({ input }) => `${name} must be a whole number from ${least} to ${most}; "${input}" is not.`,
    })
    .transform(Number)
    .optional();

/** An origin: anything more would be lost in the addresses that we make. */
function originOf(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return null;
  return url.pathname === '/' && !url.search && !url.hash && !url.username ? url.origin : null;
}

/** A name in a sentence of the chat: one line. */
const shortText = (name: string, most: number) =>
  z
    .string()
    .refine((text) => text.length <= most && !/[\n\r{}]/.test(text), `${name} must be one line of at most ${most} letters, without braces.`)
    .optional();

// Never say a value of DATABASE_URL: it holds a password.
const databaseMistake = 'DATABASE_URL must be the address of a PostgreSQL, like postgresql://user:password@host:5432/onward.';

const secretMistake = 'ONWARD_SECRET must have 32 letters and digits or more: make one with "openssl rand -hex 32".';
const adminsMistake =
  'ONWARD_ADMINS must be a list like terminal:mary@laptop,slack:T0123/U0456: a channel, a colon, and the address of an admin there.';
const Admin = z
  .string()
  .regex(/^(web|terminal|slack|botframework):\S+$/)
  .transform((text) => ({ channel: text.slice(0, text.indexOf(':')), value: text.slice(text.indexOf(':') + 1) }));

const staffChannelMistake =
  'ONWARD_SLACK_STAFF_CHANNEL must be the id of a channel, like C0123ABC (in Slack: the channel, "About"), or T0123/C0123ABC with many workspaces.';

// It may hold a password.
const tracesMistake =
  'OTEL_EXPORTER_OTLP_ENDPOINT must be the address of a collector that takes OTLP over HTTP, like http://localhost:4318.';

/** What Slack gives out begins in a way of its own. Never say a value: each lets somebody in. */
const slackSecret = (name: string, shape: RegExp, from: string) =>
  z
    .string()
    .refine((text) => shape.test(text), `${name} is not what Slack gave you: copy it again from ${from} of your app at api.slack.com/apps.`)
    .optional();

// Never say a value of ONWARD_SMTP_URL: it holds a password.
const smtpMistake =
  'ONWARD_SMTP_URL must be the address of a mail server, like smtps://user:password@smtp.example.org or smtp://user:password@smtp.example.org:587.';
const isMailServer = (text: string) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '' && /^\/?$/.test(url.pathname) && !url.search && !url.hash;
};
const oneEmail = (name: string) =>
  z.email({ error: ({ input }) => `${name} must be one email address, like hello@example.org; "${input}" is not.` }).optional();

const Environment = z.object({
  PORT: wholeNumber('PORT', 0, 65535),
  DATABASE_URL: z
    .string()
    .refine((text) => /^postgres(ql)?:$/.test(URL.canParse(text) ? new URL(text).protocol : ''), databaseMistake)
    .optional(),
  ONWARD_DATA_DIR: z.string().optional(),
  ONWARD_PUBLIC_URL: z
    .string()
    .refine((text) => originOf(text) !== null, {
      error: ({ input }) =>
        `ONWARD_PUBLIC_URL must be an address like https://chat.example.org, with nothing after the host; "${input}" is not.`,
    })
    .transform((text) => originOf(text) as string)
    .optional(),
  ONWARD_PROXIES: wholeNumber('ONWARD_PROXIES', 0, 10),
  ONWARD_CHARITY_NAME: shortText('ONWARD_CHARITY_NAME', 100),
  ONWARD_CONTACT: shortText('ONWARD_CONTACT', 200),
  ONWARD_POLICY: z.string().optional(),
  ONWARD_PATHWAY: z.string().optional(),
  ONWARD_SECRET: z
    .string()
    .refine((text) => text.length >= 32, secretMistake)
    .optional(),
  ONWARD_ADMINS: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((all) => all.every((one) => Admin.safeParse(one).success), adminsMistake)
    .transform((all) => all.map((one) => Admin.parse(one)))
    .optional(),
  ONWARD_SMTP_URL: z.string().refine(isMailServer, smtpMistake).optional(),
  ONWARD_EMAIL_FROM: oneEmail('ONWARD_EMAIL_FROM'),
  ONWARD_EMAIL_STOP: oneEmail('ONWARD_EMAIL_STOP'),
  SLACK_BOT_TOKEN: slackSecret('SLACK_BOT_TOKEN', /^xoxb-[\w-]+$/, '"OAuth & Permissions"'),
  SLACK_SIGNING_SECRET: slackSecret('SLACK_SIGNING_SECRET', /^[0-9a-f]{32}$/, '"Basic Information"'),
  SLACK_APP_TOKEN: slackSecret('SLACK_APP_TOKEN', /^xapp-[\w-]+$/, '"Basic Information", "App-Level Tokens",'),
  SLACK_CLIENT_ID: slackSecret('SLACK_CLIENT_ID', /^\d+\.\d+$/, '"Basic Information"'),
  SLACK_CLIENT_SECRET: slackSecret('SLACK_CLIENT_SECRET', /^[0-9a-f]{32}$/, '"Basic Information"'),
  ONWARD_METRICS_PORT: wholeNumber('ONWARD_METRICS_PORT', 0, 65535),
  ONWARD_METRICS_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'ONWARD_METRICS_HOST must be an address of this machine, like 127.0.0.1 or 0.0.0.0.')
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine((text) => /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : ''), tracesMistake)
    .optional(),
  ONWARD_SLACK_STAFF_CHANNEL: z
    .string()
    .regex(/^([TE][A-Z0-9]+\/)?[CG][A-Z0-9]+$/, staffChannelMistake)
    .optional(),
  SLACK_API_URL: z
    .string()
    .refine((text) => /^https?:\/\/.+\/$/.test(text) && URL.canParse(text), {
      error: ({ input }) => `SLACK_API_URL must be an address with a slash at the end, like https://slack.com/api/; "${input}" is not.`,
    })
    .optional(),
});
type Given = z.infer<typeof Environment>;

/**
 * Slack is set up in one of three ways: a socket for one workspace, HTTP for one, HTTP for many.
 * @throws Misconfigured
 */
function slackOf(given: Given): SlackConfig | null {
  const { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = given;
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_API_URL: apiUrl = null } = given;
  const many = clientId !== undefined || clientSecret !== undefined;
  if (!token && !signingSecret && !appToken && !many) return null;
  const mistakes = [
    appToken && signingSecret
      ? 'Set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP), not both: it is one door or the other.'
      : '',
    appToken && many
      ? 'Many workspaces (SLACK_CLIENT_ID) reach us by HTTP only: set SLACK_SIGNING_SECRET in place of SLACK_APP_TOKEN.'
      : '',
    !appToken && !signingSecret ? 'Slack needs a door: set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.' : '',
    token && many ? 'Set SLACK_BOT_TOKEN for one workspace, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for many, not both.' : '',
    many && !clientId ? 'SLACK_CLIENT_SECRET is set and SLACK_CLIENT_ID is not: set both.' : '',
    many && !clientSecret ? 'SLACK_CLIENT_ID is set and SLACK_CLIENT_SECRET is not: set both.' : '',
    !token && !many ? 'Slack needs SLACK_BOT_TOKEN (one workspace), or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET (many).' : '',
  ].filter(Boolean);
  if (mistakes.length > 0) throw new Misconfigured(mistakes.join('\n'));
  return {
    door: appToken ? { kind: 'socket', appToken } : { kind: 'http', signingSecret: signingSecret as string },
    workspace: token ? { kind: 'one', token } : { kind: 'many', clientId: clientId as string, clientSecret: clientSecret as string },
    apiUrl,
  };
}

/** @throws Misconfigured */
function metricsOf({ ONWARD_METRICS_PORT: port, ONWARD_METRICS_HOST: host }: Given): Config['metrics'] {
  if (port !== undefined) return { port, host: host ?? '127.0.0.1' };
  if (host) throw new Misconfigured('ONWARD_METRICS_HOST is set, and ONWARD_METRICS_PORT is not: set both, or take it out.');
  return null;
}

/** @throws Misconfigured */
function staffRoomOf({ ONWARD_SLACK_STAFF_CHANNEL: channel }: Given, slack: SlackConfig | null): string | null {
  if (channel === undefined) return null;
  if (!slack) throw new Misconfigured('ONWARD_SLACK_STAFF_CHANNEL is set, and no Slack is: set SLACK_BOT_TOKEN too, or take it out.');
  if (channel.includes('/')) return channel;
  if (slack.workspace.kind === 'many')
    throw new Misconfigured('With many workspaces, ONWARD_SLACK_STAFF_CHANNEL has to say which: T0123/C0123ABC.');
  return `/${channel}`;
}

/** @throws Misconfigured */
function emailOf(given: Given): EmailConfig | null {
  const { ONWARD_SMTP_URL: smtpUrl, ONWARD_EMAIL_FROM: from, ONWARD_EMAIL_STOP: stopTo = null } = given;
  if (!smtpUrl && !from && !stopTo) return null;
  const mistakes = [
    smtpUrl ? '' : 'Email needs a mail server: set ONWARD_SMTP_URL, or take the other ONWARD_EMAIL settings away.',
    from ? '' : 'Email needs an address of yours that it comes from: set ONWARD_EMAIL_FROM.',
    given.ONWARD_PUBLIC_URL ? '' : 'Emails have links to the chat in them: set ONWARD_PUBLIC_URL to where people reach it.',
  ].filter(Boolean);
  if (!smtpUrl || !from || mistakes.length > 0) throw new Misconfigured(mistakes.join('\n'));
  return { smtpUrl, from, stopTo };
}

/**
 * Reads the environment. A variable that is empty counts as not set.
 * @throws Misconfigured
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const set = Object.entries(environment).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : []));
  const read = Environment.safeParse(Object.fromEntries(set));
  if (!read.success) throw new Misconfigured(read.error.issues.map(({ message }) => message).join('\n'));
  const given = read.data;
  const slack = slackOf(given);
  const port = given.PORT ?? 3978;
  const publicUrl = given.ONWARD_PUBLIC_URL ?? `http://localhost:${port}`;
  return {
    port,
    databaseUrl: given.DATABASE_URL ?? null,
    dataDir: given.ONWARD_DATA_DIR ?? './data',
    publicUrl,
    // We speak http only, so https means that one proxy at least is in front.
    proxies: given.ONWARD_PROXIES ?? (publicUrl.startsWith('https:') ? 1 : 0),
    charity: given.ONWARD_CHARITY_NAME ?? null,
    contact: given.ONWARD_CONTACT ?? null,
    policyFile: given.ONWARD_POLICY ?? null,
    pathwayFile: given.ONWARD_PATHWAY ?? null,
    secret: given.ONWARD_SECRET ?? null,
    admins: given.ONWARD_ADMINS ?? [],
    slack,
    staffRoom: staffRoomOf(given, slack),
    metrics: metricsOf(given),
    tracesUrl: given.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/?$/, '/v1/traces') ?? null,
    email: emailOf(given),
  };
}
