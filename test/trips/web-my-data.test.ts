import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { botInBrowser } from '../support/bot-in-browser.ts';
import { axe } from '../support/browser.ts';
import { complaints, sideways } from '../support/in-chromium.ts';
import { type Hand, keyboard, mouse, press, pressMore, said, sayName, tabTo, told } from '../support/trip.ts';

const asPage = 'As a page to read';
const asData = 'As data (JSON)';

/** The file that comes of it: what it is called, where it lies, and what is in it. */
async function downloaded(page: Page, work: () => Promise<unknown>) {
  const [download] = await Promise.all([page.waitForEvent('download'), work()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), path, text: await readFile(path, 'utf8') };
}

const followed = async (page: Page, name: string, hand: Hand) => {
  const link = page.getByRole('link', { name, exact: true }).last();
  if (hand === mouse) return link.click();
  await tabTo(page, link);
  await page.keyboard.press('Enter');
};

botInBrowser('A copy of one’s data, in a real browser', (meeting) => {
  const { inBrowser } = meeting;

  it.each([
    ['by mouse', 'Wheatear', mouse, true],
    ['by keyboard alone', 'Stonechat', keyboard, true],
    ['with JavaScript off', 'Redstart', mouse, false],
  ] as const)('has what was typed, once for each link, %s', (_, name, hand, javaScriptEnabled) =>
    inBrowser(
      async (page) => {
        await sayName(page, name, hand);
        await hand.type(page, 'my data');
        await told(page, 'How old are you?');
        await followed(page, 'Keep a copy', hand);
        await page.getByText('The file stays on this phone or computer.').waitFor();
        const file = await downloaded(page, () => hand.press(page, asData));
        expect(file.name).toBe('onward-my-data.json');
        const copy = JSON.parse(file.text);
        expect(copy.person.name).toBe(name);
        expect(copy.answers).toContainEqual(expect.objectContaining({ question: 'Name', answer: name, raw: name }));
        const typed = copy.messages.filter(({ direction }: { direction: string }) => direction === 'in');
        expect(typed.map(({ text }: { text: string }) => text)).toEqual(['English', name, 'my data']);

        await hand.press(page, asPage);
        await page.getByText('This link does not work').waitFor();
        await followed(page, 'Get a new link', hand);
        const again = await downloaded(page, () => hand.press(page, asPage));
        expect([again.name, again.text.includes(name)]).toEqual(['onward-my-data.html', true]);
        expect(meeting.bot.logged.join('\n')).not.toContain(name);
      },
      { javaScriptEnabled },
    ),
  );

  it.each([true, false])('is one file for a double click, and the page stays (JavaScript: %s)', (javaScriptEnabled) =>
    inBrowser(
      async (page) => {
        await sayName(page, 'Whimbrel');
        await mouse.type(page, 'my data');
        await told(page, 'How old are you?');
        await followed(page, 'Keep a copy', mouse);
        const files: string[] = [];
        page.on('download', (download) => files.push(download.suggestedFilename()));
        const file = await downloaded(page, () => page.getByRole('button', { name: asData }).dblclick({ delay: 40 }));
        expect(JSON.parse(file.text).person.name).toBe('Whimbrel');
        await page.getByText('You can save one file').waitFor();
        await press(page, asData);
        await page.getByText('This link does not work').waitFor();
        expect(files).toEqual(['onward-my-data.json']);
      },
      { javaScriptEnabled },
    ),
  );

  it('can be read as a page that does nothing, whatever was typed', () =>
    inBrowser(async (page, context) => {
      const hostile = '</table><script>document.title="taken"</script><img src=x onerror="document.title=\'taken\'"> &lt; "\' \u202eback';
      await sayName(page, 'Curlew');
      await mouse.type(page, hostile);
      await expect.poll(() => said(page)).toContain(hostile);
      // By keyboard: two presses of Send this close count as one.
      await keyboard.type(page, 'my data');
      await followed(page, 'Keep a copy', mouse);
      const { text } = await downloaded(page, () => press(page, asPage));
      const file = await context.newPage();
      const heard = complaints(file);
      await file.setContent(text);
      expect(await file.title()).toBe('All that we hold about you');
      expect(await file.locator('script, img, form, a').count()).toBe(0);
      expect(await file.getByRole('cell', { name: hostile, exact: true }).first().innerText()).toBe(hostile);
      expect(heard).toEqual([]);
      expect(await axe(file)).toEqual([]);
      await file.emulateMedia({ colorScheme: 'dark' });
      await file.setViewportSize({ width: 320, height: 640 });
      expect(await sideways(file)).toBe(0);
      expect(await axe(file, ['color-contrast'])).toEqual([]);
    }));

  it('is there after STOP, and the chat stays silent', () =>
    inBrowser(async (page) => {
      await sayName(page, 'Dunlin');
      await pressMore(page, 'Stop messages');
      await told(page, 'You have stopped all messages.');
      const before = await page.locator('#log > li').count();
      await followed(page, 'See my data', keyboard);
      const { text } = await downloaded(page, () => keyboard.press(page, asData));
      expect(JSON.parse(text).person.stoppedAt).not.toBeNull();
      await followed(page, 'Go to the chat', keyboard);
      await page.getByText('You said STOP. We will not message you.').waitFor();
      expect(await page.locator('#log > li').count()).toBe(before);
    }));
});
