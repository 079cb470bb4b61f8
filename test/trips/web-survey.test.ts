import { createHash, randomBytes } from 'node:crypto';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, chromiumPath, launch } from '../support/browser.ts';
import { databases } from '../support/database.ts';
import { complaints, enlarge, sideways, smallTargets } from '../support/in-chromium.ts';
import { addSession, register, sendNow, tokenFor } from '../support/surveys.ts';
import { tabTo } from '../support/trip.ts';
import { serveWeb } from '../support/web-page.ts';
import { createWorld, type World } from '../support/world.ts';

/** In a world of its own, because an invitation goes after a minute and never at night: the clock is moved by hand. */
describe.skipIf(chromiumPath === null)('A survey by a link, in a real browser', () => {
  let world: World;
  let web: Awaited<ReturnType<typeof serveWeb>>;
  let browser: Browser;
  beforeAll(async () => {
    const [kind] = databases();
    if (!kind) throw new Error('There is a PGlite always.');
    world = await createWorld(kind);
    web = await serveWeb(world.desk, world.database.store);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await web?.close();
    await world?.remove();
  });

  async function invited(name: string): Promise<string> {
    const session = await addSession(world, [await register(world, name)]);
    await sendNow(world, { template: 'after-session', session, kind: 'anonymous' });
    return `${web.url}/s/${await tokenFor(world, name)}`;
  }

  async function inBrowser(work: (page: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(8_000);
    await work(await context.newPage()).finally(() => context.close());
  }

  const byMouse = (target: Locator) => target.click();
  const byKeys = async (target: Locator) => {
    await tabTo(target.page(), target);
    await target.page().keyboard.press((await target.getAttribute('type')) === 'radio' ? 'Space' : 'Enter');
  };

  it.each([
    ['by mouse, with JavaScript off', 'mouse', byMouse, false],
    ['by keyboard alone', 'keys', byKeys, true],
    ['by keyboard alone, with JavaScript off', 'keys-off', byKeys, false],
  ] as const)('is answered %s, left in the middle, and finished', async (_, name, press, javaScriptEnabled) => {
    const link = await invited(name);
    await inBrowser(
      async (page) => {
        const wrong = complaints(page);
        const pick = async (label: string) => {
          const radio = page.getByRole('radio', { name: label, exact: true });
          // A radio group is one stop of the Tab key; arrows move in it.
          if (press === byMouse) await radio.check();
          else {
            await tabTo(page, page.getByRole('radio').first());
            await page.keyboard.press('Space');
            while (!(await radio.isChecked())) await page.keyboard.press('ArrowDown');
          }
          await press(page.locator('form[data-kind=picks] .send'));
        };
        const button = (label: string) => press(page.getByRole('button', { name: label, exact: true }));
        const asked = (text: string) => page.getByText(text).last().waitFor();
        await page.goto(link);
        await asked('How was today?');
        await pick('🙂 Good');
        await asked('I felt listened to.');
        await pick('Mostly');
        await asked('I could say what I really think.');
        // The battery is dead; on the same phone it goes on.
        await page.goto('about:blank');
        await page.goto(link);
        await asked('I could say what I really think.');
        await button('Back');
        await asked('I felt listened to.');
        await pick('Fully');
        for (const next of ['I understood what it was for', 'The people running it', 'Which of these matters most']) {
          await button('Skip');
          await asked(next);
        }
        await button('Health');
        await asked('What one thing should change?');
        await page.locator('#text').fill(`longer breaks for ${name}`);
        await press(page.locator('form[data-kind=composer] .send'));
        await asked('May we use your words');
        await button('Yes');
        await asked('Would you do it again?');
        await pick('10');
        await asked('What should we do better?');
        await button('Skip');
        await asked('Thank you. We read every answer.');
        await page.goto(link);
        await asked('This link does not work');
        expect(wrong.filter((line) => !line.includes('404'))).toEqual([]);
      },
      { javaScriptEnabled },
    );
    const rows = await world.database.rows<{ answers: Record<string, { value: unknown }>; state: string }>('SELECT * FROM response');
    const mine = rows.filter(({ answers }) => answers.one_thing?.value === `longer breaks for ${name}`);
    expect(mine).toMatchObject([
      {
        state: 'finished',
        answers: { today: { value: 4 }, listened: { value: 5 }, matters_most: { value: 'health' }, again: { value: 10 } },
      },
    ]);
  });

  it.each([true, false])('begins in the chat with its button (JavaScript: %s)', async (javaScriptEnabled) => {
    const cookie = randomBytes(32).toString('base64url');
    const session = await addSession(world, [await register(world, createHash('sha256').update(cookie).digest('hex'))]);
    await sendNow(world, { template: 'after-session', session, kind: 'named' });
    await inBrowser(
      async (page) => {
        await page.context().addCookies([{ name: 'onward', value: cookie, url: web.url }]);
        await page.goto(web.url);
        if (javaScriptEnabled) expect(await axe(page)).toEqual([]);
        await page.getByRole('button', { name: 'Start the questions' }).click();
        await page.locator('#log > li.bot:last-child', { hasText: 'How was today?' }).waitFor();
        await page.getByRole('radio', { name: '🙂 Good', exact: true }).check();
        await page.locator('form[data-kind=picks] .send').click();
        await page.locator('#log > li.bot:last-child', { hasText: 'I felt listened to.' }).waitFor();
      },
      { javaScriptEnabled },
    );
  });

  it('can be seen, pressed and read by everybody: each page of it', async () => {
    const link = await invited('everybody');
    const looked: string[] = [];
    await inBrowser(
      async (page) => {
        const look = async (name: string) => {
          expect([name, await axe(page), await smallTargets(page)]).toEqual([name, [], []]);
          await enlarge(page);
          expect([name, await sideways(page)]).toEqual([name, 0]);
          looked.push(name);
        };
        await page.goto(link);
        await look('the first question');
        await page.locator('form[data-kind=composer] .send').click();
        await look('an empty answer');
        await page.locator('#text').fill('i want to kill myself');
        await page.locator('form[data-kind=composer] .send').click();
        await page.getByText('Samaritans').waitFor();
        await look('who can help');
        for (let skipped = 0; skipped < 9; skipped++) {
          await look(`question ${skipped}`);
          await page.getByRole('button', { name: 'Skip', exact: true }).click();
        }
        await page.getByText('That is all').waitFor();
        await look('the end');
        await page.goto(link);
        await look('a link that is used up');
      },
      { viewport: { width: 320, height: 640 } },
    );
    expect(looked).toHaveLength(14);
  });
});
