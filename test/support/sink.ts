import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { bodyOf } from './fake-slack.ts';

/** Milliseconds in which it answers. */
const ANSWERS_IN = 10;

export interface Received {
  id: string;
  address: string;
  text: string;
}

/** A channel over HTTP that counts what it gets, and can be cut off. It can be asked for an id, too. */
export interface Sink {
  url: string;
  /** In the order in which they came, each as often as it came. */
  received: Received[];
  /** Resolves when so many different messages have come. */
  until(different: number): Promise<void>;
  different(): number;
  /** Every connection breaks, and none can be made, until `mend`. Answers how many requests were under way. */
  cut(): Promise<number>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function startSink(): Promise<Sink> {
  const received: Received[] = [];
  const ids = new Set<string>();
  const sockets = new Set<Socket>();
  const waiting = new Set<() => void>();
  let underWay = 0;
  let server: Server = createServer();
  let port = 0;

  function serve(): Promise<void> {
    server = createServer(async (req, res) => {
      const id = (req.url ?? '').slice(1);
      if (req.method === 'GET') return void res.writeHead(ids.has(id) ? 200 : 404).end();
      underWay += 1;
      const body = await bodyOf(req).catch(() => null);
      if (body) {
        received.push({ id, ...JSON.parse(body.toString()) });
        ids.add(id);
        for (const look of waiting) look();
      }
      setTimeout(() => {
        underWay -= 1;
        res.end();
      }, ANSWERS_IN);
    });
    server.on('connection', (socket) => sockets.add(socket.on('close', () => sockets.delete(socket))));
    return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  }

  async function cut(): Promise<number> {
    const broken = underWay;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
    return broken;
  }

  await serve();
  port = (server.address() as { port: number }).port;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    different: () => ids.size,
    until: (different) =>
      new Promise((resolve) => {
        const look = () => {
          if (ids.size < different) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    cut,
    mend: serve,
    close: async () => void (await cut()),
  };
}
