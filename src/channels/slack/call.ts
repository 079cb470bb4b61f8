import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { z } from 'zod';

/** What every answer of Slack's Web API has. */
const Answer = z.looseObject({ ok: z.boolean(), error: z.string().default('unknown_error') });

/**
 * One call of Slack's Web API, once, for what is called at every turn: Slack's own client takes twice the processor (bench/README.md), most of
 * it for a log that we drop and for tries that we don't make. Ends as its calls do, and with its errors.
 * @param url ends with the method
 */
export async function callOnce(fetch: typeof globalThis.fetch, url: string, token: string, args: object): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(args) }).catch((error: Error) => {
    throw new WebAPIRequestError(error);
  });
  const text = await response.text();
  if (response.status === 429) {
    const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
    throw Number.isNaN(seconds) ? new Error('Slack asks for patience, and does not say how long.') : new WebAPIRateLimitedError(seconds);
  }
  if (response.status !== 200) throw new WebAPIHTTPError(response.status, response.statusText, {});
  const answer = Answer.parse(JSON.parse(text));
  if (!answer.ok) throw new WebAPIPlatformError(answer);
  return answer;
}
