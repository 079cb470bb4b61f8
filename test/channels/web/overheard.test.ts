import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../../support/database.ts';
import { serveWeb } from '../../support/web-page.ts';
import { createWorld, type World } from '../../support/world.ts';

const needs = 'i want to kill myself';
const long = `${'and then '.repeat(250)}${needs}`;

describe('What somebody in need types where no reply is taken', () => {
  let world: World;
  let web: Awaited<ReturnType<typeof serveWeb>>;
  beforeAll(async () => {
    const [kind] = databases();
    if (!kind) throw new Error('There is a PGlite always.');
    world = await createWorld(kind);
    web = await serveWeb(world.desk, world.parts.wakes);
  });
  afterAll(async () => {
    await web.close();
    await world.remove();
  });

  let id = 0;
  async function visitor() {
    const cookie = ((await fetch(web.url)).headers.get('set-cookie') ?? '').split(';')[0] as string;
    const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(web.url + path, { method: 'POST', body: new URLSearchParams(fields), headers: { cookie, ...headers }, redirect: 'manual' });
    const eventId = () => `event-of-the-test-${++id}`;
    return {
      cookie,
      post,
      says: (text: string) => post('/messages', { id: eventId(), text }),
      asks: (text: string) => post('/messages', { id: eventId(), text }, { accept: 'application/json' }),
    };
  }
  const open = async () => (await world.database.store.concerns.list(false)).length;

  it('too long: who can help is on the page, and the words are in the box', async () => {
    const { says } = await visitor();
    const before = await open();
    const response = await says(long);
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain('Thank you for telling me.');
    expect(page).toContain('116 123');
    expect(page).toMatch(new RegExp(`(<textarea[^>]*>|value=")\\s*and then [^<"]*${needs}`));
    expect(await open()).toBe(before + 1);
  });

  it('too long, with the script: the news comes with the notice', async () => {
    const { asks } = await visitor();
    const heard = (await (await asks(long)).json()) as { notice: string; news?: { html: string } };
    expect(heard.notice).toContain('2000');
    expect(heard.news?.html).toContain('Thank you for telling me.');
    const before = await open();
    expect(await (await asks('la '.repeat(700))).json()).toEqual({ notice: expect.stringContaining('2000') });
    expect(await open()).toBe(before);
  });

  it('in place of a code, however long', async () => {
    const { post } = await visitor();
    for (const code of [needs, `${'please '.repeat(30)}${needs}`]) {
      const before = await open();
      const response = await post('/code', { code });
      expect(response.status).toBe(422);
      expect(await response.text()).toMatch(/Thank you for telling me\..*name="code"/s);
      expect(await open()).toBe(before + 1);
    }
    expect(await (await post('/code', { code: 'blue-otter-lamp-12' })).text()).not.toContain('Thank you for telling me');
  });
});
