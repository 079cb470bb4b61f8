import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanText } from '../../src/channels/clean-text.ts';
import { botInBrowser } from '../support/bot-in-browser.ts';
import { chromiumPath, launch } from '../support/browser.ts';
import { createFakeDesk, type Question, questions } from '../support/fake-desk.ts';
import { complaints } from '../support/in-chromium.ts';
import { mouse, nameAsked, press, said, told } from '../support/trip.ts';
import { startWeb, type WebPage } from '../support/web-page.ts';

const file = fileURLToPath(new URL('../../../shared/data/text/naughty-strings.json', import.meta.url));
const here = existsSync(file);
if (!here) console.warn(`SKIPPED: strings that break text handling. There is no ${file} here.`);

const strings: string[] = here ? JSON.parse(readFileSync(file, 'utf8')) : [];
const sendable = strings.filter((text) => cleanText(text) !== '');
/** Less than the 60 posts that a person may send in a minute, and few enough that the page stays light. */
const batchSize = 25;
const batches = Array.from({ length: Math.ceil(sendable.length / batchSize) }, (_, at) =>
  sendable.slice(at * batchSize, (at + 1) * batchSize),
);

/** A script of these strings that runs would open a dialog, leave a mark, or ask a host for something. */
async function watched(page: Page, url: string): Promise<string[]> {
  const heard = complaints(page);
  page.on('dialog', (dialog) => {
    heard.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:image/svg')) heard.push(`a request to ${request.url()}`);
  });
  await page.goto(url);
  return heard;
}

/** Elements and attributes in the messages; what was typed is in neither. */
function shape(page: Page): Promise<string[]> {
  return page.locator('#log').evaluate((log) => {
    const found = [...log.querySelectorAll('*')].map((element) => [element.localName, ...element.getAttributeNames().sort()].join(' '));
    return [...new Set(found)].sort();
  });
}

/** As the browser lays a message out: its text, not its HTML. */
const shown = (page: Page) => page.locator('#log > li.you p').evaluateAll((items) => items.map((item) => item.textContent));

const ours = ['li class data-event data-id', 'li class data-event data-id id', 'li class data-id', 'p dir', 'span class'];

describe.skipIf(chromiumPath === null || !here)('Strings that break text handling, through the page', () => {
  const kinds = questions.filter(({ type }) => type === 'name' || type === 'text');
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  /** As many questions as there are strings, by turns for a name and for words. */
  async function inChat(javaScriptEnabled: boolean, work: (page: Page, web: WebPage, heard: string[]) => Promise<void>): Promise<void> {
    const asked = Array.from({ length: batchSize + 1 }, (_, at) => ({ ...(kinds[at % 2] as Question), id: `question-${at}` }));
    const web = await startWeb({ fake: createFakeDesk(asked) });
    const context = await browser.newContext({ javaScriptEnabled, reducedMotion: 'reduce' });
    context.setDefaultTimeout(5_000);
    const page = await context.newPage();
    const heard = await watched(page, web.url);
    await work(page, web, heard);
    await context.close();
    await web.close();
  }

  it.concurrent.each(batches.map((batch, at) => [at * batchSize + 1, batch] as const))('with the script, from number %i on', (_, batch) =>
    inChat(true, async (page, web, heard) => {
      for (const [at, string] of batch.entries()) {
        await page.locator('#text').fill(string);
        await page.keyboard.press('Enter');
        await page.locator('#log > li.you').nth(at).waitFor();
      }
      await page.locator('#pending').waitFor({ state: 'hidden' });
      const expected = batch.map(cleanText);
      expect(await shown(page)).toEqual(expected);
      expect(await shape(page)).toEqual(ours);
      await page.reload();
      expect(await shown(page)).toEqual(expected);
      expect(web.received.map(({ reply }) => reply.kind === 'text' && reply.text)).toEqual(expected);
      expect(heard).toEqual([]);
    }),
  );

  it.concurrent.each(batches.map((batch, at) => [at * batchSize + 1, batch] as const))(
    'with JavaScript off, from number %i on',
    (_, batch) =>
      inChat(false, async (page, web, heard) => {
        for (const [at, string] of batch.entries()) {
          await page.locator('#text').fill(string);
          await page.locator('form[data-kind=composer] .send').press('Enter');
          await page.locator('#log > li.you').nth(at).waitFor();
        }
        const expected = batch.map(cleanText);
        expect(await shown(page)).toEqual(expected);
        expect(await shape(page)).toEqual(ours);
        expect(web.received.map(({ reply }) => reply.kind === 'text' && reply.text)).toEqual(expected);
        expect(heard).toEqual([]);
      }),
  );
});

botInBrowser('Strings that break text handling, through the real bot', (meeting) => {
  const some = [
    '<script>alert(0)</script>',
    '" onfocus=JaVaSCript:alert(123) autofocus',
    "'; DROP TABLE people; --",
    '<h1>{{name}}</h1>',
    '田中さん 👩🏽',
  ];

  it.each(some)('is a name like any other: %s', (string) =>
    meeting.inBrowser(async (page) => {
      const heard = await watched(page, meeting.bot.url);
      await press(page, 'English');
      await told(page, nameAsked);
      await mouse.type(page, string);
      await expect.poll(() => said(page)).toEqual(['English', string]);
      await page.reload();
      expect(await said(page)).toEqual(['English', string]);
      await mouse.type(page, 'MENU');
      await told(page, /./);
      expect(heard).toEqual([]);
    }),
  );
});
