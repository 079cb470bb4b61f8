import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import { type Acknowledged, envelopeKinds } from '../../envelope.ts';
import { wordIds } from '../../tablet/words.ts';
import { checkPhrases } from '../phrases.ts';
import { largestBody, largestEnvelope, largestEnvelopes, mostEnvelopes } from './limits.ts';
import type { Room } from './room.ts';
import { programHeaders } from './security.ts';
import { tabletPage, wordsFor } from './tablet-page.tsx';
import type { throttles } from './throttles.ts';

/** THE FACILITATOR'S TABLET at /tablet: its program, its setup for a code, and what it hands in. It has no cookie, and gets none. */

const Code = z.object({ code: z.string().trim().min(1).max(64) });

const Envelopes = z.object({
  envelopes: z
    .array(
      z.object({
        id: z.guid(),
        kind: z.enum(envelopeKinds),
        sealed: z
          .string()
          .max(largestEnvelope)
          .regex(/^[\w-]+$/),
      }),
    )
    .max(mostEnvelopes),
});

/** What is answered where nothing was taken. */
const nothing: Acknowledged = { kept: [], refused: [], waiting: [] };

/** Where the build puts it, from the source or from what was built. */
function builtProgram(): URL {
  const beside = new URL('../../tablet/', import.meta.url);
  return existsSync(new URL('app.js', beside)) ? beside : new URL('../../../dist/tablet/', import.meta.url);
}

/** @throws when it is not built */
function programIn(folder: URL, page: string, rules: object) {
  const read = (name: string) => {
    const file = new URL(name, folder);
    if (!existsSync(file)) throw new Error("The tablet's program is not built yet. Run: npm run build");
    return readFileSync(file, 'utf8');
  };
  const [app, style, worker, screen] = [read('app.js'), read('style.css'), read('worker.js'), JSON.stringify(rules)];
  const version = createHash('sha256').update([page, app, style, worker, screen].join('\0')).digest('base64url').slice(0, 12);
  // A browser takes a service worker for a new one when a byte of it is new.
  return { 'app.js': app, 'style.css': style, 'screen.json': screen, 'worker.js': `self.version="${version}";\n${worker}` };
}

const trouble =
  (room: Room): ErrorRequestHandler =>
  (error: { status?: number }, _req, res, _next) => {
    const ours = error.status === undefined || error.status >= 500;
    if (ours) room.failed(error);
    res.status(ours ? 500 : (error.status as number)).json(nothing);
  };

export function createTablet(room: Room, limits: ReturnType<typeof throttles>, ours: RequestHandler): Router {
  const { desk, tabletPhrases, tabletScreen } = room;
  checkPhrases(tabletPhrases, wordIds, 'tablet-words.yaml');
  const page = tabletPage(tabletPhrases);
  const program = programIn(room.tablet ?? builtProgram(), page, tabletScreen);
  const router = express.Router();
  router.use('/tablet', programHeaders(room.secure), compression());
  router.get('/tablet', (_req, res) => void res.type('html').send(page));
  for (const [name, body] of Object.entries(program))
    router.get(`/tablet/${name}`, (_req, res) => {
      if (name === 'worker.js') res.set('Service-Worker-Allowed', '/tablet');
      res.type(name).send(body);
    });

  router.post('/tablet/open', ours, limits.codes, express.json({ limit: largestBody }), async (req: Request, res: Response) => {
    const posted = Code.safeParse(req.body);
    const setup = posted.success ? await desk.tablets.start(posted.data.code) : null;
    if (!setup) return void res.status(422).json({});
    res.locals.redeemed = true;
    res.json({ ...setup, words: wordsFor(tabletPhrases, setup.languages) });
  });

  router.post(
    '/tablet/envelopes',
    ours,
    limits.envelopes,
    express.json({ limit: largestEnvelopes }),
    async (req: Request, res: Response) => {
      const token = /^Bearer ([\w.-]{1,200})$/.exec(req.get('authorization') ?? '')?.[1];
      const posted = Envelopes.safeParse(req.body);
      if (!posted.success) return void res.status(400).json(nothing);
      const taken = token === undefined ? null : await desk.tablets.take(token, posted.data.envelopes);
      if (taken) res.json(taken);
      else res.status(401).json(nothing);
    },
  );

  router.use('/tablet', trouble(room));
  return router;
}
