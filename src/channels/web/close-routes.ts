import type { RequestHandler } from 'express';
import { addressOf, clearCookie, cookieOf } from './cookie.ts';
import { closePage } from './pages.tsx';
import type { Room } from './room.ts';

/** `GET /close`: asks first, in the language of the chat. Nobody's chat here: nothing to close. */
export function askClose(room: Room): RequestHandler {
  return async (req, res) => {
    const cookie = cookieOf(req);
    const view = cookie && (await room.desk.view('web', addressOf(cookie)));
    if (!view || view.person === null) return res.redirect(303, '/');
    res.send(closePage(room.shell(res, view.language)));
  };
}

/** `POST /close`: this device forgets its key to the chat, and what the page kept unsent. The chat itself stays, for a code. */
export function closeChat(room: Room): RequestHandler {
  return (_req, res) => {
    clearCookie(res, room.secure);
    res.set('Clear-Site-Data', '"storage"');
    res.redirect(303, '/');
  };
}
