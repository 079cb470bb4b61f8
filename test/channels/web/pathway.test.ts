import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, chromiumPath, launch } from '../../support/browser.ts';
import { databases } from '../../support/database.ts';
import { deep } from '../../support/deep.ts';
import { sideways, smallTargets } from '../../support/in-chromium.ts';
import { readPdf } from '../../support/read-pdf.ts';
import { serveWeb } from '../../support/web-page.ts';
import { createWorld, throughRegistering, type World } from '../../support/world.ts';

describe('The pathway on the page', () => {
  let world: World;
  let web: Awaited<ReturnType<typeof serveWeb>>;
  const cookie = randomBytes(32).toString('base64url');
  const headers = { cookie: `onward=${cookie}` };
  const visitor = () => world.visitor(createHash('sha256').update(cookie).digest('hex'));
  const page = async (path = '/') => (await fetch(web.url + path, { headers })).text();
  const post = (path: string, as: string) =>
    fetch(web.url + path, { method: 'POST', body: new URLSearchParams({ as }), headers, redirect: 'manual' });

  beforeAll(async () => {
    const [kind] = databases();
    world = await createWorld(kind ?? expect.fail());
    web = await serveWeb(world.desk, world.database.store);
    const does = async (line: string) => {
      const result = await world.desk.command({ channel: 'terminal', address: 'ada@office' }, { line });
      return result.kind === 'done' ? result.sheet : expect.fail(result.why);
    };
    await does('settings add Hub --kind community');
    await visitor().goesThrough(...throughRegistering);
    const id = (await visitor().view()).person as string;
    await does('roles grant slack:bo staff --name Bo --why needed');
    const { data } = await does('session new --date "2 March 2026" --setting Hub --areas safety --facilitators Bo');
    await does(`session attend ${(data as { id: string }).id} --people ${id} --apply`);
    await visitor().goesThrough('pathway');
  });
  afterAll(async () => {
    await web.close();
    await world.remove();
  });

  it('is a list of steps in the place of their lines, drawn by the server, that says where they are', async () => {
    const html = await page();
    expect(html).toContain(
      '<ol class="way"><li class="here" dir="auto" aria-current="step">→ Participant: you are here</li><li class="next" dir="auto">○ Young advisor: next, if you want</li></ol>',
    );
    expect(html).toMatch(/<li class="do" dir="auto">One thing that you could do next: /);
    expect(html).toContain('<p dir="auto">What you have reached: Participant. That stays yours.</p>');
  });

  it('offers the record by a link, asks first, and hands it over once', async () => {
    await visitor().goesThrough('my record', 'keep it all');
    const [, link = ''] = /<a class="link" href="(\/my-data\/record\.[^"]+)">Keep your record<\/a>/.exec(await page()) ?? [];
    const asked = await page(link);
    expect(asked).toContain('<h2>Keep your record</h2>');
    expect(asked.match(/name="as"/g)).toHaveLength(1);
    expect((await post(link, 'html')).status).toBe(404);
    const file = await post(link, 'pdf');
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename=onward-my-record.pdf');
    expect((await readPdf(new Uint8Array(await file.arrayBuffer()))).text).toContain('Robin took part');
    expect((await post(link, 'pdf')).status).toBe(404);
  });

  it.skipIf(chromiumPath === null || !deep)('axe finds nothing, thumbs find everything, one column does', async () => {
    const browser = await launch();
    try {
      await visitor().goesThrough('my record', 'keep it all', 'pathway');
      const context = await browser.newContext({ viewport: { width: 390, height: 700 } });
      await context.addCookies([{ name: 'onward', value: cookie, url: web.url }]);
      const shown = await context.newPage();
      const look = async () => {
        expect(await axe(shown)).toEqual([]);
        expect(await smallTargets(shown)).toEqual([]);
        await shown.setViewportSize({ width: 320, height: 640 });
        expect(await sideways(shown)).toBe(0);
        await shown.emulateMedia({ colorScheme: 'dark' });
        expect(await axe(shown, ['color-contrast'])).toEqual([]);
      };
      await shown.goto(web.url);
      expect(await shown.locator('ol.way li').count()).toBeGreaterThan(2);
      await look();
      await shown.getByRole('link', { name: 'Keep your record' }).last().click();
      await shown.getByRole('heading', { name: 'Keep your record' }).waitFor();
      await look();
    } finally {
      await browser.close();
    }
  });
});
