import type { IncomingMessage } from 'node:http';
import { Activity } from './activity.ts';
import { objectIn } from './body.ts';
import { isLoopback, reachOf } from './hosts.ts';
import type { BotFrameworkParts, BotFrameworkSettings } from './parts.ts';
import type { Connector, Json } from './port.ts';
import { type Reason, type Refused, refusalLog } from './refusal.ts';
import { readToken } from './token.ts';

/**
 * Who may come in. botbuilder checks the token, and leaves gaps that are closed here (what it lets pass was found by running it: an empty channel, an
 * activity without serviceUrl, any tenant, another bot's recipient).
 */

/** `raw`: the activity as it came. */
export type Entry = { kind: 'in'; activity: Activity; raw: Json } | { kind: 'refused'; status: Refused };

/** Reads the request's body, so nobody may have read it before. Never rejects. */
export type Gate = (req: IncomingMessage) => Promise<Entry>;

type No = [reason: Reason, detail?: string];

const publicIssuer = 'https://api.botframework.com';

export function createGate(
  { settings, clock, log }: Pick<BotFrameworkParts, 'settings' | 'clock'> & { log: Pick<BotFrameworkParts['log'], 'warn'> },
  connector: Pick<Connector, 'admits'>,
): Gate {
  const refused = refusalLog({ clock, log });
  const mayKnock = settings.app === null ? fromThisMachine : tokenCheck(settings);

  async function look(req: IncomingMessage): Promise<{ activity: Activity; raw: Json } | No> {
    const knock = req.method === 'POST' ? mayKnock(req) : 'body';
    if (knock) return [knock];
    const raw = await objectIn(req);
    if (!raw) return ['body'];
    const { data: activity } = Activity.safeParse(raw);
    if (!activity || isGarbled(activity)) return ['shape'];
    if (!settings.channels.includes(activity.channelId)) return ['channel', activity.channelId];
    if (!reachOf(settings, activity.serviceUrl)) return ['host', new URL(activity.serviceUrl).host];
    const admitted = await connector.admits(raw, req.headers.authorization ?? '');
    if (admitted !== 'yes') return [admitted === 'later' ? 'keys' : 'unproven'];
    // From here on Azure Bot Service says so: an operator can believe in the log what is refused.
    const wrong = activity.channelId === 'msteams' ? strangerInTeams(settings, activity) : null;
    return wrong ?? { activity, raw };
  }

  return async (req) => {
    const seen = await look(req);
    if (!Array.isArray(seen)) return { kind: 'in', ...seen };
    refused(...seen);
    return { kind: 'refused', status: seen[0] === 'keys' ? 503 : 401 };
  };
}

/** What can be said of a token before its signature is checked. */
function tokenCheck({ app, tenants, cloud }: BotFrameworkSettings): (req: IncomingMessage) => Reason | null {
  const issuer = cloud?.ToBotFromChannelTokenIssuer ?? publicIssuer;
  // botbuilder remembers each tenant that a token names, so only those that can be counted get that far.
  const known = new Set<unknown>([undefined, ...tenants, app && 'tenant' in app ? app.tenant : undefined]);
  return ({ headers: { authorization } }) => {
    const token = readToken(authorization);
    const fits = token?.alg === 'RS256' && token.iss === issuer && known.has(token.tid);
    return fits && typeof token.serviceurl === 'string' && token.serviceurl !== '' ? null : 'token';
  };
}

const passedOn = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** Straight from a program here: through no proxy or tunnel, and from no page of somebody else's in a browser here. */
function fromThisMachine({ socket, headers }: IncomingMessage): Reason | null {
  const near = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(socket.remoteAddress ?? '');
  const { origin } = headers;
  const ownPage = origin === undefined || (URL.canParse(origin) && isLoopback(new URL(origin).hostname));
  return near && ownPage && passedOn.every((name) => headers[name] === undefined) ? null : 'outside';
}

/** No id of a channel holds what can't be written into a database, an address or a line of a log: control characters, and halves of a letter. */
const isGarbled = ({ id, channelId, from, recipient, conversation, replyToId }: Activity): boolean =>
  /[\p{Cc}\p{Cs}]/u.test(
    [id, channelId, from.id, from.aadObjectId, recipient.id, conversation.id, conversation.tenantId, replyToId].join(' '),
  );

/** Its token is good for every tenant, and for every bot that the app might be: the rest has to be asked. */
function strangerInTeams({ app, tenants }: BotFrameworkSettings, { conversation, channelData, recipient }: Activity): No | null {
  if (app === null) return null;
  const named = new Set([conversation.tenantId, channelData?.tenant?.id].flatMap((tenant) => tenant?.toLowerCase() ?? []));
  const [tenant, other] = named;
  if (tenant === undefined || other !== undefined) return ['tenantless'];
  if (!tenants.includes(tenant)) return ['tenant', tenant];
  return recipient.id.toLowerCase() === `28:${app.id}` ? null : ['recipient'];
}
