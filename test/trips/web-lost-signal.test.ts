import { expect, it } from 'vitest';
import { botInBrowser } from '../support/bot-in-browser.ts';
import { ageAsked, mouse, nameAsked, press, pressMore, said, sayName, told } from '../support/trip.ts';

botInBrowser('Coming back in a real browser', (meeting) => {
  const { inBrowser } = meeting;

  it('keeps what is sent without a signal, and sends it once and in order when the signal is back', () =>
    inBrowser(async (page, context) => {
      await press(page, 'English');
      await told(page, nameAsked);
      await context.setOffline(true);
      await mouse.type(page, 'Robin');
      await mouse.type(page, 'or Bobby');
      const waiting = page.locator('#pending > li p');
      await page.getByText('No signal. Your message is safe here.').waitFor();
      expect(await waiting.allInnerTexts()).toEqual(['Robin', 'or Bobby']);
      expect(await said(page)).toEqual(['English']);
      await context.setOffline(false);
      await waiting.first().waitFor({ state: 'hidden' });
      await told(page, ageAsked);
      expect(await said(page)).toEqual(['English', 'Robin', 'or Bobby']);
      expect(await page.getByText('No signal.').count()).toBe(0);
      await page.reload();
      await told(page, ageAsked);
      expect(await said(page)).toEqual(['English', 'Robin', 'or Bobby']);
    }));

  it('keeps what waits when the page is closed by accident and opened again in the same tab', () =>
    inBrowser(async (page, context) => {
      await press(page, 'English');
      await told(page, nameAsked);
      await page.route('**/messages', (route) => route.abort());
      await mouse.type(page, 'Whimbrel');
      await page.getByText('No signal. Your message is safe here.').waitFor();
      await page.goto('about:blank');
      await page.unroute('**/messages');
      await page.goto(meeting.bot.url);
      await told(page, ageAsked);
      expect(await said(page)).toEqual(['English', 'Whimbrel']);
      expect(await context.storageState()).toMatchObject({ origins: [] });
    }));

  it('goes on by itself when the bot was stopped and started again', () =>
    inBrowser(async (page) => {
      await sayName(page, 'Jackdaw');
      await meeting.stop();
      await press(page, '16 or 17');
      await page.getByText('Your message is safe here.').waitFor();
      await meeting.start();
      // Tries get rarer the longer it takes.
      await page.locator('#log > li', { hasText: 'Where are you living now?' }).waitFor({ timeout: 40_000 });
      expect(await said(page)).toEqual(['English', 'Jackdaw', '16 or 17']);
    }));

  it('carries on in a second browser with the code, which works once', () =>
    inBrowser(async (page) => {
      await sayName(page, 'Turnstone');
      await pressMore(page, 'Use another phone');
      await told(page, ageAsked);
      const given = await page.getByText('Your code is: ').innerText();
      const code = /Your code is: (\S+)/.exec(given)?.[1] ?? '';

      const redeem = async (other: typeof page) => {
        await other.getByRole('link', { name: 'I have a code' }).click();
        await other.getByLabel('Your code').fill(` ${code.toUpperCase()} `);
        await press(other, 'Carry on');
      };
      await inBrowser(async (second) => {
        await redeem(second);
        await told(second, ageAsked);
        expect(await said(second)).toContain('Turnstone');
        expect(second.url()).not.toContain(code);
        await press(second, '18 to 24');
        await told(second, 'Where are you living now?');
        // The first phone hears of it.
        await told(page, 'Where are you living now?');
      });
      await inBrowser(async (third) => {
        await redeem(third);
        await third.getByRole('alert').getByText('That code did not work.').waitFor();
        await third.getByRole('link', { name: 'Go to the chat' }).click();
        await told(third, 'How would you like me to write to you?');
        expect(await third.getByText('Turnstone').count()).toBe(0);
      });
    }));

  it('shows in one tab what is answered in another', () =>
    inBrowser(async (page, context) => {
      await press(page, 'English');
      await told(page, nameAsked);
      const other = await context.newPage();
      await other.goto(meeting.bot.url);
      await mouse.type(other, 'Knot');
      await told(other, ageAsked);
      await told(page, ageAsked);
      expect(await said(page)).toEqual(['English', 'Knot']);
      await press(page, '18 to 24');
      await told(other, 'Where are you living now?');
    }));

  it('tells somebody kindly who presses a button of a question that another tab has answered', () =>
    inBrowser(async (page, context) => {
      await sayName(page, 'Sanderling');
      const stale = await context.newPage();
      await stale.route('**/events?*', (route) => route.abort());
      await stale.goto(meeting.bot.url);
      await told(stale, ageAsked);
      await press(page, '16 or 17');
      await told(page, 'Where are you living now?');
      await press(stale, '25 or over');
      await stale.getByText('That answer was for an earlier question.').waitFor();
      await told(stale, 'Where are you living now?');
      expect(await meeting.listed('Sanderling')).toMatchObject([{ ageBand: '16-17' }]);
    }));
});
