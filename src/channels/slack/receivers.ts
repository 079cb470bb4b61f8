import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type App,
  HTTPModuleFunctions,
  HTTPReceiver,
  type InstallationStore,
  type Receiver,
  type ReceiverEvent,
  SocketModeReceiver,
} from '@slack/bolt';
import { quietLogger } from './clients.ts';
import { botScopes, paths } from './manifest.ts';

/** How Slack's payloads come in: by HTTP, or over a socket that we open. */

/**
 * Holds an acknowledgement back until all work for it is done, and acknowledges also what nobody took: then Slack never hears that something
 * was taken before it is committed, and an old app's payload is no error. A rejection is not acknowledged, and Slack sends it again.
 */
export function acknowledgingLast<Kind extends Receiver>(receiver: Kind): Kind {
  const init = receiver.init.bind(receiver);
  receiver.init = (app) => {
    const processEvent = async (event: ReceiverEvent): Promise<void> => {
      let answer: Parameters<ReceiverEvent['ack']>[0];
      await app.processEvent({ ...event, ack: async (given) => void (answer ??= given) });
      await event.ack(answer);
    };
    init({ processEvent } as App);
  };
  return receiver;
}

/** What a failure is answered with: Slack sends an event again, and shows that a press did not work. */
const trouble = async ({ response }: { response: ServerResponse }): Promise<boolean> => {
  if (!response.headersSent) response.writeHead(500).end();
  return false;
};

export function httpReceiver(signingSecret: string): HTTPReceiver {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: [paths.events],
    processBeforeResponse: true,
    processEventErrorHandler: trouble,
    // A turn that takes long is answered when it is done; the default is a 404 after 3 s.
    unhandledRequestHandler: () => undefined,
    logger: quietLogger(),
  });
  return acknowledgingLast(receiver);
}

/** JSON that is an object, and a form's payload that is none: on those Bolt breaks, in a place where nobody can catch it. */
const anObject = /^\s*\{/;
const anotherPayload = /(?:^|&)payload=(?!\{|%7B)/i;

/**
 * Reads a request for Bolt, and makes its content type what Bolt wants to the letter: a proxy may have added a charset.
 * @returns the status to refuse it with; null: Bolt may have it
 */
export async function prepare(req: IncomingMessage): Promise<number | null> {
  const type = req.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  req.headers['content-type'] = type;
  try {
    const { rawBody } = await HTTPModuleFunctions.bufferIncomingMessage(req, HTTPModuleFunctions.defaultBodyLimit);
    const body = rawBody.toString();
    const form = type === 'application/x-www-form-urlencoded';
    return (form ? !anotherPayload.test(body) : anObject.test(body)) ? null : 400;
  } catch (error) {
    return HTTPModuleFunctions.isRawBodyError(error) ? error.statusCode : 400;
  }
}

/** @param apiUrl of another Slack, for tests */
export function socketReceiver(appToken: string, apiUrl: string | null): SocketModeReceiver {
  const logger = quietLogger();
  return acknowledgingLast(
    new SocketModeReceiver({
      appToken,
      logger,
      installerOptions: { clientOptions: apiUrl ? { slackApiUrl: apiUrl } : {} },
      // Not acknowledged: Slack sends it again.
      processEventErrorHandler: async () => false,
    }),
  );
}

/** The pages on which a workspace installs us. A receiver of its own: who may write to us is answered by the other one. */
export function installReceiver(settings: {
  signingSecret: string;
  clientId: string;
  clientSecret: string;
  stateSecret: string;
  store: InstallationStore;
  publicUrl: string;
  apiUrl: string | null;
  fetch: typeof fetch;
}): HTTPReceiver {
  const { store, publicUrl, apiUrl, fetch, ...secrets } = settings;
  const logger = quietLogger();
  return new HTTPReceiver({
    ...secrets,
    endpoints: [],
    scopes: [...botScopes],
    redirectUri: `${publicUrl}${paths.redirect}`,
    installationStore: store,
    logger,
    installerOptions: {
      installPath: paths.install,
      redirectUriPath: paths.redirect,
      directInstall: true,
      clientOptions: { fetch, ...(apiUrl && { slackApiUrl: apiUrl }) },
      ...(apiUrl && { authorizationUrl: new URL('../oauth/v2/authorize', apiUrl).href }),
    },
  });
}
