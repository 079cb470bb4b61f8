import { z } from 'zod';
import { accountOf } from '../account.ts';
import { type BotFrameworkConfig, botFrameworkOf, botFrameworkVariables } from './botframework.ts';
import { type EmailConfig, emailOf, emailVariables } from './email.ts';
import { Misconfigured } from './misconfigured.ts';
import { type SlackConfig, slackOf, slackVariables, staffRoomOf } from './slack.ts';

export { Misconfigured } from './misconfigured.ts';

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
  /** null: no Microsoft door. */
  botframework: BotFrameworkConfig | null;
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
  .transform((text) => {
    const channel = text.slice(0, text.indexOf(':'));
    return { channel, value: accountOf(channel, text.slice(channel.length + 1)) };
  });

// It may hold a password.
const tracesMistake =
  'OTEL_EXPORTER_OTLP_ENDPOINT must be the address of a collector that takes OTLP over HTTP, like http://localhost:4318.';

const Environment = z.object({
  ...slackVariables.shape,
  ...emailVariables.shape,
  ...botFrameworkVariables.shape,
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
  ONWARD_METRICS_PORT: wholeNumber('ONWARD_METRICS_PORT', 0, 65535),
  ONWARD_METRICS_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'ONWARD_METRICS_HOST must be an address of this machine, like 127.0.0.1 or 0.0.0.0.')
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine((text) => /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : ''), tracesMistake)
    .optional(),
});
type Given = z.infer<typeof Environment>;

/** @throws Misconfigured */
function metricsOf({ ONWARD_METRICS_PORT: port, ONWARD_METRICS_HOST: host }: Given): Config['metrics'] {
  if (port !== undefined) return { port, host: host ?? '127.0.0.1' };
  if (host) throw new Misconfigured('ONWARD_METRICS_HOST is set, and ONWARD_METRICS_PORT is not: set both, or take it out.');
  return null;
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
    botframework: botFrameworkOf(given, publicUrl),
  };
}
