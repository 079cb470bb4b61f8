import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, RequestHandler } from 'express';
import helmet from 'helmet';

/** The style's nonce of this answer. */
export function nonceOf(res: { locals: Record<string, unknown> }): string {
  res.locals.nonce ??= randomBytes(16).toString('base64');
  return res.locals.nonce as string;
}

/**
 * Headers of every page: nothing from elsewhere, nothing inline but our own style, no frame around us, no trace of where a person came
 * from, nothing kept by the browser or a proxy. The icon is a `data:` address.
 * @param secure https: only then may a browser be told to keep to it
 */
export function headers(secure: boolean): RequestHandler[] {
  return policed(secure, [(_req: IncomingMessage, res: ServerResponse) => `'nonce-${nonceOf(res as never)}'`]);
}

/** The same for a program that a tablet keeps, with its style in a file: what is kept has no nonce. It sends no form. */
export function programHeaders(secure: boolean): RequestHandler[] {
  return policed(secure, ["'self'"], "'none'");
}

type Styles = string | ((req: IncomingMessage, res: ServerResponse) => string);

function policed(secure: boolean, styles: Styles[], forms = "'self'"): RequestHandler[] {
  return [
    (_req, res, next) => {
      res.set('Cache-Control', 'no-store').set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), browsing-topics=()');
      next();
    },
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'none'"],
          'script-src': ["'self'"],
          'style-src': styles,
          'img-src': ['data:'],
          'connect-src': ["'self'"],
          'form-action': [forms],
          'base-uri': ["'none'"],
          'frame-ancestors': ["'none'"],
        },
      },
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: secure,
    }),
  ];
}

/**
 * Whether a post comes from our own page. Browsers of today say so themselves; of older ones the origin is asked. With neither (plain
 * http, or an origin hidden by our referrer policy) the cookie answers: being SameSite=Lax, it does not come with another site's post.
 */
export function isOurs(req: Request, publicOrigin: string): boolean {
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = req.get('origin');
  if (origin === undefined || origin === 'null') return true;
  return origin === publicOrigin || origin === `${req.protocol}://${req.get('host')}`;
}
