import type { Request, Response } from 'express';
import type { ChatView, Desk, Wakes } from '../../desk/ports.ts';
import type { News } from './browser/news.ts';
import { keyOf } from './chat.tsx';
import { heartbeat, streams as mostStreams, reconnect, streamsPerPerson } from './limits.ts';

export interface StreamParts {
  desk: Desk;
  wakes: Wakes;
  newsOf(view: ChatView, after: string | undefined): News;
  /** Something failed that nobody waits for. */
  failed(error: unknown): void;
}

export interface Streams {
  /** Answers with a stream of `News`: first what came after `after`, then whatever comes. 204 when there is nobody to listen for. */
  open(req: Request, res: Response, address: string, after: string | undefined, key: string | undefined): Promise<void>;
  close(): void;
}

/**
 * Server-sent events. A wake only says "look again": the stream reads the view after the last message it sent, so a lost wake, a wake
 * too many and a wake from another replica all come out right.
 */
export function createStreams({ desk, wakes, newsOf, failed }: StreamParts): Streams {
  const open = new Set<() => void>();
  const byPerson = new Map<string, number>();

  return {
    async open(req, res, address, after, key) {
      const first = await desk.view('web', address, after);
      const person = first.person;
      // Gone while we looked: nobody would tell us again.
      if (res.destroyed) return;
      if (person === null) return void res.status(204).end();
      const own = byPerson.get(person) ?? 0;
      if (open.size >= mostStreams || own >= streamsPerPerson) return void res.status(429).end();

      let last = after;
      let shown = key;
      let ended = false;
      let turning = Promise.resolve();

      const end = () => {
        if (ended) return;
        ended = true;
        clearInterval(beat);
        unsubscribe();
        open.delete(end);
        const left = (byPerson.get(person) ?? 1) - 1;
        if (left > 0) byPerson.set(person, left);
        else byPerson.delete(person);
        res.end();
      };

      const send = (view: ChatView) => {
        if (ended) return;
        // Erased, or this address now belongs to another person: the page opens the stream again and learns so.
        if (view.person !== person) return end();
        const now = keyOf(view);
        if (view.messages.length === 0 && now === shown) return;
        const news = newsOf(view, last);
        last = news.last || last;
        shown = now;
        res.write(`id: ${news.last}\ndata: ${JSON.stringify(news)}\n\n`);
      };
      /** One look at a time, in order; looks asked for meanwhile wait their turn. */
      const look = () => {
        turning = turning
          .then(async () => {
            if (!ended) send(await desk.view('web', address, last));
          })
          .catch((error: unknown) => {
            failed(error);
            end();
          });
      };

      res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
      res.write(`retry: ${reconnect}\n\n`);
      const beat = setInterval(() => {
        res.write(': still here\n\n');
        look();
      }, heartbeat);
      const unsubscribe = wakes.subscribe(person, look);
      open.add(end);
      byPerson.set(person, own + 1);
      req.on('close', end);
      // The view was read before we listened: look once more for what came in between.
      look();
    },
    close() {
      for (const end of [...open]) end();
    },
  };
}
