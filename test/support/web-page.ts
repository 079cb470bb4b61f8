import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import express from 'express';
import { bundleTablet } from '../../scripts/tablet.mjs';
import { createWeb } from '../../src/channels/web/index.ts';
import type { Desk, Wakes } from '../../src/desk/ports.ts';
import { harmless } from '../../src/log.ts';
import { createFakeDesk, type FakeDesk } from './fake-desk.ts';
import { phrases, tabletPhrases } from './page-words.ts';
import { screenRules } from './shipped.ts';

let scripts: URL | undefined;

/** The browser's modules, compiled from what is in the source now. */
export function browserScripts(): URL {
  if (!scripts) {
    const folder = mkdtempSync(join(tmpdir(), 'onward-scripts-'));
    execFileSync('node_modules/.bin/tsc', [
      '-p',
      'tsconfig.browser.json',
      '--outDir',
      folder,
      '--tsBuildInfoFile',
      join(folder, '.tsbuildinfo'),
    ]);
    scripts = pathToFileURL(`${folder}/`);
  }
  return scripts;
}

let program: Promise<URL> | undefined;

/** The same of the tablet's program. */
export function tabletProgram(): Promise<URL> {
  program ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'onward-tablet-'));
    await bundleTablet(folder);
    return pathToFileURL(`${folder}/`);
  })();
  return program;
}

/** The web room over a desk, on a port of its own. */
export async function serveWeb(desk: Desk, wakes: Wakes, publicUrl = 'http://localhost') {
  const logged: { details: object; message: string }[] = [];
  const web = createWeb({
    desk,
    wakes,
    phrases,
    tabletPhrases,
    tabletScreen: screenRules,
    ids: { next: () => randomUUID() },
    publicUrl,
    log: { error: ({ err }, message) => logged.push({ details: harmless(err), message }) },
    scripts: browserScripts(),
    tablet: await tabletProgram(),
  });
  // As behind a proxy: a test may say that somebody is on a network of their own.
  const app = express().disable('x-powered-by').set('trust proxy', 'loopback').use(web.router);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    web,
    server,
    url,
    logged,
    async close() {
      web.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The same over a fake desk. */
export async function startWeb({ publicUrl, fake = createFakeDesk() }: { publicUrl?: string; fake?: FakeDesk } = {}) {
  return { ...fake, ...(await serveWeb(fake.desk, fake.wakes, publicUrl)) };
}

export type WebPage = Awaited<ReturnType<typeof startWeb>>;
