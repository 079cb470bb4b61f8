import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, chromiumPath, launch } from '../../support/browser.ts';
import { databases } from '../../support/database.ts';
import { complaints, enlarge, sideways, smallTargets } from '../../support/in-chromium.ts';
import { addSession, give } from '../../support/surveys.ts';
import { serveWeb } from '../../support/web-page.ts';
import { createWorld, type World } from '../../support/world.ts';

const [kind] = databases();
if (!kind) throw new Error('There is a PGlite always.');

describe.skipIf(chromiumPath === null)('The tablet, for everybody', () => {
  let world: World;
  let web: Awaited<ReturnType<typeof serveWeb>>;
  let browser: Browser;
  let code: string;
  beforeAll(async () => {
    world = await createWorld(kind);
    [web, browser] = await Promise.all([serveWeb(world.desk, world.database.store), launch()]);
    const session = await addSession(world, [], { kind: 'secure' });
    ({ code } = (await give(world, 'survey tablet', { session, template: 'after-session' })).data as { code: string });
  });
  afterAll(async () => {
    await browser?.close();
    await web?.close();
    await world?.remove();
  });

  async function tablet(work: (page: Page, context: BrowserContext, heard: string[]) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 800, height: 1100 } });
    context.setDefaultTimeout(8_000);
    const page = await context.newPage();
    const heard = complaints(page);
    await page.goto(`${web.url}/tablet#${code}`);
    await page.getByText('This tablet is ready.').waitFor();
    await work(page, context, heard).finally(() => context.close());
  }
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  async function look(page: Page, name: string): Promise<void> {
    expect([name, await axe(page)]).toEqual([name, []]);
    expect([name, await smallTargets(page)]).toEqual([name, []]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect([name, await axe(page, ['color-contrast'])]).toEqual([name, []]);
    await page.setViewportSize({ width: 320, height: 640 });
    await enlarge(page);
    expect([name, await sideways(page)]).toEqual([name, 0]);
    await page.evaluate(() => document.documentElement.removeAttribute('style'));
    await page.setViewportSize({ width: 800, height: 1100 });
    await page.emulateMedia({ colorScheme: 'light' });
  }

  it('can be seen, pressed and read by everybody: each page of it', () =>
    tablet(async (page, _context, heard) => {
      expect(page.url()).toBe(`${web.url}/tablet`);
      await look(page, 'home');
      for (const title of ['How many came', 'What they agreed to', 'A show of hands', 'What was said']) {
        await press(page, title);
        await look(page, title);
        await press(page, 'Go back');
      }
      await press(page, 'Start passing it round');
      await page.getByRole('heading', { name: 'It is your turn' }).waitFor();
      await look(page, 'hello');
      await press(page, 'Easy read');
      await look(page, 'who');
      await press(page, 'Somebody helps me');
      for (let question = 0; question < 12; question++) {
        const done = page.getByRole('button', { name: 'I am done' });
        if (await done.isVisible()) break;
        await look(page, `question ${question}`);
        await page.screenshot({ path: `/tmp/dev-try/q${question}.png` });
        await page.getByRole('button', { name: 'Leave it out', exact: true }).press('Enter');
        await page.screenshot({ path: `/tmp/dev-try/q${question}b.png` });
      }
      await look(page, 'the end');
      await press(page, 'I am done');
      await page.getByRole('heading', { name: 'It is your turn' }).waitFor();
      expect(heard).toEqual([]);
    }));
});
