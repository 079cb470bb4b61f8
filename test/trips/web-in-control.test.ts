import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { botInBrowser } from '../support/bot-in-browser.ts';
import { ageAsked, mouse, nameAsked, press, pressMore, register, said, sayName, told } from '../support/trip.ts';

botInBrowser('The person decides, in a real browser', (meeting) => {
  const { inBrowser } = meeting;
  const placeAsked = 'Where are you living now?';

  it('answers nothing after STOP until START, which leads back to the same question', () =>
    inBrowser(async (page) => {
      await sayName(page, 'Avocet');
      await pressMore(page, 'Stop messages');
      await told(page, 'You have stopped all messages.');
      await page.getByText('You said STOP. We will not message you.').waitFor();
      const before = await page.locator('#log > li.bot').count();
      await mouse.type(page, 'hello?');
      await expect.poll(() => said(page)).toContain('hello?');
      await page.reload();
      await page.getByText('You said STOP. We will not message you.').waitFor();
      expect(await said(page)).toEqual(['English', 'Avocet', 'STOP', 'hello?']);
      expect(await page.locator('#log > li.bot').count()).toBe(before);
      expect(await page.getByRole('button', { name: '16 or 17' }).count()).toBe(0);
      await press(page, 'Start again');
      await told(page, ageAsked);
      await press(page, '16 or 17');
      await told(page, placeAsked);
    }));

  it.each([true, false])('deletes everything when told twice, and the browser forgets too (JavaScript: %s)', (javaScriptEnabled) =>
    inBrowser(
      async (page, context) => {
        await press(page, 'English');
        await told(page, nameAsked);
        await mouse.type(page, 'Bittern');
        await told(page, ageAsked);
        await pressMore(page, 'Delete my answers');
        await told(page, 'Do you want me to delete everything you told us?');
        await press(page, 'No');
        await told(page, ageAsked);
        await pressMore(page, 'Delete my answers');
        await press(page, 'Yes');
        await page.getByText('I have deleted everything you told us.').waitFor();
        expect(await page.content()).not.toContain('Bittern');
        expect(await context.cookies()).toEqual([]);
        await page.goto(meeting.bot.url);
        await told(page, 'How would you like me to write to you?');
        expect(await page.content()).not.toContain('Bittern');
      },
      { javaScriptEnabled },
    ),
  );

  it('takes back a yes, pauses, and goes, and then nothing that was typed is in any table', () =>
    inBrowser(async (page) => {
      const typed = ['Turnstone', 'Turnstoneton', 'turnstone@example.org'];
      await register(page, 'Turnstone');
      await pressMore(page, 'What I said yes to');
      await told(page, 'Which one would you like to change?');
      await press(page, 'My words, without my name');
      await page.getByText('From now on we will not use your words in reports.').waitFor();
      await mouse.type(page, 'my choices');
      await page.getByText(/Use what I say, without my name: not any more, since .*Before: yes on/).waitFor();
      const before = await meeting.everything();
      for (const value of typed) expect(before).toContain(value);
      await press(page, 'Email');
      await page.getByText('I have deleted your email address.').waitFor();
      await page.getByText('We keep a scrambled mark of the email or number').waitFor();
      expect(await meeting.everything()).not.toContain('turnstone@example.org');
      await mouse.type(page, 'pause 2 weeks');
      await page.getByText('No reminders until').waitFor();
      await pressMore(page, 'Delete my answers');
      await press(page, 'Yes');
      await page.getByText('I have deleted everything you told us.').waitFor();
      await page.getByText('we keep a scrambled mark of it').waitFor();
      const after = await meeting.everything();
      for (const value of typed) expect(after).not.toContain(value);
    }));

  it('counts two clicks as one', () =>
    inBrowser(async (page) => {
      // By hand the second click may miss: what waits to be sent moves the button down.
      const clickTwice = (name: string) =>
        page.getByRole('button', { name }).evaluate((button: HTMLElement) => {
          button.click();
          button.click();
        });
      await clickTwice('English');
      await told(page, nameAsked);
      await page.locator('#text').fill('Shrike');
      await clickTwice('Send');
      await told(page, ageAsked);
      await clickTwice('16 or 17');
      await told(page, placeAsked);
      await page.reload();
      await told(page, placeAsked);
      expect(await said(page)).toEqual(['English', 'Shrike', '16 or 17']);
      expect(await page.getByText('There is nothing in the box yet.').count()).toBe(0);
    }));

  it('is not harmed by the browser going back and forward', () =>
    inBrowser(async (page) => {
      await sayName(page, 'Brambling');
      await page.goBack();
      await page.goForward();
      await told(page, ageAsked);
      expect(await said(page)).toEqual(['English', 'Brambling']);
      await press(page, '16 or 17');
      await told(page, placeAsked);
    }));

  it('is not harmed by going back with JavaScript off either', () =>
    inBrowser(
      async (page) => {
        await sayName(page, 'Whinchat');
        await page.goBack();
        await told(page, ageAsked);
        await press(page, '16 or 17');
        await told(page, placeAsked);
        expect(await said(page)).toEqual(['English', 'Whinchat', '16 or 17']);
      },
      { javaScriptEnabled: false },
    ));

  it.each([true, false])('has a button for everything that can be typed (JavaScript: %s)', (javaScriptEnabled) =>
    inBrowser(
      async (page) => {
        await press(page, 'English');
        await told(page, nameAsked);
        await pressMore(page, 'Why do you ask?');
        await page.getByText('So that we know what to call you').waitFor();
        await told(page, nameAsked);
        await pressMore(page, 'Help');
        await page.getByText('Here is what you can type at any time').waitFor();
        await told(page, nameAsked);
        await press(page, 'Skip');
        await told(page, ageAsked);
        await press(page, 'Back');
        await told(page, nameAsked);
        await mouse.type(page, 'Garganey');
        await told(page, ageAsked);
        await pressMore(page, 'Change an answer');
        await told(page, 'Which answer would you like to change?');
        await press(page, 'Name: Garganey');
        await told(page, nameAsked);
        await mouse.type(page, 'Gadwall');
        await told(page, ageAsked);
        await pressMore(page, 'Talk to a person');
        await page.getByText('I have asked a person to get in touch.').waitFor();
        await pressMore(page, 'See my data');
        await page.getByText('Here is all that we hold about you.').waitFor();
        await page.getByText('Name: Gadwall').first().waitFor();
        await pressMore(page, 'What I said yes to');
        await told(page, 'Which one would you like to change?');
        await press(page, 'My words, without my name');
        await told(page, 'May we use what you say, without your name?');
        await press(page, 'No');
        await page.getByText('From now on we will not use your words in reports.').waitFor();
        await told(page, ageAsked);
        await pressMore(page, 'Menu');
        await page.getByText('We are part-way through').waitFor();
      },
      { javaScriptEnabled },
    ),
  );

  it.each<[string, (page: Page) => Promise<void>]>([
    ['a button', (page) => page.getByRole('link', { name: 'Leave this page now' }).click()],
    ['Escape, twice', (page) => page.keyboard.press('Escape').then(() => page.keyboard.press('Escape'))],
  ])('is left in a blink by %s, and going back does not open it', (_, leave) =>
    inBrowser(async (page, context) => {
      await context.route('https://www.bbc.co.uk/**', (route) => route.fulfill({ contentType: 'text/html', body: 'Sunny' }));
      await press(page, 'English');
      await told(page, nameAsked);
      await page.locator('#text').fill('half a senten');
      await leave(page);
      await page.waitForURL('https://www.bbc.co.uk/weather');
      await page.goBack();
      expect(page.url()).toBe('about:blank');
      await page.goto(meeting.bot.url);
      await told(page, nameAsked);
      expect(await page.locator('#text').inputValue()).toBe('');
    }),
  );

  it('stays after one Escape', () =>
    inBrowser(async (page) => {
      await page.keyboard.press('Escape');
      await sayName(page, 'Dotterel');
    }));
});
