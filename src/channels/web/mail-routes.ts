import type { Request, RequestHandler, Response } from 'express';
import { addressOf, cookieOf, newCookie, setCookie } from './cookie.ts';
import { mailPage } from './mail-page.tsx';
import type { Room } from './room.ts';
import { plainLanguage } from './words.ts';

/**
 * What links in an email open. Mail servers follow links to look for harm, so a GET changes nothing and asks nobody: it shows a button. Whether a
 * link is good is said to whoever presses it.
 */

/** A pattern without a group: the router then decodes nothing, and what is badly encoded is one more bad link. */
export const mailLinkPath = /^\/m\/./;
export const stopPath = /^\/stop\/./;

const tokenOf = (req: Request) => req.path.slice(req.path.indexOf('/', 1) + 1);

const page = (room: Room, res: Response, what: Parameters<typeof mailPage>[1], language = plainLanguage) =>
  res.send(mailPage(room.shell(res, language), what));

/** `GET /m/:token`. Gives the cookie too: a post without it may come from another site. */
export function askMailLink(room: Room): RequestHandler {
  return (req, res) => {
    setCookie(res, cookieOf(req) ?? newCookie(), room.secure);
    page(room, res, { title: 'm_title', text: 'm_intro', press: { label: 'm_open', action: req.path } });
  };
}

/** `POST /m/:token`: the chat from that email on, under a cookie that nobody has seen before; on a device that has the chat, all of it, as always. */
export function takeMailLink(room: Room): RequestHandler {
  return async (req, res) => {
    const own = cookieOf(req);
    if (!own) return room.notice(req, res, 400, 'no_cookie_title', 'no_cookie');
    const cookie = newCookie();
    const redeemed = await room.desk.redeem('web', addressOf(cookie), tokenOf(req), { own: addressOf(own) });
    if (redeemed.kind === 'refused') return void page(room, res.status(404), { title: 'm_old_title', text: 'm_old', code: true });
    if (redeemed.kind !== 'known') setCookie(res, cookie, room.secure);
    res.redirect(303, '/#now');
  };
}

/** `GET /stop/:token`. */
export function askStop(room: Room): RequestHandler {
  return (req, res) => void page(room, res, { title: 'stop_title', text: 'stop_intro', press: { label: 'stop_now', action: req.path } });
}

/** `POST /stop/:token`, by our button or by a mail program (RFC 8058), which has no cookie: the link alone says whose it is. */
export function takeStop(room: Room): RequestHandler {
  return async (req, res) => {
    const stopped = await room.desk.stopBy(tokenOf(req));
    if (!stopped) return void page(room, res.status(404), { title: 'stop_bad_title', text: 'stop_bad' });
    page(room, res, { title: 'stop_done_title', text: 'stop_done' }, stopped.language);
  };
}
