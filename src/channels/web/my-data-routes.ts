import { setTimeout } from 'node:timers/promises';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { addressOf, cookieOf } from './cookie.ts';
import { secondPress } from './limits.ts';
import { copyPage, copyRefusedPage } from './my-data-page.tsx';
import type { Room } from './room.ts';
import { plainLanguage } from './words.ts';

/** What stands before a ticket in an address. */
export const copiesAt = '/my-data/';

/** Every address with a ticket. A pattern without a group: the router then decodes nothing, and what is badly encoded is one more forged ticket. */
export const ticketPath = /^\/my-data\/./;

const Posted = z.object({ as: z.enum(['html', 'json', 'pdf']) });

const ticketOf = (req: Request) => req.path.slice(copiesAt.length);

/** Somebody without the cookie is somebody whom nobody knows: they get as far as all others who are refused. */
const whoseOf = (req: Request) => addressOf(cookieOf(req) ?? '');

/** The one answer to every ticket that is not good, whatever is wrong with it: in English, for it must not tell who asks either. */
function refuse(room: Room, res: Response): void {
  res.status(404).send(copyRefusedPage(room.shell(res, plainLanguage)));
}

/** `GET /my-data`: a new ticket, past the chat. The way to a copy for somebody who said STOP. */
export function offerCopy(room: Room): RequestHandler {
  return async (req, res) => {
    const offered = await room.desk.copies.ticket('web', whoseOf(req));
    if (!offered) return res.redirect(303, '/');
    res.send(copyPage(room.shell(res, offered.language), { ticket: offered.ticket, again: 'copy_again_here' }));
  };
}

/** `GET /my-data/:ticket`: asks first which file, and uses nothing up: a preview or a second look costs nothing. */
export function askCopy(room: Room): RequestHandler {
  return async (req, res) => {
    const ticket = ticketOf(req);
    const admitted = await room.desk.copies.admits('web', whoseOf(req), ticket);
    if (!admitted) return refuse(room, res);
    res.send(copyPage(room.shell(res, admitted.language), { ticket, again: 'copy_again_chat' }));
  };
}

/** `POST /my-data/:ticket`: the file, once. */
export function handCopy(room: Room): RequestHandler {
  return async (req, res) => {
    // A second press takes back the first: the browser hangs up on it, and nobody would get the file that the ticket was used up for.
    await setTimeout(secondPress);
    if (res.destroyed) return;
    const posted = Posted.safeParse(req.body);
    const file = posted.success && (await room.desk.copies.take('web', whoseOf(req), ticketOf(req), posted.data.as));
    if (!file) return refuse(room, res);
    res
      .attachment(file.name)
      .type(file.type)
      .send(typeof file.body === 'string' ? file.body : Buffer.from(file.body));
  };
}
