import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { addressOf, clearPaperCookie, newCookie, paperCookieOf, setPaperCookie } from './cookie.ts';
import { readPosted } from './inbound.ts';
import { longestText, retryBusy } from './limits.ts';
import { type Kept, paperClosedPage, paperDonePage, paperPage, paperRefusedPage } from './paper-page.tsx';
import type { Room } from './room.ts';
import { type PhraseId, plainLanguage } from './words.ts';

/** What stands before a token in an address. */
const papersAt = '/s/';

/** Every address with a token. A pattern without a group: the router then decodes nothing, and what is badly encoded is one more bad link. */
export const paperPath = /^\/s\/./;

const Closing = z.object({ close: z.string() });

const tokenOf = (req: Request) => req.path.slice(papersAt.length);

/** The one answer to every link that opens nothing, whatever is wrong with it. */
function refuse(room: Room, req: Request, res: Response): void {
  clearPaperCookie(res, req.path, room.secure);
  res.status(404).send(paperRefusedPage(room.shell(res, plainLanguage)));
}

/** `GET /s/:token`: the question that waits. A new cookie is given, and nothing is stored until the first answer. */
export function showPaper(room: Room): RequestHandler {
  return async (req, res) => {
    const cookie = paperCookieOf(req);
    const view = await room.desk.papers.view(tokenOf(req), cookie === undefined ? null : addressOf(cookie));
    if (!view) return refuse(room, req, res);
    setPaperCookie(res, cookie ?? newCookie(), req.path, room.secure);
    res.send(paperPage(room.shell(res, view.language), { view, action: req.path, nextId: () => room.ids.next() }));
  };
}

/**
 * `POST /s/:token`: one answer. Its page is the answer to the post, not to another get: what was said, signposts too, is kept nowhere. The same
 * form again, by a second press or a reload, counts once.
 */
export function takePaper(room: Room): RequestHandler {
  return async (req, res) => {
    const cookie = paperCookieOf(req);
    if (!cookie) return room.notice(req, res, 400, 'no_cookie_title', 'no_cookie');
    const key = addressOf(cookie);
    if (Closing.safeParse(req.body).success) {
      const view = await room.desk.papers.view(tokenOf(req), key);
      clearPaperCookie(res, req.path, room.secure);
      return void res.send(paperClosedPage(room.shell(res, view?.language ?? plainLanguage)));
    }
    const read = readPosted(req.body, key);
    if (read.kind === 'unknown') return room.notice(req, res, 400, 'refused_title', 'refused');

    const again = async (status: number, phrase: PhraseId) => {
      const view = await room.desk.papers.view(tokenOf(req), key);
      if (!view) return refuse(room, req, res);
      const shell = room.shell(res, view.language);
      const kept: Kept = { note: shell.words(phrase, { limit: longestText }), typed: read.draft.text };
      res.status(status).send(paperPage(shell, { view, action: req.path, nextId: () => room.ids.next(), ...kept }));
    };
    if (read.kind === 'unfit') return again(422, read.why);

    const { externalId, reply, prompt } = read.inbound;
    const taken = await room.desk.papers.reply(tokenOf(req), key, externalId, reply, prompt);
    if (taken.kind === 'busy') {
      res.set('Retry-After', String(retryBusy));
      return again(503, 'busy');
    }
    if (taken.kind === 'refused') return refuse(room, req, res);
    if (taken.kind === 'done') {
      clearPaperCookie(res, req.path, room.secure);
      return void res.send(paperDonePage(room.shell(res, taken.language), taken.said));
    }
    const { view } = taken;
    res.send(paperPage(room.shell(res, view.language), { view, action: req.path, nextId: () => room.ids.next() }));
  };
}
