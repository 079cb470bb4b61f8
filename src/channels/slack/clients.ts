import { WebClient, type WebClientOptions } from '@slack/web-api';
import { z } from 'zod';
import { Bounded } from '../bounded.ts';
import { callOnce } from './call.ts';
import { keepAliveFetch } from './fetch.ts';
import type { Marks } from './keys.ts';
import { ours } from './limits.ts';
import type { SlackMessage } from './outbound.ts';

/**
 * Slack's Web API of each workspace, by its token. A client that is told to slow down holds back all its calls, so what somebody waits for
 * (a form, an update of what they pressed) has one of its own. Nothing is sent again by itself: what failed may have arrived.
 */
export interface Clients {
  /** For what somebody waits for at this moment. */
  quick(token: string): WebClient;
  /** For what nobody waits for. */
  bulk(token: string): WebClient;
  /** chat.postMessage, the one call of every turn; ends as a client's does. Answers its `ts`; null: Slack did not say. */
  post(token: string, message: { channel: string } & SlackMessage & Marks): Promise<string | null>;
  /** Over connections that are kept open. */
  fetch: typeof fetch;
  /** Closes them. */
  close(): void;
}

const Posted = z.object({ ts: z.string().optional() });

/** @param apiUrl of another Slack than slack.com, for tests; ends in "/" */
export function createClients(apiUrl: string | null, log: SlackLogger): Clients {
  const kept = keepAliveFetch(ours.timeout);
  const posting = new URL('chat.postMessage', apiUrl ?? 'https://slack.com/api/').href;
  const options: WebClientOptions = {
    fetch: kept.fetch,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: log,
    ...(apiUrl && { slackApiUrl: apiUrl }),
  };
  const pool = () => {
    const made = new Bounded<string, WebClient>(ours.knownInstalls);
    return (token: string) => {
      const known = made.get(token);
      if (known) return known;
      const client = new WebClient(token, options);
      made.set(token, client);
      return client;
    };
  };
  return {
    quick: pool(),
    bulk: pool(),
    post: async (token, message) =>
      Posted.parse(await callOnce(kept.fetch, posting, token, { ...message, unfurl_links: false, unfurl_media: false })).ts ?? null,
    ...kept,
  };
}

/** What Slack's libraries log. Theirs may hold what a person wrote, so all of it is dropped: what matters we see by ourselves. */
export type SlackLogger = NonNullable<WebClientOptions['logger']>;

export function quietLogger(): SlackLogger {
  const nothing = () => undefined;
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    setLevel: nothing,
    getLevel: () => 'error' as ReturnType<SlackLogger['getLevel']>,
    setName: nothing,
  };
}
