import type { RequestHandler } from 'express';
import { z } from 'zod';
import { cleanText } from '../clean-text.ts';
import { addressOf, cookieOf, newCookie, setCookie } from './cookie.ts';
import { codePage } from './pages.tsx';
import type { Room } from './room.ts';
import { plainLanguage } from './words.ts';

const Posted = z.object({ code: z.string().trim().min(1).max(64) });

/** `GET /code`. Gives the cookie too: a post without it may come from another site. */
export function showCode(room: Room): RequestHandler {
  return (req, res) => {
    setCookie(res, cookieOf(req) ?? newCookie(), room.secure);
    res.send(codePage(room.shell(res, plainLanguage), { refused: false }));
  };
}

/** `POST /code`: the code's person on this device, under a cookie that nobody has seen before. A wrong code gets one answer, whatever is wrong with it. */
export function takeCode(room: Room): RequestHandler {
  return async (req, res) => {
    const own = cookieOf(req);
    if (!own) return room.notice(req, res, 400, 'no_cookie_title', 'no_cookie');
    const posted = Posted.safeParse(req.body);
    const cookie = newCookie();
    const redeemed = posted.success ? await room.desk.redeem('web', addressOf(cookie), posted.data.code) : { kind: 'refused' };
    if (redeemed.kind !== 'redeemed') {
      const text = cleanText(String(req.body?.code ?? ''));
      const heard = await room.desk.overhear({ channel: 'web', externalId: room.ids.next(), address: addressOf(own), text });
      res.status(422).send(codePage(room.shell(res, plainLanguage), { refused: true, heard: heard?.text }));
      return;
    }
    res.locals.redeemed = true;
    setCookie(res, cookie, room.secure);
    res.redirect(303, '/#now');
  };
}
