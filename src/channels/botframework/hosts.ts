import type { BotFrameworkSettings } from './parts.ts';

/** This machine, as a URL names it. */
export const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);

/**
 * Where an activity's serviceUrl leads, if that is a place to which things may be sent, with a token in hand: one of our hosts, over https; in the
 * playground this machine. On this machine http will do, where the hosts name it.
 */
export function reachOf({ app, hosts }: Pick<BotFrameworkSettings, 'app' | 'hosts'>, serviceUrl: string): URL | null {
  const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) return null;
  if (app === null) return isLoopback(url.hostname) ? url : null;
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return null;
  const fits = (host: string) =>
    host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : host === url.hostname || host === url.host;
  return hosts.some(fits) ? url : null;
}
