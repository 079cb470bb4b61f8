import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';

/** The browser's modules; the first one runs, the others are what it imports. */
const modules = ['chat.js', 'outbox.js', 'listen.js', 'screen.js'];

/** The build puts them beside this file; when this room runs from its source, they are where the build put them. */
function builtScripts(): URL {
  const beside = new URL('./browser/', import.meta.url);
  return existsSync(new URL('chat.js', beside)) ? beside : new URL('../../../dist/channels/web/browser/', import.meta.url);
}

export interface Assets {
  /** Addresses for the page, the one to run first. */
  scripts: string[];
  /** Answers `/assets/:version/:file`. */
  serve: RequestHandler;
}

/**
 * Reads the browser's modules once. Their address holds a hash of them all, so a browser keeps them for ever and never mixes two releases.
 * @throws when they are not built
 */
export function loadAssets(folder: URL = builtScripts()): Assets {
  const files = new Map(
    modules.map((name) => {
      const file = new URL(name, folder);
      if (!existsSync(file)) throw new Error('The scripts of the web page are not built yet. Run: npm run build');
      const body = readFileSync(file);
      return [name, { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }] as const;
    }),
  );
  const all = createHash('sha256');
  for (const { body } of files.values()) all.update(body);
  const version = all.digest('base64url').slice(0, 12);
  return {
    scripts: modules.map((name) => `/assets/${version}/${name}`),
    serve: (req, res, next) => {
      const file = req.params.version === version ? files.get(String(req.params.file)) : undefined;
      if (!file) return next();
      res.set('Cache-Control', 'public, max-age=31536000, immutable').set('ETag', file.etag).type('text/javascript').send(file.body);
    },
  };
}
