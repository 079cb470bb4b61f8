import pg from 'pg';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { type Bot, freshFolder, onward, startBot } from './bot.ts';
import { chromiumPath, launch } from './browser.ts';
import { everything } from './everything.ts';

/** The bot as it runs for a charity, and a browser to meet it with. */
export interface Meeting {
  bot: Bot;
  /** A person of their own, with nothing that another one left behind. */
  inBrowser(work: (page: Page, context: BrowserContext) => Promise<void>, options?: BrowserContextOptions): Promise<void>;
  /** What staff are shown of the people who gave that name. */
  listed(name: string): Promise<Record<string, unknown>[]>;
  /** Every row of every table, a line each, as the running bot has them. */
  everything(): Promise<string>;
  /** Stopped as a deployment stops it, and started again at the same address on the same folder. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A step on the page that takes longer, in ms, is not coming. */
const patience = 8_000;

/** A describe block with a bot on a fresh folder and one browser for all of it. */
export function botInBrowser(title: string, body: (meeting: Meeting) => void): void {
  describe.skipIf(chromiumPath === null)(title, () => {
    const folder = freshFolder();
    let browser: Browser;
    const meeting = {
      async inBrowser(work, options = {}) {
        // A click waits for a page that still moves.
        const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
        context.setDefaultTimeout(patience);
        const page = await context.newPage();
        await page.goto(meeting.bot.url);
        await work(page, context).finally(() => context.close());
      },
      async listed(name) {
        const { out } = await onward(folder, ['people', 'list', '--json']);
        return (JSON.parse(out) as Record<string, unknown>[]).filter((person) => person.name === name);
      },
      async everything() {
        const reader = new pg.Client({ host: folder.dataDir, user: 'postgres', database: 'postgres' });
        await reader.connect();
        const lines = await everything({ rows: async (sql) => (await reader.query(sql)).rows });
        await reader.end();
        return lines.join('\n');
      },
      stop: async () => void (await meeting.bot.stop()),
      async start() {
        meeting.bot = await startBot(folder, { PORT: new URL(meeting.bot.url).port });
      },
    } as Meeting;

    beforeAll(async () => {
      [meeting.bot, browser] = await Promise.all([startBot(folder), launch()]);
    });
    afterAll(async () => {
      await browser?.close();
      await meeting.bot?.stop();
      folder.remove();
    });
    body(meeting);
  });
}
