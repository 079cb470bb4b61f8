import { createHash, randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { cookieSeconds, paperSeconds } from './limits.ts';

/**
 * The chat's cookie: 256 random bits that keep a person's place. Only its hash leaves this room, so neither the database nor a log
 * holds what would open somebody's chat.
 */

const name = 'onward';
const shape = /^[A-Za-z0-9_-]{43}$/;

/** The cookie that came, if it has our shape. */
export function cookieOf(req: Request): string | undefined {
  const value = parseCookie(req.headers.cookie ?? '')[name];
  return value !== undefined && shape.test(value) ? value : undefined;
}

export function newCookie(): string {
  return randomBytes(32).toString('base64url');
}

export function addressOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('hex');
}

const attributes = (secure: boolean) => ({ httpOnly: true, sameSite: 'lax', path: '/', secure }) as const;

/** @param secure when people reach us by https */
export function setCookie(res: Response, value: string, secure: boolean): void {
  res.append('Set-Cookie', stringifySetCookie({ name, value, ...attributes(secure), maxAge: cookieSeconds }));
}

/**
 * The cookie of a survey that is answered by a link: another secret under another name, which goes only to that link. It never meets the one
 * of a chat in anything that is kept.
 */
const paper = 'onward-survey';

export function paperCookieOf(req: Request): string | undefined {
  const value = parseCookie(req.headers.cookie ?? '')[paper];
  return value !== undefined && shape.test(value) ? value : undefined;
}

export function setPaperCookie(res: Response, value: string, path: string, secure: boolean): void {
  res.append('Set-Cookie', stringifySetCookie({ name: paper, value, ...attributes(secure), path, maxAge: paperSeconds }));
}

export function clearPaperCookie(res: Response, path: string, secure: boolean): void {
  res.append('Set-Cookie', stringifySetCookie({ name: paper, value: '', ...attributes(secure), path, maxAge: 0 }));
}

export function clearCookie(res: Response, secure: boolean): void {
  res.append('Set-Cookie', stringifySetCookie({ name, value: '', ...attributes(secure), maxAge: 0 }));
}
