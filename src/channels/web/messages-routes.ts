import type { Request, RequestHandler, Response } from 'express';
import type { ChatView } from '../../desk/ports.ts';
import { cleanText } from '../clean-text.ts';
import { chatPage, goneNews, gonePage, newsOf } from './chat.tsx';
import { addressOf, clearCookie, cookieOf, newCookie, setCookie } from './cookie.ts';
import { type Draft, MessageId, readPosted } from './inbound.ts';
import { longestText, retryBusy, retryTrouble } from './limits.ts';
import { isScript, type Room } from './room.ts';
import { type PhraseId, plainLanguage } from './words.ts';

/** A name for the chat in this browser, made from the address but not it. */
const chatName = (address: string) => addressOf(`chat ${address}`).slice(0, 16);

function page(room: Room, res: Response, address: string, view: ChatView, kept: { note?: string; typed?: string } = {}): void {
  const { nextId } = room.drawing(view.language);
  res.send(chatPage({ shell: room.shell(res, view.language), nextId, view, chat: chatName(address), ...kept }));
}

/** `GET /`: the chat. A new cookie is given, and nothing is stored until the first message. */
export function showChat(room: Room): RequestHandler {
  return async (req, res) => {
    const cookie = cookieOf(req) ?? newCookie();
    const address = addressOf(cookie);
    const view = await room.desk.view('web', address);
    setCookie(res, cookie, room.secure);
    page(room, res, address, view);
  };
}

/** `GET /messages?after=`: what is new, for a page that cannot listen. */
export function showNews(room: Room): RequestHandler {
  return async (req, res) => {
    const cookie = cookieOf(req);
    if (!cookie) return room.notice(req, res, 400, 'no_cookie_title', 'no_cookie');
    const after = MessageId.safeParse(req.query.after).data;
    const view = await room.desk.view('web', addressOf(cookie), after);
    res.json(newsOf(view, after, room.drawing(view.language)));
  };
}

/** Kind words about a draft that was not taken: the chat again with the words kept in the box, or a notice for the script. */
async function giveBack(room: Room, req: Request, res: Response, address: string, status: number, phrase: PhraseId, draft: Draft) {
  // No reply, but somebody's words all the same: who can help is told at once, above the words that were given back.
  const text = cleanText(draft.text);
  const heard = phrase === 'too_long' && (await room.desk.overhear({ channel: 'web', externalId: draft.id, address, text }));
  const after = isScript(req) ? draft.after : undefined;
  const view = await room.desk.view('web', address, after);
  const note = room.drawing(view.language).words(phrase, { limit: longestText });
  res.status(status);
  if (isScript(req)) res.json({ notice: note, ...(heard && { news: newsOf(view, after, room.drawing(view.language)) }) });
  else page(room, res, address, view, { note, typed: draft.text });
}

/** Everything was erased: said at once, for nothing of it is kept, and the cookie goes too. */
function farewell(room: Room, req: Request, res: Response, texts: string[], language: string): void {
  clearCookie(res, room.secure);
  if (isScript(req)) res.json(goneNews(texts, language, room.drawing(language)));
  else res.send(gonePage(room.shell(res, language), texts));
}

/** `POST /messages`: one turn. Answered only when it is committed, so a page may send the same again until it hears so. */
export function takeMessage(room: Room): RequestHandler {
  return async (req, res) => {
    const cookie = cookieOf(req);
    if (!cookie) return room.notice(req, res, 400, 'no_cookie_title', 'no_cookie');
    const address = addressOf(cookie);
    const read = readPosted(req.body, address);
    if (read.kind === 'unknown') return room.notice(req, res, 400, 'refused_title', 'refused');
    const { draft } = read;
    res.locals.draft = draft;
    if (read.kind === 'unfit') return giveBack(room, req, res, address, 422, read.why, draft);

    const taken = await room.desk.receive(read.inbound);
    if (taken.kind === 'busy') {
      res.set('Retry-After', String(retryBusy));
      return room.notice(req, res, 503, 'try_again', 'busy', draft);
    }
    if (taken.kind === 'taken' && taken.forgotten)
      return farewell(
        room,
        req,
        res,
        taken.messages.map(({ text }) => text),
        plainLanguage,
      );

    const view = await room.desk.view('web', address, draft.after);
    // Sent again after its answer was lost, and nobody is known here any more: this is the event that erased them.
    if (taken.kind === 'duplicate' && view.person === null)
      return farewell(room, req, res, [room.drawing(view.language).words('erased')], view.language);
    if (isScript(req)) res.json(newsOf(view, draft.after, room.drawing(view.language)));
    else res.redirect(303, '/#now');
  };
}

/** What went wrong while a draft was in hand. Nothing was committed, so the same id may be sent again. */
export function giveBackInTrouble(room: Room, req: Request, res: Response): void {
  res.set('Retry-After', String(retryTrouble));
  room.notice(req, res, 503, 'trouble_title', 'trouble', res.locals.draft as Draft | undefined);
}
