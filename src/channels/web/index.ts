import compression from 'compression';
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import { loadAssets } from './assets.ts';
import { newsOf } from './chat.tsx';
import { askClose, closeChat } from './close-routes.ts';
import { showCode, takeCode } from './code-routes.ts';
import { addressOf, cookieOf } from './cookie.ts';
import { MessageId, readPosted } from './inbound.ts';
import { largestBody } from './limits.ts';
import { askMailLink, askStop, mailLinkPath, stopPath, takeMailLink, takeStop } from './mail-routes.ts';
import { giveBackInTrouble, showChat, showNews, takeMessage } from './messages-routes.ts';
import { askCopy, handCopy, offerCopy, ticketPath } from './my-data-routes.ts';
import { paperPath, showPaper, takePaper } from './paper-routes.ts';
import { createRoom, type Room, type WebParts } from './room.ts';
import { headers, isOurs } from './security.ts';
import { createStreams } from './stream.ts';
import { createTablet } from './tablet-routes.ts';
import { throttles } from './throttles.ts';
import { checkPhrases } from './words.ts';

export type { WebParts } from './room.ts';
export { phraseIds } from './words.ts';

const ours =
  (room: Room): RequestHandler =>
  (req, res, next) =>
    isOurs(req, room.origin) ? next() : room.notice(req, res, 403, 'refused_title', 'refused');

/** Kind words for everything that can go wrong; never a stack, never a word of the person in the log. */
const trouble =
  (room: Room): ErrorRequestHandler =>
  (error: { status?: number }, req, res, _next) => {
    if (res.headersSent) {
      room.failed(error);
      res.destroy();
    } else if (error.status === 413) room.notice(req, res, 413, 'too_big_title', 'too_big');
    else if (error.status !== undefined && error.status >= 400 && error.status < 500)
      room.notice(req, res, 400, 'refused_title', 'refused');
    else {
      room.failed(error);
      giveBackInTrouble(room, req, res);
    }
  };

/**
 * The young person's page. The router answers everything that reaches it, so it is mounted after every other door.
 * `close` ends the streams of pages that listen; they open them again elsewhere or later.
 */
export function createWeb(parts: WebParts): { router: Router; close(): void } {
  checkPhrases(parts.phrases);
  const assets = loadAssets(parts.scripts);
  const room = createRoom(parts, assets.scripts);
  const streams = createStreams({
    desk: parts.desk,
    wakes: parts.wakes,
    newsOf: (view, after) => newsOf(view, after, room.drawing(view.language)),
    failed: room.failed,
  });
  // Counted after the body is read, small as it is, so that what was typed can be given back.
  const limits = throttles((req, res) => {
    const read = readPosted(req.body, '');
    room.notice(req, res, 429, 'too_many_title', 'too_many', read.kind === 'read' ? read.draft : undefined);
  });
  const form = express.urlencoded({ extended: false, limit: largestBody, parameterLimit: 100 });
  const json = express.json({ limit: largestBody });

  const listen: RequestHandler = async (req, res) => {
    const cookie = cookieOf(req);
    if (!cookie) return void res.status(204).end();
    const after = MessageId.safeParse(req.get('last-event-id') ?? req.query.after).data;
    const key = MessageId.safeParse(req.query.key).data;
    await streams.open(req, res, addressOf(cookie), after, key);
  };

  const router = express.Router();
  router.use(createTablet(room, limits, ours(room)));
  router.use(headers(room.secure));
  // Before compression: a stream is sent line by line.
  router.get('/events', listen);
  router.use(compression());
  router.get('/', showChat(room));
  router.get('/messages', showNews(room));
  router.post('/messages', ours(room), form, json, limits.posts, takeMessage(room));
  router.get('/code', showCode(room));
  router.post('/code', ours(room), limits.codes, form, takeCode(room));
  router.get('/close', askClose(room));
  router.post('/close', ours(room), closeChat(room));
  router.get('/my-data', offerCopy(room));
  router.get(ticketPath, askCopy(room));
  router.post(ticketPath, ours(room), form, limits.copies, handCopy(room));
  router.get(paperPath, limits.papers, showPaper(room));
  router.post(paperPath, ours(room), form, limits.papers, takePaper(room));
  router.get(mailLinkPath, limits.papers, askMailLink(room));
  router.post(mailLinkPath, ours(room), limits.papers, takeMailLink(room));
  router.get(stopPath, limits.papers, askStop(room));
  router.post(stopPath, limits.papers, takeStop(room));
  router.get('/assets/:version/:file', assets.serve);
  router.use((req, res) => room.notice(req, res, 404, 'not_found_title', 'not_found'));
  router.use(trouble(room));
  return { router, close: streams.close };
}
