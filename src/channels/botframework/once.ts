import { type ClientRequest, type IncomingHttpHeaders, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent, request } from 'node:https';

/** One request over HTTP, sent once: never again by itself, never to where it is redirected, and never without an end. */

export type Answer =
  | { kind: 'answered'; status: number; headers: IncomingHttpHeaders; body: string }
  /** It may have arrived. */
  | { kind: 'lost' }
  /** There was no connection to send it over. */
  | { kind: 'never' };

export interface Caller {
  /** Never rejects. The body is JSON. */
  call(method: 'POST' | 'PUT', url: URL, body: string, headers: Record<string, string>): Promise<Answer>;
  close(): void;
}

/** Idle connections that are older than most servers' patience with them are not used any more. In milliseconds. */
const idle = 4_000;
/** Of an answer: what we read there is an id. */
const mostRead = 100_000;

/** @param timeout milliseconds that a call may take, with its connection */
export function createCaller(timeout: number): Caller {
  const options = { keepAlive: true, timeout: idle, maxSockets: 64 };
  const plainAgent = new PlainAgent(options);
  const agent = new Agent(options);
  const start = (url: URL, rest: { method: string; headers: Record<string, string | number>; signal: AbortSignal }): ClientRequest =>
    url.protocol === 'https:' ? request(url, { ...rest, agent }) : plainRequest(url, { ...rest, agent: plainAgent });

  return {
    call: (method, url, body, headers) =>
      new Promise((resolve) => {
        const sending = start(url, {
          method,
          headers: { ...headers, 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) },
          signal: AbortSignal.timeout(timeout),
        });
        let left = false;
        sending.once('socket', (socket) => {
          if (sending.reusedSocket || !socket.connecting) left = true;
          else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (left = true));
        });
        sending.once('response', (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            text += chunk;
            if (text.length > mostRead) response.destroy();
          });
          response.on('error', () => undefined);
          // Also when the answer broke off: its status has been read.
          response.once('close', () =>
            resolve({ kind: 'answered', status: response.statusCode ?? 0, headers: response.headers, body: text }),
          );
        });
        sending.on('error', () => resolve({ kind: left ? 'lost' : 'never' }));
        sending.end(body);
      }),
    close: () => {
      plainAgent.destroy();
      agent.destroy();
    },
  };
}

/** For how many milliseconds an answer asks to wait: Retry-After, as seconds or as a date. null: it does not. */
export function patienceOf({ 'retry-after': asked, date }: IncomingHttpHeaders): number | null {
  if (!asked) return null;
  const wait = /^\d+(\.\d+)?$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.parse(date ?? '');
  return Number.isFinite(wait) ? Math.max(0, Math.round(wait)) : null;
}
