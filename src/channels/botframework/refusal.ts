import type { Clock } from '../../desk/ports.ts';
import type { BotFrameworkParts } from './parts.ts';

/** How somebody is refused: always with the same empty answer, whatever the reason; an operator reads in the log what it was. */

/** 503: the keys could not be had with which tokens are checked. The channel brings it again. */
export type Refused = 401 | 503;

/** Why, for the log alone. `%`: a channel, host or tenant that came along, which is nobody's personal data. */
const reasons = {
  outside: 'it is the playground, and this did not come straight from this machine',
  token: 'no token, or none that a channel of Azure Bot Service would bring',
  body: 'the body is too long, broke off, or is no JSON',
  shape: 'the body is no activity',
  channel: 'it came from the channel %, which ONWARD_BOT_CHANNELS does not name',
  host: 'its serviceUrl leads to %, which ONWARD_BOT_HOSTS does not name, or not over https',
  unproven: 'its token did not hold: made by somebody else, for another bot, too old, or for another channel or serviceUrl',
  keys: 'the keys with which tokens are checked could not be had',
  tenant: 'it came from the tenant %, which ONWARD_TEAMS_TENANTS does not name',
  tenantless: 'it named no tenant, or two',
  recipient: 'it was for another bot than MicrosoftAppId',
} as const;
export type Reason = keyof typeof reasons;

/** In milliseconds. */
const silence = 60_000;

/** Says each reason at most once a minute, however many there are who knock. */
export function refusalLog({ clock, log }: { clock: Clock; log: Pick<BotFrameworkParts['log'], 'warn'> }) {
  const said = new Map<Reason, number>();
  return (reason: Reason, detail = ''): void => {
    const now = clock.now().getTime();
    if (now - (said.get(reason) ?? Number.NEGATIVE_INFINITY) < silence) return;
    said.set(reason, now);
    // Whoever knocks wrote it.
    const shown = detail.slice(0, 100).replace(/[^\w.:-]/g, '?') || 'nothing';
    log.warn(`Bot Framework: a request was refused: ${reasons[reason].replace('%', shown)}.`);
  };
}
