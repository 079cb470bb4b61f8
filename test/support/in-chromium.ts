import { createHash, randomBytes } from 'node:crypto';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { WebPage } from './web-page.ts';

/** What is wrong on the page by the browser's own account: errors in its console, broken policies and scripts that threw. */
export function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
  page.on('pageerror', (error) => heard.push(String(error)));
  return heard;
}

/** A browser of somebody who stands at that question, not gone to the page yet. */
export async function somebodyAt(web: WebPage, browser: Browser, question: string, options: BrowserContextOptions = {}) {
  const cookie = randomBytes(32).toString('base64url');
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(8_000);
  await context.addCookies([{ name: 'onward', value: cookie, url: web.url }]);
  const chat = web.place(createHash('sha256').update(cookie).digest('hex'), question);
  return { page: await context.newPage(), context, chat };
}

/** Things to press that are smaller than a thumb, in CSS pixels. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>('a, button, summary, .pick, input:not([type=hidden]), textarea');
    return [...all]
      .filter((element) => element.checkVisibility() && !(element.tagName === 'INPUT' && element.closest('.pick')))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 44 || box.height < 44)
      .map(({ element, box }) => `${element.tagName} ${element.innerText} ${Math.round(box.width)}×${Math.round(box.height)}`);
  });
}

/** How far the page can be moved sideways, in CSS pixels. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Somebody who asked their browser for large text. */
export async function enlarge(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '34px'));
}
