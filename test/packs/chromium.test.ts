import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packFiles } from '../../src/packs/index.ts';
import { axe, chromiumPath, launch } from '../support/browser.ts';
import { readPdf } from '../support/read-pdf.ts';
import { report, words } from './document.ts';

describe.skipIf(chromiumPath === null)('The page of a report, in Chromium', () => {
  let browser: Browser;
  let page = '';
  beforeAll(async () => {
    browser = await launch();
    page = String((await packFiles(report, ['html'], words, 'report'))[0]?.body);
  });
  afterAll(() => browser.close());

  for (const width of [1280, 320])
    it(`has no fault that axe finds, and asks for nothing from anywhere, ${width} pixels wide`, async () => {
      const tab = await browser.newPage({ viewport: { width, height: 800 } });
      const asked: string[] = [];
      tab.on('request', (request) => asked.push(request.url()));
      await tab.setContent(page);
      expect(await axe(tab)).toEqual([]);
      expect(asked).toEqual([]);
      // The page itself is never moved sideways; a wide table moves by itself.
      expect(await tab.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
      await tab.close();
    });

  it('loses no column on paper where a name has a hundred letters without a space', async () => {
    const table = { title: 'Places', head: ['Area', 'n'.repeat(100), 'All'], rows: [['Feeling safe', 'o'.repeat(100), 'the last cell']] };
    const sections = [{ id: 'matrix', heading: 'Places', level: 2 as const, items: [{ table }] }];
    const [file] = await packFiles({ ...report, sections }, ['html'], words, 'report');
    const tab = await browser.newPage({ viewport: { width: 680, height: 900 } });
    await tab.emulateMedia({ media: 'print' });
    await tab.setContent(String(file?.body));
    expect(await tab.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
    await tab.close();
  });

  it('prints on A4 with all that it says', async () => {
    const tab = await browser.newPage();
    await tab.setContent(page);
    const { text, pages } = await readPdf(await tab.pdf({ preferCSSPageSize: true, tagged: true }));
    expect(pages).toBeGreaterThan(3);
    for (const { heading } of report.sections) expect(text.replace(/\s/g, '')).toContain(heading.replace(/\s/g, ''));
    await tab.close();
  });
});
