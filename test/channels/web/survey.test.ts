import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { papersPerLink } from '../../../src/channels/web/limits.ts';
import { databases } from '../../support/database.ts';
import { paperBrowser } from '../../support/paper.ts';
import { addSession, register, sendNow, tokenFor } from '../../support/surveys.ts';
import { serveWeb } from '../../support/web-page.ts';
import { createWorld, type World } from '../../support/world.ts';

const [kind] = databases();
if (!kind) throw new Error('There is a PGlite always.');

let world: World;
let web: Awaited<ReturnType<typeof serveWeb>>;
beforeEach(async () => {
  world = await createWorld(kind);
  web = await serveWeb(world.desk, world.database.store);
});
afterEach(async () => {
  await web.close();
  await world.remove();
});

async function invited(kind: 'anonymous' | 'named'): Promise<string> {
  const session = await addSession(world, [await register(world, 'robin')]);
  await sendNow(world, { template: 'after-session', session, kind });
  return `/s/${await tokenFor(world, 'robin')}`;
}

const browser = (path: string) => paperBrowser(web.url, path);

const finish = ['today', 'listened', 'could_say', 'understood', 'respect', 'matters_most', 'one_thing', 'again', 'better'];

describe('a survey by a link', () => {
  it('is one question at a time without a script, with a cookie of its own that goes nowhere else', async () => {
    const path = await invited('anonymous');
    const one = browser(path);
    const page = await one.open();
    expect(page.status).toBe(200);
    expect(page.html).toMatch(/Your answers have no name[\s\S]*How was today\?[\s\S]*Very good[\s\S]*Close this here/);
    expect(page.html).not.toContain('<script');
    expect(page.headers.get('set-cookie')).toMatch(
      new RegExp(`^onward-survey=[\\w-]{43}; Max-Age=\\d+; Path=${path}; HttpOnly; SameSite=Lax$`),
    );
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.html).not.toContain('name="close" value="BACK"');
    expect((await one.post({ prompt: 'today', choice: '4' })).html).toMatch(/I felt listened to/);
    const again = await one.open();
    expect(again.html).toMatch(/I felt listened to[\s\S]*Back/);
    expect(again.html).not.toContain('How was today?');
  });

  it('shows again what could not be taken, with the words in the box', async () => {
    const one = browser(await invited('anonymous'));
    await one.open();
    expect(await one.post({ prompt: 'today', text: '  ' })).toMatchObject({
      status: 422,
      html: expect.stringContaining('There is nothing in the box'),
    });
    const long = await one.post({ prompt: 'today', text: `<b>${'x'.repeat(2001)}` });
    expect([long.status, long.html.includes('&lt;b>xxx'), long.html.includes('<b>x')]).toEqual([422, true, false]);
    expect((await one.post({ prompt: 'today', id: '?' })).status).toBe(400);
  });

  it('ends with thanks, forgets the browser, and the link is used up', async () => {
    const one = browser(await invited('anonymous'));
    await one.open();
    let last = '';
    for (const prompt of finish) last = (await one.post({ prompt, text: 'SKIP' })).html;
    expect(last).toMatch(/That is all[\s\S]*Thank you/);
    expect(one.cookie()).toBe('');
    expect(await one.open()).toMatchObject({ status: 404, html: expect.stringContaining('This link does not work') });
  });

  it('counts the same form once', async () => {
    const one = browser(await invited('anonymous'));
    await one.open();
    const fields = { id: 'one-form-pressed-twice', prompt: 'today', choice: '2' };
    const pages = await Promise.all([one.post(fields), one.post(fields)]);
    for (const { html } of pages) expect(html).toContain('I felt listened to');
    expect(await world.database.rows('SELECT * FROM response')).toHaveLength(1);
  });

  it('is closed on a shared computer by a press, and starts again there', async () => {
    const one = browser(await invited('anonymous'));
    await one.open();
    await one.post({ prompt: 'today', choice: '4' });
    expect((await one.post({ close: 'yes' })).html).toContain('Nobody can see your answers here now');
    expect(one.cookie()).toBe('');
    expect((await one.open()).html).toContain('How was today?');
  });

  it('answers every bad link alike, and tells nothing of whose it was', async () => {
    const path = await invited('named');
    const told = async (bad: string) => {
      const { status, html, headers } = await browser(bad).open();
      return [status, html.replaceAll(/nonce="[^"]*"/g, ''), headers.get('set-cookie')?.replace(bad, '')];
    };
    const forged = await told('/s/x');
    expect(forged[0]).toBe(404);
    expect(await told(`${path}x`)).toEqual(forged);
    expect(await told('/s/%ff')).toEqual(forged);
    const one = browser(path);
    await one.open();
    for (const prompt of [...finish, 'wants_news']) await one.post({ prompt, text: 'SKIP' });
    expect(await told(path)).toEqual(forged);
  });

  it('takes no post from elsewhere, none without the cookie, and not any number', async () => {
    const path = await invited('anonymous');
    const one = browser(path);
    expect((await one.post({ prompt: 'today', choice: '4' })).status).toBe(400);
    await one.open();
    const foreign = await fetch(web.url + path, {
      method: 'POST',
      body: 'id=x',
      headers: { cookie: one.cookie(), 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign.status).toBe(403);
    const statuses = [];
    for (let tries = 0; tries <= papersPerLink.limit; tries++) statuses.push((await one.open()).status);
    expect(statuses.at(-1)).toBe(429);
    expect(await world.database.rows('SELECT * FROM response')).toEqual([]);
  });

  it('tells at once who can help, and never in the log', async () => {
    const one = browser(await invited('anonymous'));
    await one.open();
    expect((await one.post({ prompt: 'today', text: 'i want to kill myself' })).html).toMatch(
      /Samaritans[\s\S]*We do not know who you are[\s\S]*no hurry/,
    );
    expect(web.logged).toEqual([]);
  });
});

describe('an invitation in the chat', () => {
  async function chatOf(kind: 'anonymous' | 'named'): Promise<string> {
    const cookie = randomBytes(32).toString('base64url');
    const address = createHash('sha256').update(cookie).digest('hex');
    const session = await addSession(world, [await register(world, address)]);
    await sendNow(world, { template: 'after-session', session, kind });
    return await (await fetch(web.url, { headers: { cookie: `onward=${cookie}` } })).text();
  }

  it('has a button that says SURVEY, and a link', async () => {
    const html = await chatOf('named');
    expect(html).toMatch(/<button type="submit" name="text" value="SURVEY">Start the questions<\/button>/);
    expect(html).toMatch(
      /<a class="link" href="https:\/\/chat\.example\.org\/s\/[\w-]{43}" rel="noreferrer">Answer on a page of its own<\/a>/,
    );
  });

  it('has the link alone where there are no names', async () => {
    const html = await chatOf('anonymous');
    expect(html).not.toContain('value="SURVEY"');
    expect(html).toContain('Answer on a page of its own');
  });
});
