import { type AuthConfiguration, authorizeJWT, ConnectorClient } from '@microsoft/agents-hosting';
import { reachOf } from '../../src/channels/botframework/hosts.ts';
import type { BotFrameworkSettings } from '../../src/channels/botframework/parts.ts';
import type { Connector, Json, Reference, Sent } from '../../src/channels/botframework/port.ts';
import type { BotbuilderParts } from '../../src/channels/botframework/sdk.ts';
import { within } from '../../src/channels/botframework/within.ts';

/**
 * The port on Microsoft's successor of botbuilder: it passes the same contract, so that the day on which it is wanted costs one import. What it does
 * not do is written out here: it asks for no serviceUrl in a token, and for no endorsement of its key.
 */
export function createAgentsConnector(
  settings: BotFrameworkSettings,
  { timeout = 10_000, token }: Omit<BotbuilderParts, 'clock'>,
): Connector {
  const { app, cloud } = settings;
  const connection: AuthConfiguration = {
    clientId: app?.id ?? '',
    issuers: [cloud?.ToBotFromChannelTokenIssuer ?? 'https://api.botframework.com'],
    validateIssuer: true,
    ...(cloud && { authorityEndpoint: cloud.ToChannelFromBotLoginUrl as string }),
  };
  const authorize = authorizeJWT({ ...connection, connections: new Map([['bot', connection]]) });

  /** The claims of a token, or what is wrong with it. */
  const claimsOf = (authorization: string) =>
    new Promise<{ claims: Json } | { error: string }>((resolve) => {
      const req = { method: 'POST', headers: { authorization }, user: {} as Json };
      const send = (body: { 'jwt-auth-error': string }) => resolve({ error: body['jwt-auth-error'] });
      void authorize(req as never, { status: () => ({ send }) } as never, () => resolve({ claims: req.user }));
    });

  async function call(to: Reference, work: (client: ConnectorClient) => Promise<{ id: string }>): Promise<Sent> {
    const held = token ? await within(timeout, token()).catch(() => null) : '';
    if (held === null || !reachOf(settings, to.serviceUrl)) return { kind: 'never' };
    try {
      const { id } = await within(timeout, work(ConnectorClient.createClientWithToken(to.serviceUrl, held)));
      return { kind: 'sent', id: id ?? null };
    } catch (error) {
      return endOf(error);
    }
  }
  const conversation = (to: Reference) => encodeURIComponent(to.conversation.id);

  return {
    async admits(activity, authorization) {
      const answer = await within(timeout, claimsOf(authorization)).catch(() => ({ error: 'secret or public key callback' }));
      if ('error' in answer) return /public key callback: (?!Unable)|public key callback$/.test(answer.error) ? 'later' : 'no';
      return answer.claims.serviceurl === activity.serviceUrl ? 'yes' : 'no';
    },
    send: (to, activity) => call(to, (client) => client.sendToConversation(conversation(to), activity as never)),
    update: (to, id, activity) =>
      call(to, (client) => client.updateActivity(conversation(to), encodeURIComponent(id), { ...activity, id } as never)),
    open: (to) => {
      const { tenantId } = to.conversation;
      const tenant = tenantId === undefined ? {} : { tenantId, channelData: { tenant: { id: tenantId } } };
      const parameters = { isGroup: false, agent: to.bot, bot: to.bot, members: [to.user], ...tenant };
      return call(to, (client) => client.createConversation(parameters as never));
    },
    close: () => undefined,
  };
}

function endOf(error: unknown): Sent {
  if (error instanceof URIError) return { kind: 'never' };
  const { response, cause } = error as { response?: { status: number; headers: Headers }; cause?: { code?: string } };
  if (!response) return { kind: ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(cause?.code ?? '') ? 'never' : 'lost' };
  const asked = response.headers.get('retry-after');
  return { kind: 'refused', status: response.status, patience: asked === null ? null : Number(asked) * 1000 };
}
