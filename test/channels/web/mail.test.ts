import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutMessage } from '../../../src/desk/ports.ts';
import { fakeCarrier } from '../../support/carrier.ts';
import { databases } from '../../support/database.ts';
import { addSession, register, sendNow } from '../../support/surveys.ts';
import { serveWeb } from '../../support/web-page.ts';
import { createWorld, registeringBy, type World } from '../../support/world.ts';

const [kind] = databases();
if (!kind) throw new Error('There is a PGlite always.');

describe('What links in an email open', () => {
  let world: World;
  let web: Awaited<ReturnType<typeof serveWeb>>;
  const mail = fakeCarrier('email');
  beforeAll(async () => {
    world = await createWorld(kind, { carriers: mail.carriers });
    web = await serveWeb(world.desk, world.database.store);
  });
  afterAll(async () => {
    await web.close();
    await world.remove();
  });

  let count = 0;
  /** Somebody who was emailed; the paths of the links, and their own cookie. */
  async function emailed() {
    const cookie = `${++count}`.padStart(43, 'a');
    const address = createHash('sha256').update(cookie).digest('hex');
    const person = await register(world, address, 'web', registeringBy('email', `p${count}@example.org`));
    await sendNow(world, { template: 'after-session', session: await addSession(world, [person]), kind: 'anonymous' });
    const { links } = mail.sent.at(-1) as OutMessage;
    return { cookie, person, chat: new URL(links?.chat ?? '').pathname, stop: new URL(links?.stop ?? '').pathname };
  }

  async function ask(
    method: 'GET' | 'POST',
    path: string,
    { cookie, body, headers = {} }: { cookie?: string; body?: string; headers?: object } = {},
  ) {
    const res = await fetch(`${web.url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(cookie && { cookie: `onward=${cookie}` }), ...headers },
      ...(body !== undefined && { body: new URLSearchParams(body) }),
    });
    const given = /onward=([\w-]{43})/.exec(res.headers.get('set-cookie') ?? '')?.[1];
    return { status: res.status, html: await res.text(), cookie: given, to: res.headers.get('location') };
  }
  const rows = (table: string) => world.database.rows(`SELECT * FROM ${table} ORDER BY 1, 2, 3`);
  const kept = async () => JSON.stringify(await Promise.all(['person', 'address', 'message', 'resume_code', 'audit_event'].map(rows)));

  it('is a button: to look at it changes nothing, however often, and says of no link whether it is good', async () => {
    const { chat, stop } = await emailed();
    const before = await kept();
    const looked = [];
    for (const path of [chat, chat, stop, stop, '/m/x', '/stop/x', '/m/%', '/stop/%']) looked.push(await ask('GET', path));
    expect(looked.map(({ status }) => status)).toEqual(Array(8).fill(200));
    for (const { html } of looked) expect(html.match(/<button|class="link"/g)).toHaveLength(1);
    for (const { html } of looked) expect(html).not.toMatch(/<script|Robin|Leeds/);
    expect(await kept()).toBe(before);
  });

  it('opens the chat on a device that is new, from that email on, and only once', async () => {
    const { chat } = await emailed();
    const { cookie = '' } = await ask('GET', chat);
    const opened = await ask('POST', chat, { cookie });
    expect([opened.status, opened.to]).toEqual([303, '/#now']);
    expect(opened.cookie).not.toBe(cookie);
    const page = await ask('GET', '/', { cookie: opened.cookie ?? '' });
    expect(page.html).toContain('Would you answer some questions');
    expect(page.html).not.toMatch(/Robin|Leeds/);
    const late = await ask('POST', chat, { cookie });
    expect([late.status, late.cookie]).toEqual([404, undefined]);
    expect(late.html).toMatch(/This link is too old, or was used[\s\S]*I have a code/);
    const copy = await ask('GET', '/my-data', { cookie: opened.cookie ?? '' });
    expect([copy.status, copy.to]).toEqual([303, '/']);
  });

  it('leads to the chat, where the device has it, and takes nothing away from it', async () => {
    const { chat, cookie } = await emailed();
    const again = await ask('POST', chat, { cookie });
    expect([again.status, again.to, again.cookie]).toEqual([303, '/#now', undefined]);
    expect((await ask('GET', '/', { cookie })).html).toContain('Robin');
  });

  it('takes no post from another site, and none without a cookie', async () => {
    const { chat } = await emailed();
    const { cookie = '' } = await ask('GET', chat);
    expect((await ask('POST', chat, { cookie, headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await ask('POST', chat)).status).toBe(400);
    expect((await ask('POST', chat, { cookie })).status).toBe(303);
  });

  it('stops for our button and for a mail program that has no cookie, twice too', async () => {
    const { stop, person } = await emailed();
    const first = await ask('POST', stop, { body: 'List-Unsubscribe=One-Click', headers: { 'sec-fetch-site': 'cross-site' } });
    const second = await ask('POST', stop);
    for (const { status, html } of [first, second])
      expect([status, html]).toEqual([200, expect.stringContaining('You have stopped all messages')]);
    expect(await world.database.rows(`SELECT stopped_at IS NOT NULL AS stopped FROM person WHERE id = '${person}'`)).toEqual([
      { stopped: true },
    ]);
    const bad = await ask('POST', `${stop}x`);
    expect([bad.status, bad.html]).toEqual([404, expect.stringContaining('type STOP in the chat')]);
    expect(web.logged).toEqual([]);
  });
});
