import { createHash } from 'node:crypto';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Clock } from '../../desk/ports.ts';
import { Bounded } from '../bounded.ts';
import { reachOf } from './hosts.ts';
import { ours } from './limits.ts';
import { createCaller, patienceOf } from './once.ts';
import type { BotFrameworkSettings } from './parts.ts';
import type { Connector, Json, Reference, Sent } from './port.ts';
import { within } from './within.ts';

/**
 * The port on botbuilder, and the only file that names it: it checks the tokens that come in and gets those that go out. What is sent is a request of
 * our own, since botbuilder's client sends again what may have arrived, waits for ever, and takes two and a half times as long (docs/decisions.md).
 */

type Authentication = ConfigurationBotFrameworkAuthentication;

export interface BotbuilderParts {
  clock: Clock;
  /** Milliseconds that a call may take, a token, and the keys with which tokens are checked. */
  timeout?: number;
  /** The token of the bot; from Entra if not given. */
  token?(): Promise<string>;
}

/** A token that was let in is let in again for so many milliseconds: all that comes from Teams for an hour brings the same one. */
const admittedFor = 5 * 60_000;

/** @throws what botbuilder says of settings that it can't use */
export function createBotbuilder(
  settings: Pick<BotFrameworkSettings, 'app' | 'cloud' | 'hosts'>,
  { clock, timeout = ours.timeout, token }: BotbuilderParts,
): Connector {
  const { app, cloud } = settings;
  const authentication: Authentication = new ConfigurationBotFrameworkAuthentication({ ...credentialsOf(settings), ...cloud });
  const fresh = token ?? (app === null ? null : tokensOf(authentication, app.id));
  const admitted = new Bounded<string, number>(200);
  const caller = createCaller(timeout);

  /** One for everybody who needs one now. What never comes is asked for again after its time. */
  let coming: Promise<string> | null = null;
  function bearer(): Promise<string> {
    if (!fresh) return Promise.resolve('');
    if (!coming) {
      const asked = within(timeout, fresh());
      const over = () => void (coming = coming === asked ? null : coming);
      asked.then(over, over);
      coming = asked;
    }
    return coming;
  }

  async function call(method: 'POST' | 'PUT', to: Reference, path: string[], body: Json): Promise<Sent> {
    const base = reachOf(settings, to.serviceUrl);
    // As a step of a path, dots lead to another one, and half a letter can't be written.
    if (!base || path.some((one) => /^\.{0,2}$|\p{Cs}/u.test(one))) return { kind: 'never' };
    const held = await bearer().catch(() => null);
    if (held === null) return { kind: 'never' };
    const url = new URL(
      `${base.pathname.replace(/\/$/, '')}/v3/conversations${path.map((one) => `/${encodeURIComponent(one)}`).join('')}`,
      base,
    );
    const answer = await caller.call(method, url, JSON.stringify(body), held ? { authorization: `Bearer ${held}` } : {});
    if (answer.kind !== 'answered') return answer;
    const { status, headers } = answer;
    return status >= 200 && status < 300
      ? { kind: 'sent', id: idIn(answer.body) }
      : { kind: 'refused', status, patience: patienceOf(headers) };
  }

  return {
    async admits(activity, authorization) {
      const now = clock.now().getTime();
      const known = createHash('sha256')
        .update(JSON.stringify([activity.channelId, activity.serviceUrl, authorization]))
        .digest('base64');
      if ((admitted.get(known) ?? 0) > now) return 'yes';
      try {
        const { claimsIdentity } = await within(timeout, authentication.authenticateRequest(activity as never, authorization));
        const expires = Number(claimsIdentity.getClaimValue('exp') ?? 0) * 1000;
        admitted.set(known, Math.min(expires, now + admittedFor));
        return 'yes';
      } catch (error) {
        return isOfKeys(error) ? 'later' : 'no';
      }
    },
    send: (to, activity) => call('POST', to, [to.conversation.id, 'activities'], activity),
    update: (to, id, activity) => call('PUT', to, [to.conversation.id, 'activities', id], { ...activity, id }),
    open: (to) => {
      const { tenantId } = to.conversation;
      const tenant = tenantId === undefined ? {} : { tenantId, channelData: { tenant: { id: tenantId } } };
      return call('POST', to, [], { isGroup: false, bot: to.bot, members: [to.user], ...tenant });
    },
    close: () => caller.close(),
  };
}

function credentialsOf({ app }: Pick<BotFrameworkSettings, 'app'>): Record<string, string> {
  if (app === null) return {};
  return {
    MicrosoftAppType: app.kind,
    MicrosoftAppId: app.id,
    ...('tenant' in app && { MicrosoftAppTenantId: app.tenant }),
    ...('password' in app && { MicrosoftAppPassword: app.password }),
  };
}

/** Each call for the token of now: botbuilder keeps one until five minutes before its end. */
function tokensOf(authentication: Authentication, appId: string): () => Promise<string> {
  // The claims of a bot that speaks first: an audience, and nothing else is asked of them.
  const claims = { getClaimValue: (claim: string) => (claim === 'aud' ? appId : null) };
  const factory = authentication.createConnectorFactory(claims as never);
  // That the client is for an address does not matter: its credentials are for all, with this cloud's authority and audience.
  const client = factory.create('https://api.botframework.com', undefined as never);
  client.catch(() => undefined);
  return async () => ((await client).credentials as unknown as { getToken(): Promise<string> }).getToken();
}

/** Whether the keys could not be had: botbuilder's own 500, whatever its fetch says, or our patience. Everything else is said of the token. */
function isOfKeys(error: unknown): boolean {
  const { name, statusCode } = (error ?? {}) as { name?: unknown; statusCode?: unknown };
  return statusCode === 500 || name === 'FetchError' || name === 'TooLate';
}

/** The answer has been given: what can't be read in it does not undo that. */
function idIn(body: string): string | null {
  try {
    const { id } = JSON.parse(body) as { id?: unknown };
    return typeof id === 'string' && id !== '' ? id : null;
  } catch {
    return null;
  }
}
