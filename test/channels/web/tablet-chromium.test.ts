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
    await page.clock.install();
    await page.goto(`${web.url}/tablet#${code}`);
    await page.getByText('This tablet is ready.').waitFor();
    await work(page, context, heard).finally(() => context.close());
  }
  /** By the keyboard: of a finger's two presses in a moment the second counts for nothing. */
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).press('Enter');

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

  it(
    'can be seen, pressed and read by everybody: each page of it',
    () =>
      tablet(async (page, _context, heard) => {
        const title = page.locator('h1');
        /** What a press leads to has come when there is another title: a page that starts afresh has none for a moment. */
        const onward = async (name: string) => {
          const before = await title.innerText();
          await press(page, name);
          await page.waitForFunction((text) => ![undefined, text].includes(document.querySelector('h1')?.innerText), before);
        };
        expect(page.url()).toBe(`${web.url}/tablet`);
        await look(page, 'home');
        for (const form of ['How many came', 'What they agreed to', 'A show of hands', 'What was said']) {
          await onward(form);
          await look(page, form);
          await press(page, 'Keep it');
          await page.getByRole('alert').waitFor();
          await look(page, `${form}, empty`);
          await onward('Go back');
        }
        await onward('Finish and clear this tablet');
        await look(page, 'clear?');
        await onward('Go back');
        await onward('Start passing it round');
        await look(page, 'hello');
        await press(page, 'Help now');
        await look(page, 'who can help');
        await press(page, 'Close this');
        await onward('For the team');
        await look(page, 'the gate');
        await onward('Go back');
        await onward('Easy read');
        await look(page, 'who');
        await onward('Somebody helps me');
        let questions = 0;
        while (await page.getByRole('button', { name: 'Leave it out' }).isVisible()) {
          await look(page, `question ${questions++}`);
          if (questions === 3) {
            await onward('Stop');
            await look(page, 'stop?');
            await onward('Go on with the questions');
          }
          await onward('Leave it out');
        }
        expect(questions).toBe(9);
        await look(page, 'the end');
        await onward('I am done');
        await title.getByText('It is your turn').waitFor();
        expect(heard).toEqual([]);
      }),
    240_000,
  );

  it('asks for the code where what stands behind # is none, and lets nothing stand there', async () => {
    const page = await browser.newPage();
    await page.goto(`${web.url}/tablet#%E0%A4%A`);
    await page.getByLabel('Start code').waitFor();
    expect(page.url()).toBe(`${web.url}/tablet`);
    await page.close();
  });

  it('asks whether somebody is there, and then starts afresh: nothing of them is left, and no button leads back', () =>
    tablet(async (page) => {
      const before = await page.evaluate(() => history.length);
      await press(page, 'Start passing it round');
      await page.getByRole('heading', { name: 'It is your turn' }).waitFor();
      await press(page, 'English');
      await press(page, 'I do it by myself');
      await page.getByRole('button', { name: '🙂 Good' }).press('Enter');
      await page.getByText('I felt listened to.').waitFor();
      await page.clock.runFor(121_000);
      await page.getByRole('heading', { name: 'Are you still there?' }).waitFor();
      await press(page, 'I am still here');
      await page.getByText('Are you still there?').waitFor({ state: 'detached' });
      await page.clock.runFor(121_000);
      await page.getByText('Are you still there?').waitFor();
      await page.clock.runFor(31_000);
      await page.getByRole('heading', { name: 'It is your turn' }).waitFor();
      expect(await page.evaluate(() => history.length)).toBe(before);

      // Nobody is asked that while the facilitator reads.
      await press(page, 'For the team');
      await page.getByLabel('Start code').fill('not-the-code-11');
      await press(page, 'Open');
      await page.getByText('That is not the code').waitFor();
      await page.getByLabel('Start code').fill(code);
      await press(page, 'Open');
      await page.getByText('People who answered here: 1').waitFor();
      await page.clock.runFor(400_000);
      expect(await page.getByText('People who answered here: 1').isVisible()).toBe(true);
      await page.goBack();
      expect(await page.locator('body').innerText()).not.toContain('I felt listened to.');
    }));

  describe('where somebody writes what may mean danger', () => {
    const words = 'i want to kill myself';
    const text = (page: Page) => page.locator('textarea');
    /** Goes to the first question that is answered in their own words. */
    async function toText(page: Page): Promise<void> {
      await page.getByRole('heading', { name: 'It is your turn' }).waitFor();
      await press(page, 'English');
      await press(page, 'I do it by myself');
      const asked = page.locator('#question');
      await asked.waitFor();
      while (!(await text(page).isVisible())) {
        const before = await asked.innerText();
        await press(page, 'Leave it out');
        await page.waitForFunction((was) => document.querySelector('#question')?.textContent !== was, before);
      }
    }
    async function toTeam(page: Page): Promise<void> {
      await press(page, 'For the team');
      await page.getByLabel('Start code').fill(code);
      await press(page, 'Open');
      await page.getByRole('heading', { name: 'To note' }).waitFor();
    }
    const title = (page: Page, name: string) => page.locator('h1').getByText(name).waitFor();
    const today = (page: Page) => page.getByText('Please send it today').isVisible();

    it('says at once who can help, and tells the team to send, but not by whom', () =>
      tablet(async (page, context) => {
        await press(page, 'Start passing it round');
        await page.getByRole('heading', { name: 'It is your turn' }).waitFor();
        await context.setOffline(true);
        await toText(page);
        await text(page).fill('more lights in the yard');
        await press(page, 'Next');
        await page.getByText('use your words').waitFor();
        await press(page, 'Back');
        await text(page).fill(words);
        await press(page, 'Next');
        await title(page, 'Thank you for telling us');
        await look(page, 'who can help, at once');
        expect(await page.locator('main').innerText()).toMatch(/Nobody has read this yet.*cell bell.*can't keep it secret.*no hurry/s);
        await press(page, 'Next');
        await page.getByText('use your words').waitFor();
        await press(page, 'Stop');
        await press(page, 'Stop, and keep my answers');
        await press(page, 'I am done');
        await toText(page);
        await page.reload();
        await title(page, 'It is your turn');
        await toTeam(page);
        expect(await today(page)).toBe(true);
        await look(page, 'home, in a hurry');
        const kept = await page.evaluate(
          () =>
            new Promise<object[]>((resolve) => {
              const opening = indexedDB.open('onward-tablet');
              opening.onsuccess = () => {
                const reading = opening.result.transaction('kept').objectStore('kept').getAll();
                reading.onsuccess = () => resolve(reading.result);
              };
            }),
        );
        expect(new Set(kept.map((one) => Object.keys(one).sort().join()))).toEqual(new Set(['done,id,kind,sealed']));
        await context.setOffline(false);
        await press(page, 'Send now');
        await page.getByText('All was sent').waitFor();
        expect(await today(page)).toBe(false);
        expect(await world.database.store.concerns.list(false)).toMatchObject([{ family: 'self_harm', urgency: 'now' }]);
      }));

    it('forgets that with what they threw away', () =>
      tablet(async (page) => {
        await press(page, 'Start passing it round');
        await toText(page);
        await text(page).fill(words);
        await press(page, 'Next');
        await title(page, 'Thank you for telling us');
        await press(page, 'Stop');
        await press(page, 'Stop, and throw them away');
        await press(page, 'I am done');
        await title(page, 'It is your turn');
        await toTeam(page);
        expect(await today(page)).toBe(false);
      }));

    it('tells who notes it for a group what to do, and to send', () =>
      tablet(async (page) => {
        await press(page, 'What was said');
        await page.locator('textarea').fill('One said that his dad hits him every night');
        await press(page, 'Keep it');
        await page.getByText('do not wait for us').waitFor();
        expect(await today(page)).toBe(true);
      }));
  });

  it('reads a question aloud by a voice of its own, and has no button where there is none', () =>
    tablet(async (page) => {
      const withVoice = async (localService: boolean) => {
        await page.evaluate((local) => sessionStorage.setItem('local', String(local)), localService);
        await page.reload();
        await page.getByRole('heading', { name: 'It is your turn' }).waitFor();
        return page.getByRole('button', { name: 'Read it to me' });
      };
      await page.addInitScript(() => {
        const said: string[] = [];
        const voices = () => [{ localService: sessionStorage.getItem('local') === 'true', lang: 'en-GB' }];
        const speechSynthesis = { getVoices: voices, cancel: () => undefined, speak: ({ text }: { text: string }) => said.push(text) };
        const SpeechSynthesisUtterance = class {
          constructor(readonly text: string) {}
        };
        for (const [name, value] of Object.entries({ speechSynthesis, SpeechSynthesisUtterance, said }))
          Object.defineProperty(globalThis, name, { value });
      });
      await press(page, 'Start passing it round');
      await page.getByRole('heading', { name: 'It is your turn' }).waitFor();
      expect(await (await withVoice(false)).count()).toBe(0);
      await (await withVoice(true)).press('Enter');
      await page.getByRole('button', { name: 'Stop reading' }).press('Enter');
      await press(page, 'English');
      await press(page, 'I do it by myself');
      await press(page, 'Read it to me');
      const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
      expect(said).toEqual([expect.stringContaining('It is your turn'), expect.stringMatching(/How was today\?.*Very good/s)]);
    }));
});
