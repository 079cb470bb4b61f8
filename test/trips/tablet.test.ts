import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bot, freshFolder, onward, startBot } from '../support/bot.ts';
import { browserArgs, chromiumPath } from '../support/browser.ts';

/** A facilitator's tablet in a place without a network: twelve people, a browser that is closed, a page and a bot that are killed while it sends. */

const PEOPLE = 12;
/** What each of them types: found on the tablet afterwards, it was readable there. */
const typed = (person: number) => `whimbrel${person}quartz should be louder${person}`;

describe.skipIf(chromiumPath === null)('A tablet that is passed round offline', () => {
  let folder: ReturnType<typeof freshFolder>;
  let profile: string;
  let bot: Bot;
  let context: BrowserContext;
  let page: Page;
  let code: string;

  /** The browser of the tablet: the same one whenever it is opened again. */
  async function open({ offline }: { offline: boolean }): Promise<void> {
    context = await chromium.launchPersistentContext(profile, {
      executablePath: chromiumPath ?? '',
      args: browserArgs,
      reducedMotion: 'reduce',
      offline,
    });
    context.setDefaultTimeout(15_000);
    page = context.pages()[0] ?? (await context.newPage());
  }
  /** Closing it would let what it was sending go on; its profile's lock names its process: `host-4711`. */
  const browserProcess = () => Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1));
  const press = (name: string) => page.getByRole('button', { name, exact: true }).press('Enter');
  const asked = (text: string) => page.getByRole('heading', { name: text }).waitFor();

  async function command<Data>(...args: string[]): Promise<Data> {
    const { out, err } = await onward(folder, [...args, '--json']);
    if (!out) throw new Error(err);
    return JSON.parse(out) as Data;
  }

  async function responses(): Promise<{ state: string; mode: string; answers: Record<string, { value: unknown }> }[]> {
    const reader = new pg.Client({ host: folder.dataDir, user: 'postgres', database: 'postgres' });
    await reader.connect();
    const { rows } = await reader.query('SELECT state, mode, answers FROM response');
    await reader.end();
    return rows;
  }

  /** Names of files of the browser's profile in which a text stands, in the two ways in which Chromium writes texts. */
  function filesWith(text: string): string[] {
    const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files.flatMap((entry) => {
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      return bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')) ? [entry.name] : [];
    });
  }

  /** Everything that a page can read again on this tablet. */
  const readable = () =>
    page.evaluate(async () => {
      const found: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, location.href];
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise<IDBDatabase>((resolve) => {
          const opening = indexedDB.open(name as string);
          opening.onsuccess = () => resolve(opening.result);
        });
        for (const store of database.objectStoreNames)
          found.push(
            await new Promise<string>((resolve) => {
              const reading = database.transaction(store).objectStore(store).getAll();
              reading.onsuccess = () => resolve(JSON.stringify(reading.result));
            }),
          );
        database.close();
      }
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) found.push(request.url, (await (await cache.match(request))?.text()) ?? '');
      }
      return found.join('\n');
    });

  /** @param leaves before the last questions, with the browser closed on them */
  async function answers(person: number, leaves = false): Promise<void> {
    await asked('It is your turn');
    await press(person % 3 === 0 ? 'Easy read' : 'English');
    await press(person % 4 === 0 ? 'Somebody helps me' : 'I do it by myself');
    await asked('How was today?');
    await press('🙂 Good');
    for (const question of ['listened to', 'really think', 'what it was for', 'respect|kind and fair', 'Which']) {
      await page.getByRole('heading', { name: new RegExp(question) }).waitFor();
      await press('Leave it out');
    }
    await page.locator('textarea').fill(typed(person));
    await press('Next');
    await asked('use your words');
    if (leaves) return;
    await press('Yes');
    await page.getByRole('button', { name: '10', exact: true }).press('Enter');
    await page.locator('textarea').waitFor();
    await press('Leave it out');
    await asked('That is all');
    await press('I am done');
  }

  async function toHome(): Promise<void> {
    await press('For the team');
    await page.getByLabel('Start code').fill(code);
    await press('Open');
    await asked('Wing B');
  }

  beforeEach(async () => {
    folder = freshFolder();
    profile = mkdtempSync(join(tmpdir(), 'onward-tablet-profile-'));
    bot = await startBot(folder);
    await command('settings', 'add', 'Wing B', '--kind', 'secure');
    const { id } = await command<{ id: string }>('session', 'new', '--date', 'today', '--setting', 'Wing B', '--areas', 'safety, health');
    ({ code } = await command<{ code: string }>('survey', 'tablet', id, '--template', 'after-session'));
  }, 120_000);
  afterEach(async () => {
    await context?.close();
    await bot?.stop();
    folder.remove();
    rmSync(profile, { recursive: true, force: true });
  });

  it('keeps twelve people’s answers through everything, hands in each once, and nothing of them can be read on it', async () => {
    await open({ offline: false });
    await page.goto(`${bot.url}/tablet#${code}`);
    await page.getByText('This tablet is ready.').waitFor();
    await press('Start passing it round');
    await asked('It is your turn');
    // A browser that closes forgets that it plays offline, and would send: so there is nothing that it could reach.
    await context.setOffline(true);
    const again = { PORT: new URL(bot.url).port };
    await bot.stop();
    for (let person = 1; person <= 6; person++) await answers(person);

    // Closed and opened again, and once more in the middle of somebody's turn.
    await context.close();
    await open({ offline: true });
    await page.goto(`${bot.url}/tablet`);
    for (let person = 7; person < PEOPLE; person++) await answers(person);
    await answers(PEOPLE, true);
    await context.close();
    await open({ offline: true });
    await page.goto(`${bot.url}/tablet`);
    await toHome();
    await page.getByText(`People who answered here: ${PEOPLE}`).waitFor();
    await page.getByText(`Kept on this tablet, not yet sent: ${PEOPLE}`).waitFor();
    const before = await readable();
    expect([before.includes('Wing B'), before.includes('"sealed":'), before.includes('whimbrel')]).toEqual([true, true, false]);

    bot = await startBot(folder, again);
    // The browser is killed once the bot has taken some, before the tablet hears of it.
    const sent: { body: string; token: string }[] = [];
    const reaching = async (after: () => Promise<unknown>) => {
      await page.route('**/tablet/envelopes', async (route) => {
        const request = route.request();
        sent.push({ body: request.postData() ?? '', token: (await request.allHeaders()).authorization ?? '' });
        const { url, method, headers } = { url: request.url(), method: request.method(), headers: await request.allHeaders() };
        await fetch(url, { method, headers, body: request.postData() ?? '' });
        await after();
      });
      await context.setOffline(false);
      await press('Send now').catch(() => undefined);
    };
    await new Promise<void>((resolve) => {
      context.once('close', () => resolve());
      void reaching(async () => process.kill(browserProcess(), 'SIGKILL'));
    });
    expect((await responses()).length).toBe(10);

    // The bot is killed in the same moment.
    await open({ offline: true });
    await page.goto(`${bot.url}/tablet`);
    await page.getByLabel('Start code').fill(code);
    await press('Open');
    await page.getByText(`Kept on this tablet, not yet sent: ${PEOPLE}`).waitFor();
    await new Promise<void>((resolve) => {
      void reaching(() => bot.kill().then(resolve));
    });
    await page.unroute('**/tablet/envelopes');
    await page.reload();
    bot = await startBot(folder, again);
    await page.getByLabel('Start code').fill(code);
    await press('Open');
    await press('Send now');
    await page.getByText('All was sent').waitFor();
    await page.getByText('Kept on this tablet, not yet sent: 0').waitFor();

    // Handed in again, all of it: it counts once.
    for (const { body, token } of sent) {
      const headers = { 'Content-Type': 'application/json', Authorization: token };
      const answer = await fetch(`${bot.url}/tablet/envelopes`, { method: 'POST', headers, body });
      expect(await answer.json()).toMatchObject({ refused: [], waiting: [] });
    }
    const taken = await responses();
    const texts = taken.map(({ answers }) => answers.one_thing?.value).sort();
    expect(texts).toEqual(Array.from({ length: PEOPLE }, (_, index) => typed(index + 1)).sort());
    expect(taken.filter(({ state }) => state === 'finished')).toHaveLength(PEOPLE - 1);
    expect(taken.filter(({ mode }) => mode === 'assisted')).toHaveLength(3);

    expect((await readable()).includes('"sealed":')).toBe(false);
    await press('Finish and clear this tablet');
    await press('Clear it');
    await asked('This tablet is clear');
    expect(await page.evaluate(async () => [(await indexedDB.databases()).length, (await caches.keys()).length])).toEqual([0, 0]);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    await context.close();
    // What is searched would be found: the name of the setting is no secret, and was written there.
    expect(filesWith('Wing B')).not.toEqual([]);
    for (let person = 1; person <= PEOPLE; person++) expect(filesWith(`whimbrel${person}quartz`)).toEqual([]);
  }, 300_000);
});
