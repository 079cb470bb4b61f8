import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, chromiumPath, launch } from '../../support/browser.ts';
import { questions } from '../../support/fake-desk.ts';
import { complaints, enlarge, sideways, smallTargets, somebodyAt } from '../../support/in-chromium.ts';
import { startWeb, type WebPage } from '../../support/web-page.ts';

/** A page that somebody may see: where they stand, and what leads there from the open chat. */
type View = [name: string, question: string, open: (page: Page, web: WebPage) => Promise<unknown>, expected?: RegExp];

const stay = async () => undefined;

const post = (page: Page, path: string, fields: Record<string, string>) =>
  page.evaluate(
    ([action, named]) => {
      const form = document.body.appendChild(document.createElement('form'));
      Object.assign(form, { method: 'post', action });
      for (const [name, value] of Object.entries(named))
        Object.assign(form.appendChild(document.createElement('textarea')), { name, value });
      form.submit();
    },
    [path, fields] as const,
  );

const message = { id: 'an-event-of-this-test', text: 'my words' };

const views: View[] = [
  ...questions.map(({ id, type }): View => [`a question: ${type}`, id, stay]),
  ['the end, when nothing is asked', 'nothing', stay],
  ['a chat that is stopped', 'age', (page) => page.getByRole('button', { name: 'Stop messages' }).click(), /You said STOP/],
  ['the last words', 'age', (page) => page.getByRole('button', { name: 'Under 13' }).click(), /We have kept nothing/],
  [
    'what waits for a signal',
    'name',
    (page) =>
      page
        .context()
        .setOffline(true)
        .then(() => send(page)),
    /No signal\./,
  ],
  ['an empty answer', 'name', (page) => page.locator('form[data-kind=composer] .send').click(), /There is nothing in the box/],
  ['the page for a code', 'name', (page, web) => page.goto(`${web.url}/code`), /Carry on with a code/],
  ['a code that is refused', 'name', (page) => post(page, '/code', { code: 'wrong' }), /That code did not work/],
  ['the page that closes the chat', 'name', (page, web) => page.goto(`${web.url}/close`), /Close this chat here\?/],
  ['an offer to keep a copy', 'nothing', offered, /Keep a copy/],
  ['the page of a copy', 'name', (page, web) => page.goto(`${web.url}/my-data`), /Keep a copy of your data/],
  ['a copy that is refused', 'name', (page, web) => page.goto(`${web.url}/my-data/x`), /This link does not work/],
  ['a page that is not here', 'name', (page, web) => page.goto(`${web.url}/nowhere`), /This page is not here/],
  ['a post that is not ours', 'name', (page) => post(page, '/messages', { id: '?' }), /We could not take that/],
  ['a post that is too big', 'name', (page) => post(page, '/messages', { ...message, text: 'x'.repeat(40_000) }), /That is too big/],
  ['a desk that is busy', 'name', (page, { state }) => refused(page, () => state.busy++), /Please send it again/],
  ['a desk that fails', 'name', (page, { state }) => refused(page, () => state.broken++), /Something went wrong/],
  [
    'a post without the cookie',
    'name',
    (page) =>
      page
        .context()
        .clearCookies()
        .then(() => post(page, '/messages', message)),
    /We lost your place/,
  ],
];

async function offered(page: Page, web: WebPage): Promise<void> {
  for (const chat of web.chats.values()) web.push(chat, 'Here is all that we hold about you.', 'a-ticket');
  await page.reload();
  await page.locator('summary').click();
}

function refused(page: Page, prepare: () => void): Promise<void> {
  prepare();
  return post(page, '/messages', message);
}

async function send(page: Page): Promise<void> {
  await page.locator('#text').fill('a-long-word-without-a-place-to-break-'.repeat(8));
  await page.keyboard.press('Enter');
}

describe.skipIf(chromiumPath === null)('The page, for everybody', () => {
  let web: WebPage;
  let browser: Browser;
  beforeAll(async () => {
    [web, browser] = await Promise.all([startWeb(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await web?.close();
  });

  it.each(views)('%s: axe finds nothing, thumbs find everything, one column does', async (_, question, lead, expected) => {
    const { page, context } = await somebodyAt(web, browser, question, { viewport: { width: 390, height: 700 } });
    const heard = complaints(page);
    await page.goto(web.url);
    await page.locator('summary').click();
    await lead(page, web);
    if (expected) await page.getByText(expected).first().waitFor();
    // A browser says by itself that a page is not here, or that there is no signal.
    expect(heard.filter((complaint) => !complaint.startsWith('Failed to load resource'))).toEqual([]);
    expect(await axe(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);

    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await sideways(page)).toBe(0);
    expect(await smallTargets(page)).toEqual([]);
    expect(await axe(page, ['color-contrast'])).toEqual([]);
    await enlarge(page);
    expect(await sideways(page)).toBe(0);
    await context.close();
  });
});
