import http from 'node:http';
import https from 'node:https';

/**
 * `fetch` over connections that are kept open. Node 20's own costs a client of Slack's three times as much processor (docs/decisions.md). What it
 * throws has the code of the connection's error, which tells what was never sent from what may have arrived.
 * @param within milliseconds in which a call has to be over
 */
export function keepAliveFetch(within: number): { fetch: typeof fetch; close(): void } {
  const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) };
  const send: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const { protocol } = url as { protocol: keyof typeof agents };
    const { method, headers, body } = await bytesOf(url, init);
    return new Promise((resolve, reject) => {
      const call = (protocol === 'http:' ? http : https).request(
        url,
        {
          method,
          headers: { ...headers, 'content-length': String(body.length) },
          agent: agents[protocol],
          signal: init?.signal ?? undefined,
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
          answer.on('end', () => resolve(responseOf(answer, Buffer.concat(chunks))));
        },
      );
      const late = setTimeout(() => call.destroy(Object.assign(new Error('It took too long.'), { code: 'ETIMEDOUT' })), within);
      call.on('close', () => clearTimeout(late));
      call.on('error', reject).end(body);
    });
  };
  return { fetch: send, close: () => Object.values(agents).forEach((agent) => void agent.destroy()) };
}

/** Nearly all that we send is text. Whatever else a body can be (a form with a file), `Request` knows its bytes and its type. */
async function bytesOf(url: URL, init: RequestInit = {}): Promise<{ method: string; headers: Record<string, string>; body: Buffer }> {
  const { method = 'GET', headers = {}, body } = init;
  if (typeof body === 'string' && !(headers instanceof Headers) && !Array.isArray(headers))
    return { method, headers, body: Buffer.from(body) };
  const asked = new Request(url, init);
  return { method, headers: Object.fromEntries(asked.headers), body: Buffer.from(await asked.arrayBuffer()) };
}

/** What Slack's libraries ask of a response. One of Node's own is made of streams, which costs more than all else here. */
function responseOf({ statusCode = 500, statusMessage = '', headers }: http.IncomingMessage, body: Buffer): Response {
  const light: Pick<Response, 'ok' | 'status' | 'statusText' | 'url' | 'text' | 'json' | 'arrayBuffer'> & {
    headers: Pick<Headers, 'get' | 'entries'>;
  } = {
    ok: statusCode >= 200 && statusCode < 300,
    status: statusCode,
    statusText: statusMessage,
    url: '',
    headers: {
      get: (name: string) => [headers[name.toLowerCase()] ?? null].flat()[0] ?? null,
      entries: () => Object.entries(headers as Record<string, string>).values(),
    },
    text: async () => body.toString(),
    json: async () => JSON.parse(body.toString()),
    arrayBuffer: async () => new Uint8Array(body).buffer,
  };
  return light as unknown as Response;
}
