import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launch } from '../../support/browser.ts';
import { complaints, somebodyAt } from '../../support/in-chromium.ts';
import { startWeb, type WebPage } from '../../support/web-page.ts';

describe.skipIf(chromiumPath === null)('The page and its script', () => {
  let web: WebPage;
  let browser: Browser;
  beforeAll(async () => {
    [web, browser] = await Promise.all([startWeb(), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    await web?.close();
  });

  async function open(question: string): Promise<Page> {
    const { page } = await somebodyAt(web, browser, question);
    await page.goto(web.url);
    return page;
  }

  const arrived = (page: Page, words: string) => page.locator('#log > li.bot:last-child', { hasText: words }).waitFor();
  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.id || (document.activeElement as HTMLInputElement | null)?.value || 'nowhere');

  it('moves the focus to what comes next, and leaves it in the box of somebody who types', async () => {
    const page = await open('language');
    await page.getByRole('button', { name: 'English' }).press('Enter');
    await arrived(page, 'What should we call you?');
    expect(await focused(page)).toBe('text');
    await page.keyboard.type('Robin');
    await page.keyboard.press('Enter');
    await arrived(page, 'How old are you?');
    expect(await focused(page)).toBe('text');
    await page.getByRole('button', { name: '18 to 24' }).press('Enter');
    await arrived(page, 'What matters to you?');
    expect(await focused(page)).toBe('ask');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('feeling-safe');
    await page.keyboard.press('Space');
    await page.locator('form[data-kind=picks] .send').press('Enter');
    await arrived(page, 'I felt listened to.');
    expect(await focused(page)).toBe('ask');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await arrived(page, 'Would you do it again?');
    expect(await page.locator('#log > li.you p').last().innerText()).toBe('2 – A little');
    await page.context().close();
  });

  it('does not take the focus away from elsewhere on the page, nor what is being typed', async () => {
    const { page, chat } = await somebodyAt(web, browser, 'name');
    await page.goto(web.url);
    await page.locator('#text').fill('half a na');
    await page.locator('#leave').focus();
    const listening = web.listening();
    expect(listening).toBeGreaterThan(0);
    chat.at += 1;
    web.push(chat, 'How old are you?');
    await arrived(page, 'How old are you?');
    expect(await focused(page)).toBe('leave');
    expect(await page.locator('#text').inputValue()).toBe('half a na');
    await page.context().close();
  });

  it('reads out what is new in the chat and nothing else', async () => {
    const { page, chat } = await somebodyAt(web, browser, 'name');
    await page.goto(web.url);
    expect(await page.locator('[aria-live], [role=log], [role=status], [role=alert]').count()).toBe(2);
    const heard: string[] = [];
    await page.exposeFunction('hear', (words: string) => heard.push(words));
    await page.evaluate(() => {
      const { hear } = globalThis as unknown as { hear(words: string): void };
      const words = (sign: string, nodes: NodeList) => {
        for (const node of nodes) hear(`${sign}${node.textContent}`);
      };
      new MutationObserver((changes) => {
        for (const { addedNodes, removedNodes } of changes) {
          words('+', addedNodes);
          words('-', removedNodes);
        }
      }).observe(document.querySelector('[role=log]') as Node, { childList: true, subtree: true, characterData: true });
    });
    await page.locator('#text').fill('Robin');
    await page.keyboard.press('Enter');
    await expect.poll(() => heard).toEqual(['+You said: Robin', '+Onward said: How old are you?']);
    web.push(chat, 'By the way');
    await expect.poll(() => heard).toHaveLength(3);
    expect(heard[2]).toBe('+Onward said: By the way');
    await page.context().close();
  });

  it('asks nobody but us for anything, and breaks no policy', async () => {
    const page = await open('language');
    const heard = complaints(page);
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(request.url().startsWith('data:') ? 'the page itself' : new URL(request.url()).origin));
    await page.reload();
    await page.getByRole('button', { name: 'English' }).click();
    await arrived(page, 'What should we call you?');
    await page.goto(`${web.url}/code`);
    await page.goto(web.url);
    expect([...hosts].filter((host) => host !== 'the page itself')).toEqual([web.url]);
    expect(heard).toEqual([]);
    const met = await page.evaluate(async () => {
      const blocked = new Promise((resolve) => addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective)));
      document.body.append(Object.assign(document.createElement('img'), { src: 'https://elsewhere.example/pixel.png' }));
      return blocked;
    });
    expect(met).toBe('img-src');
    await page.context().close();
  });

  it('takes the second half of a double click for no answer to the question that has just come', async () => {
    const page = await open('words');
    const before = web.received.length;
    await page.getByRole('button', { name: 'Yes' }).click();
    await arrived(page, 'May we keep your details');
    const { x, y } = (await page.getByRole('button', { name: 'Yes' }).boundingBox()) ?? { x: 0, y: 0 };
    await page.mouse.move(x + 5, y + 5);
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    await page.getByRole('button', { name: 'No' }).click();
    await arrived(page, 'Would anything make it easier');
    expect(web.received.slice(before).map(({ reply }) => reply)).toMatchObject([
      { kind: 'choice', values: ['yes'] },
      { kind: 'choice', values: ['no'] },
    ]);
    await page.context().close();
  });

  it('gives the words back when they cannot be taken', async () => {
    const page = await open('needs');
    const long = 'many words '.repeat(200);
    await page.locator('#text').fill(long);
    await page.keyboard.press('Enter');
    await page.getByText('That is a lot of words.').waitFor();
    expect(await page.locator('#text').inputValue()).toBe(long);
    expect(await page.locator('#pending').isVisible()).toBe(false);
    await page.context().close();
  });

  it('says who can help when such words say that somebody needs it', async () => {
    const page = await open('needs');
    const long = `${'many words '.repeat(200)}in need`;
    await page.locator('#text').fill(long);
    await page.keyboard.press('Enter');
    await arrived(page, 'Thank you for telling me.');
    await page.getByText('That is a lot of words.').waitFor();
    expect(await page.locator('#text').inputValue()).toBe(long);
    expect(await page.locator('#log > li', { hasText: 'Thank you for telling me.' }).count()).toBe(1);
    await page.context().close();
  });

  it('sends again by itself when we are busy or broken, once', async () => {
    const page = await open('name');
    const before = web.received.length;
    web.state.busy = 1;
    await page.locator('#text').fill('Robin');
    await page.keyboard.press('Enter');
    await page.getByText('We are a bit slow just now.').waitFor();
    await arrived(page, 'How old are you?');
    expect(await page.getByText('We are a bit slow just now.').count()).toBe(0);
    expect(web.received.slice(before)).toMatchObject([{ reply: { text: 'Robin' } }]);
    await page.context().close();
  });
});
