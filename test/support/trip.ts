import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Steps that trips through the real bot share. */

/** The newest message of the chat, once it has these words. */
export async function told(page: Page, words: string | RegExp): Promise<void> {
  await page.locator('#log > li.bot:last-child', { hasText: words }).waitFor();
}

/** Everything that the person said, oldest first. */
export function said(page: Page): Promise<string[]> {
  return page.locator('#log > li.you p').allInnerTexts();
}

export const nameAsked = 'What should we call you?';
export const ageAsked = 'How old are you?';

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** One of the things that can be said at any question, from below "More", which stays open as long as the question does. */
export async function pressMore(page: Page, name: string): Promise<void> {
  if ((await page.locator('details[open]').count()) === 0) await page.getByText('More', { exact: true }).click();
  await press(page, name);
}

/** How a person works the page: with a mouse, or with nothing but keys. */
export interface Hand {
  press(page: Page, name: string): Promise<void>;
  tick(page: Page, names: string[]): Promise<void>;
  type(page: Page, text: string): Promise<void>;
}

export const mouse: Hand = {
  press,
  async tick(page, names) {
    for (const name of names) await page.getByRole('checkbox', { name, exact: true }).click();
    await page.locator('form[data-kind=picks] .send').click();
  },
  async type(page, text) {
    await page.locator('#text').click();
    await page.keyboard.insertText(text);
    await page.locator('form[data-kind=composer] .send').click();
  },
};

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Tab, or Shift and Tab to what is further up. More presses than that and nobody would get there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const key = await target.evaluate((element) => {
    const before = Node.DOCUMENT_POSITION_PRECEDING;
    return (document.activeElement?.compareDocumentPosition(element) ?? 0) & before && document.activeElement !== document.body
      ? 'Shift+Tab'
      : 'Tab';
  });
  for (let presses = 0; presses < 30; presses++) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
  }
  expect.fail(`30 presses of ${key} do not lead to ${target}`);
}

export const keyboard: Hand = {
  async press(page, name) {
    await tabTo(page, page.getByRole('button', { name, exact: true }));
    await page.keyboard.press('Enter');
  },
  async tick(page, names) {
    for (const name of names) {
      await tabTo(page, page.getByRole('checkbox', { name, exact: true }));
      await page.keyboard.press('Space');
    }
    await tabTo(page, page.locator('form[data-kind=picks] .send'));
    await page.keyboard.press('Enter');
  },
  async type(page, text) {
    await tabTo(page, page.locator('#text'));
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  },
};

/** Up to the question of the age. */
export async function sayName(page: Page, name: string, hand = mouse): Promise<void> {
  await told(page, 'How would you like me to write to you?');
  await hand.press(page, 'English');
  await told(page, nameAsked);
  await hand.type(page, name);
  await told(page, ageAsked);
}

/** The whole of registering interest for somebody of 18 or over, to the last words. */
export async function register(page: Page, name: string, hand = mouse): Promise<void> {
  await sayName(page, name, hand);
  await hand.press(page, '18 to 24');
  await told(page, 'Where are you living now?');
  await hand.press(page, 'In a town, city or village');
  await told(page, 'Which town or area are you in?');
  await hand.type(page, `${name}ton`);
  await told(page, 'What matters to you?');
  await hand.tick(page, ['Staff', 'School and learning']);
  await told(page, 'What would you like to do?');
  await hand.tick(page, ['Share my views']);
  await told(page, 'make it easier for you');
  await hand.press(page, 'Skip');
  await told(page, 'How may we contact you?');
  await hand.press(page, 'Email');
  await told(page, 'What is your email address?');
  await hand.type(page, `${name.toLowerCase()}@example.org`);
  await told(page, 'email you about taking part');
  await hand.press(page, 'Yes');
  await told(page, 'May we send you reminders?');
  await hand.press(page, 'No');
  await told(page, 'May we use what you say');
  await hand.press(page, 'Yes');
  await told(page, `Town or area: ${name}ton`);
  await hand.press(page, "That's right");
  await told(page, 'Someone will write to you within 5 working days.');
}
