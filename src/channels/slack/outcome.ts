import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import type { Delivered } from '../../desk/ports.ts';

/** Slack's answers that no later try will change: whom it was for is gone, or we are. All others are worth another try. */
const gone = new Set([
  'account_inactive',
  'cannot_dm_bot',
  'channel_not_found',
  'invalid_auth',
  'invalid_user_combination',
  'is_archived',
  'messages_tab_disabled',
  'not_authed',
  'not_in_channel',
  'org_login_required',
  'restricted_action',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'users_not_found',
]);

/** By the documentation of each method, "it's possible some aspect of the operation succeeded before the error was raised". */
const halfDone = new Set(['fatal_error', 'internal_error']);

/** The connection was never made, so nothing was sent. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Slack's word for what it refused, such as `channel_not_found`; null when it was something else. */
export function refusalOf(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null;
}

/** Milliseconds for which Slack asks; 0: it does not. */
export const patienceOf = (error: unknown) => (error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : 0);

/** How a try ended that did not end well. */
export function outcomeOf(error: unknown, now: Date): Exclude<Delivered, { kind: 'sent' }> {
  if (error instanceof WebAPIRateLimitedError)
    return { kind: 'later', at: new Date(now.getTime() + error.retryAfter * 1000), everybody: true };
  const refusal = refusalOf(error);
  if (refusal !== null) {
    if (gone.has(refusal)) return { kind: 'unreachable' };
    return halfDone.has(refusal) ? { kind: 'unknown' } : { kind: 'later', at: null };
  }
  // A 5xx may come from a gateway after Slack has taken the message.
  if (error instanceof WebAPIHTTPError) return error.statusCode >= 500 ? { kind: 'unknown' } : { kind: 'later', at: null };
  if (error instanceof WebAPIRequestError) {
    const code = (error.original as NodeJS.ErrnoException).code ?? '';
    return neverSent.has(code) ? { kind: 'later', at: null } : { kind: 'unknown' };
  }
  // A 429 that says no time is a plain Error of Slack's client; what never left us is one too.
  return { kind: 'later', at: null };
}
