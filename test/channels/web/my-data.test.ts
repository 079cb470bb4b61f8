import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copiesPerPerson } from '../../../src/channels/web/limits.ts';
import { TICKET_MINUTES } from '../../../src/desk/tickets.ts';
import { databases } from '../../support/database.ts';
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

/** Somebody with a browser that runs no scripts. */
function browser() {
  const cookie = randomBytes(32).toString('base64url');
  const visitor = world.visitor(createHash('sha256').update(cookie).digest('hex'));
  const headers = { cookie: `onward=${cookie}` };
  return {
    visitor,
    headers,
    get: (path = '/') => fetch(web.url + path, { headers, redirect: 'manual' }),
    post: (path: string, as = 'json', more: RequestInit = {}) =>
      fetch(web.url + path, {
        method: 'POST',
        body: new URLSearchParams({ as }),
        redirect: 'manual',
        ...more,
        headers: { ...headers, ...more.headers },
      }),
    /** Where "Keep a copy" of the newest MY DATA leads. */
    async link(): Promise<string> {
      await visitor.types('my data');
      const html = await (await fetch(web.url, { headers })).text();
      return [...html.matchAll(/<a class="link" href="(\/my-data\/[^"]+)">Keep a copy<\/a>/g)].at(-1)?.[1] ?? expect.fail('no link came');
    },
  };
}

async function known(...texts: string[]) {
  const person = browser();
  await person.visitor.goesThrough('English', 'Robin', ...texts);
  return person;
}

/** All that an answer tells, but for what is new in each (its style's nonce, its time) and who may ask how often. The look is left out: it is long. */
async function toldBy(response: Response) {
  const { date: _, etag: __, ratelimit: ___, ...headers } = Object.fromEntries(response.headers);
  const told = JSON.stringify([response.status, headers, await response.text()]);
  return told
    .replaceAll(/nonce(-|=\\")[\w+/=]+/g, 'nonce')
    .replaceAll(/pk=:[\w+/=]*:/g, 'pk')
    .replace(/<style.*<\/style>/, '');
}

describe('the copy of one’s data', () => {
  it('is offered below MY DATA, asks which file, and comes as that file', async () => {
    const person = await known();
    const link = await person.link();
    const page = await person.get(link);
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/Keep a copy of your data.*As a page to read.*As data \(JSON\).*type MY DATA in the chat/s);
    const data = await person.post(link);
    expect(Object.fromEntries(data.headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename=onward-my-data.json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(await data.json()).toMatchObject({
      person: { name: 'Robin' },
      messages: expect.arrayContaining([expect.objectContaining({ text: 'Robin' })]),
    });
    const read = await person.post(await person.link(), 'html');
    expect(Object.fromEntries(read.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': 'attachment; filename=onward-my-data.html',
    });
    expect(await read.text()).toMatch(/^<!doctype html>\n<html lang="en">.*<h1>All that we hold about you<\/h1>.*Robin/s);
  });

  it('is refused in the very same way when the link is forged, run out, used or somebody else’s, whoever asks', async () => {
    const [person, other, stranger] = [await known(), await known(), browser()];
    const late = await person.link();
    world.clock.pass(TICKET_MINUTES);
    const used = await person.link();
    expect((await person.post(used)).status).toBe(200);
    const good = await person.link();
    const nobody = {
      get: (path: string) => fetch(web.url + path),
      post: (path: string) => fetch(web.url + path, { method: 'POST', body: new URLSearchParams({ as: 'json' }) }),
    };
    const forged = [
      `${good}x`,
      `/my-data/AAAAAAAA${good.slice('/my-data/'.length + 8)}`,
      '/my-data/x',
      '/my-data/%E0%A4%A',
      '/my-data/a/b',
      '/my-data/%00',
      `/my-data/${'x'.repeat(5000)}`,
    ];
    const asked = [
      ...forged.map((path) => [person, path] as const),
      [person, used],
      [person, late],
      [other, good],
      [stranger, good],
      [nobody, good],
    ] as const;
    const told = { get: new Set<string>(), post: new Set<string>() };
    for (const method of ['get', 'post'] as const) for (const [who, path] of asked) told[method].add(await toldBy(await who[method](path)));
    expect([...told.get]).toEqual([
      expect.stringMatching(/^\[404,.*This link does not work.*type MY DATA or MY RECORD in the chat.*href=\\"\/my-data\\"/),
    ]);
    expect(told.post.size).toBe(1);
    const bodies = [...told.get, ...told.post].map((one) => JSON.parse(one)[2]);
    expect(bodies[0]).toBe(bodies[1]);
    expect((await person.post(good)).status).toBe(200);
  });

  it('is not used up by looking, by asking for what there is not, or by another site', async () => {
    const person = await known();
    const link = await person.link();
    for (const path of [link, link]) expect((await person.get(path)).status).toBe(200);
    expect((await person.post(link, 'exe')).status).toBe(404);
    expect((await person.post(link, 'json', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await person.post(link)).status).toBe(200);
  });

  it('comes to the second press of a double click, whose browser hangs up on the first', async () => {
    const person = await known();
    const link = await person.link();
    const first = new AbortController();
    const arrived = once(web.server, 'request');
    const hungUp = person.post(link, 'html', { signal: first.signal }).catch(() => 'hung up');
    await arrived;
    // As long as it takes us to answer, and longer than it would take us to use the ticket up.
    await person.get(link);
    await person.get(link);
    first.abort();
    const second = person.post(link, 'html');
    expect(await hungUp).toBe('hung up');
    expect((await second).headers.get('content-disposition')).toContain('onward-my-data.html');
    expect((await person.post(link, 'html')).status).toBe(404);
  });

  it('is asked for a number of times, and then after a while', async () => {
    const person = await known();
    const all = await Promise.all(Array.from({ length: copiesPerPerson.limit + 1 }, () => person.post('/my-data/x')));
    expect(all.map(({ status }) => status).sort()).toEqual([...Array(copiesPerPerson.limit).fill(404), 429]);
    expect((await (await known()).post('/my-data/x')).status).toBe(404);
  });

  it('is there for somebody who said STOP, past the chat; a stranger is led to the chat', async () => {
    const person = await known('stop');
    const { messages } = await person.visitor.view();
    expect(await (await person.get()).text()).toContain('<a class="link" href="/my-data">See my data</a>');
    const page = await (await person.get('/my-data')).text();
    expect(page).toContain('open this page again');
    const action = /action="(\/my-data\/[^"]+)"/.exec(page)?.[1] ?? '';
    expect(await (await person.post(action)).json()).toMatchObject({ person: { stoppedAt: expect.any(String) } });
    expect((await person.visitor.view()).messages).toEqual(messages);
    const stranger = await browser().get('/my-data');
    expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/']);
  });

  it('leaves no trace in the log, and no person in the address', async () => {
    const person = await known();
    const link = await person.link();
    await person.post(link);
    await person.post(link);
    expect(web.logged).toEqual([]);
    const id = (await person.visitor.view()).person ?? '';
    const [body = ''] = link.slice('/my-data/'.length).split('.');
    expect(Buffer.from(body, 'base64url').toString('hex')).not.toContain(id.replaceAll('-', '').slice(0, 8));
  });
});
