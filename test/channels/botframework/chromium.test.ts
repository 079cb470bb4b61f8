import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAsked } from '../../../src/channels/botframework/filled.ts';
import { formCard } from '../../../src/channels/botframework/form.ts';
import { activitiesOf } from '../../../src/channels/botframework/outbound.ts';
import { sheetCard } from '../../../src/channels/botframework/sheet.ts';
import type { Surface } from '../../../src/channels/botframework/surface.ts';
import { wordsOf } from '../../../src/channels/botframework/words.ts';
import type { CommandField, Said } from '../../../src/desk/ports.ts';
import { botframeworkPhrases, surfaces } from '../../support/botframework-words.ts';
import { axe, chromiumPath, launch } from '../../support/browser.ts';
import { walked } from '../../support/walked.ts';

/** Cards as Microsoft's own library draws them in a browser, which Teams on a computer and Web Chat use. */
const words = wordsOf(botframeworkPhrases, 'en');
const library = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
const hostile = '[a prize](https://evil.example) <img src=x onerror=alert(1)> **b** {{DATE(2017-02-14T06:08:39Z)}}';

interface Seen {
  /** What was given to the host to read as Markdown. */
  markdown: string[];
  /** What buttons sent. */
  sent: { type: string; data: Record<string, unknown> }[];
}

interface Drawn {
  hostConfig: unknown;
  onExecuteAction: (action: { getJsonTypeName(): string; data: Record<string, unknown> }) => void;
  parse(card: object): void;
  render(): HTMLElement;
}
interface Library {
  AdaptiveCard: { new (): Drawn; onProcessMarkdown: (text: string, result: { didProcess: boolean; outputHtml: string }) => void };
  HostConfig: new (config: object) => unknown;
}

describe.skipIf(chromiumPath === null)('A card in a browser', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage();
    page.setDefaultTimeout(8_000);
  });
  afterAll(() => browser?.close());

  function draw(said: Said, surface: Surface): Promise<void> {
    const message = activitiesOf(said, words, surface).at(-1) as { attachments: [{ content: object }] };
    return drawCard(message.attachments[0].content);
  }
  async function drawCard(drawn: object): Promise<void> {
    await page.setContent('<!doctype html><html lang="en"><title>Card</title><main><h1>Chat</h1></main></html>');
    await page.addScriptTag({ path: library });
    await page.evaluate((content) => {
      const { AdaptiveCards } = globalThis as unknown as { AdaptiveCards: Library };
      const seen: Seen = { markdown: [], sent: [] };
      AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text: string, result: { didProcess: boolean; outputHtml: string }) => {
        seen.markdown.push(text);
        Object.assign(result, {
          didProcess: true,
          outputHtml: document.createElement('i').appendChild(new Text(text)).parentElement?.innerHTML ?? '',
        });
      };
      const card = new AdaptiveCards.AdaptiveCard();
      card.hostConfig = new AdaptiveCards.HostConfig({ actions: { maxActions: 6 } });
      card.onExecuteAction = (action) => void seen.sent.push({ type: action.getJsonTypeName(), data: action.data });
      card.parse(content);
      document.querySelector('main')?.append(card.render());
      Object.assign(globalThis, { seen });
    }, drawn);
  }
  const seen = () => page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);

  it('shows what people wrote as text, and hands nothing of it to Markdown', async () => {
    const options = Array.from({ length: 8 }, (_, at) => ({ value: `v${at}`, label: `${at} ${hostile}` }));
    for (const many of [true, false]) {
      await draw({ text: hostile, prompt: { id: 'q', type: 'several', options, many, skip: true, progress: null } }, surfaces.teams);
      expect(await page.locator('main').innerText()).toContain(hostile);
      expect(await page.locator('main :is(a, img, strong)').count()).toBe(0);
      for (const text of (await seen()).markdown) expect(text).not.toMatch(/[*_[\]<>`]|\{\{/);
    }
  });

  it('asks for a tick before it sends, tells what is missing, and lets somebody skip all the same', async () => {
    const put = walked('register-interest').questions.find(({ said }) =>
      said.prompt.options.some(({ label }) => label === 'Data about us'),
    );
    await draw(put?.said as Said, surfaces.webChat);
    await page.getByRole('button', { name: 'Done' }).click();
    expect(await page.locator('main').innerText()).toContain('Tick one or more first. Then press Done.');
    expect((await seen()).sent).toEqual([]);
    await page.getByRole('button', { name: 'Skip this question' }).click();
    await page.getByLabel('Feeling safe').check();
    await page.getByLabel('Data about us').check();
    await page.getByRole('button', { name: 'Done' }).click();
    expect((await seen()).sent).toMatchObject([
      { type: 'Action.Submit', data: { onward: 'answer', skip: true } },
      { type: 'Action.Submit', data: { onward: 'answer', picks: 'safety,data' } },
    ]);
    expect((await seen()).sent[0]?.data).not.toHaveProperty('picks');
  });

  it('can be used by everybody: axe finds nothing in any question of the first flow', async () => {
    for (const { said } of walked('register-interest').questions) {
      if (said.prompt.options.length === 0) continue;
      await draw(said, surfaces.teams);
      expect(await axe(page)).toEqual([]);
    }
  });

  it('shows a sheet of staff as a table, and what is in it as text', async () => {
    const sheet = {
      text: hostile,
      tables: [
        {
          head: ['Who', 'Said'],
          rows: [
            ['Robin', hostile.slice(0, 40)],
            ['', '1. one'],
          ],
        },
      ],
      data: null,
    };
    await drawCard(sheetCard(sheet, words, surfaces.teams));
    expect(await page.getByRole('row').count()).toBe(3);
    expect(await page.locator('main').innerText()).toContain(hostile);
    expect(await page.locator('main :is(a, img, strong)').count()).toBe(0);
    for (const text of (await seen()).markdown) expect(text).not.toMatch(/[*_[\]<>`]|\{\{/);
    expect(await axe(page)).toEqual([]);
  });

  it('asks in a form of staff for what is missing, and sends what was filled in', async () => {
    const field = (name: string, kind: CommandField['kind'], choices: string[] = [], required = true): CommandField => {
      return { name, what: `the ${name}`, kind, choices: choices.map((value) => ({ value, label: value })), required, positional: false };
    };
    const fields = [field('why', 'text'), field('areas', 'choices', ['a,b', '50%', 'c']), field('all', 'flag', [], false)];
    await drawCard(formCard({ name: 'x', summary: 'does it', fields }, words, 'f1'));
    await page.getByRole('button', { name: words('form_submit') }).click();
    expect((await seen()).sent).toEqual([]);
    expect(await page.locator('main').innerText()).toContain(words('form_needed'));
    await page.getByLabel('The why').fill(hostile);
    await page.getByLabel('a,b').check();
    await page.getByLabel('50%').check();
    await page.getByLabel(words('form_yes')).check();
    await page.getByRole('button', { name: words('form_submit') }).click();
    const [sent] = (await seen()).sent;
    const input = { why: hostile, areas: ['a,b', '50%'], all: true };
    expect(readAsked(sent?.data)).toEqual({ kind: 'form', order: { name: 'x', input }, id: 'f1', at: undefined });
  });
});
