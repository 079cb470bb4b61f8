import type { BrowserContextOptions } from 'playwright-core';
import { expect, it } from 'vitest';
import { botInBrowser } from '../support/bot-in-browser.ts';
import { ageAsked, type Hand, keyboard, mouse, press, register, said, sayName, told } from '../support/trip.ts';
import { type Weighed, weigh } from '../support/weight.ts';

/** The page itself and its four modules, in 12 kB. */
function light(weighed: Weighed): void {
  expect(Object.keys(weighed.of)).toHaveLength(5);
  expect(weighed.bytes, JSON.stringify(weighed)).toBeLessThanOrEqual(12 * 1024);
}

botInBrowser('Registering interest in a real browser', (meeting) => {
  const { inBrowser, listed } = meeting;

  it.each<[string, string, Hand, BrowserContextOptions]>([
    ['by mouse', 'Wren', mouse, {}],
    ['by keyboard alone', 'Linnet', keyboard, {}],
    ['with JavaScript off', 'Plover', mouse, { javaScriptEnabled: false }],
  ])('goes from hello to the last words %s, and staff see it', (_, name, hand, options) =>
    inBrowser(async (page) => {
      await register(page, name, hand);
      expect(await said(page)).toEqual([
        'English',
        name,
        '18 to 24',
        'In a town, city or village',
        `${name}ton`,
        'Staff, School and learning',
        'Share my views',
        'SKIP',
        'Email',
        `${name.toLowerCase()}@example.org`,
        'Yes',
        'No',
        'Yes',
        "That's right",
      ]);
      expect(await listed(name)).toMatchObject([{ ageBand: '18-24', place: 'community', registeredAt: expect.any(String) }]);
    }, options),
  );

  it('weighs 12 kB at most, all in: the first page, and the one with the longest question', () =>
    inBrowser(async (page, context) => {
      light(await weigh(context, meeting.bot.url));
      await sayName(page, 'Chiffchaff');
      await press(page, '18 to 24');
      await told(page, 'Where are you living now?');
      await press(page, "I'm in a secure setting");
      await told(page, 'What matters to you?');
      light(await weigh(context, meeting.bot.url));
    }));

  it('puts nothing of what was said into an address or a log line', () =>
    inBrowser(async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await sayName(page, 'Fieldfare');
      await press(page, '16 or 17');
      await told(page, 'Where are you living now?');
      await page.reload();
      await told(page, 'Where are you living now?');
      expect(asked.length).toBeGreaterThan(5);
      expect(asked.join('\n')).not.toMatch(/fieldfare|16-17/i);
      expect(meeting.bot.logged.join('\n')).not.toMatch(/fieldfare|16-17/i);
    }));

  it('keeps the place when the page is loaded again mid-way', () =>
    inBrowser(async (page) => {
      await sayName(page, 'Siskin');
      await page.reload();
      await told(page, ageAsked);
      expect(await said(page)).toEqual(['English', 'Siskin']);
      await press(page, '25 or over');
      await told(page, 'Where are you living now?');
    }));

  it('turns somebody under 13 away kindly and keeps nothing of them', () =>
    inBrowser(async (page, context) => {
      await sayName(page, 'Dipper');
      expect(await listed('Dipper')).toHaveLength(1);
      await press(page, 'Under 13');
      await page.getByText('Childline on 0800 1111').waitFor();
      expect(await page.getByText('Dipper').count()).toBe(0);
      expect(await context.cookies()).toEqual([]);
      expect(await listed('Dipper')).toEqual([]);
      await page.reload();
      await told(page, 'How would you like me to write to you?');
      expect(await said(page)).toEqual([]);
    }));
});
