import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWeb, type WebPage } from '../../support/web-page.ts';

let web: WebPage;
beforeEach(async () => {
  web = await startWeb();
});
afterEach(() => web.close());

/** A browser without a script: keeps the cookie, posts the forms of the page it sees. */
function visitor(base: WebPage) {
  let cookie = '';
  let html = '';
  const headers = () => ({ ...(cookie ? { cookie } : {}) });
  const keep = (response: Response) => {
    const set = response.headers.get('set-cookie');
    if (set) cookie = set.split(';')[0] ?? '';
    return response;
  };
  const self = {
    get html() {
      return html;
    },
    get cookie() {
      return cookie;
    },
    async get(path = '/') {
      const response = keep(await fetch(base.url + path, { headers: headers() }));
      html = await response.text();
      return response;
    },
    /** Posts the form of that kind with these fields, as the page drew it. */
    async post(kind: string, fields: [string, string][], extra: Record<string, string> = {}) {
      const form = html.match(new RegExp(`<form[^>]*data-kind="${kind}"[^>]*>.*?</form>`, 's'))?.[0] ?? '';
      const hidden = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
        ([, name, value]) => [name, value] as [string, string],
      );
      const response = keep(
        await fetch(`${base.url}/messages`, {
          method: 'POST',
          body: new URLSearchParams([...hidden, ...fields]),
          headers: { ...headers(), ...extra },
          redirect: 'manual',
        }),
      );
      if (response.status !== 303) html = await response.text();
      return response;
    },
    async say(kind: string, ...fields: [string, string][]) {
      const response = await self.post(kind, fields);
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe('/#now');
      await self.get();
    },
    json(body: object | string, extra: Record<string, string> = {}) {
      return fetch(`${base.url}/messages`, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { ...headers(), 'content-type': 'application/json', accept: 'application/json', ...extra },
      });
    },
  };
  return self;
}
const id = (n: number) => `test-event-${String(n).padStart(8, '0')}`;

describe('the first look', () => {
  it('shows the greeting and the first question, gives one cookie, and stores nothing', async () => {
    const person = visitor(web);
    const response = await person.get();
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('set-cookie')).toMatch(/^onward=[\w-]{43}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(person.html).toContain('How would you like me to write to you?');
    expect(person.html).toContain('I have a code');
    expect(web.chats.size).toBe(0);
  });

  it('keeps the cookie it gave, and marks it Secure on https', async () => {
    const person = visitor(web);
    await person.get();
    const first = person.cookie;
    await person.get();
    expect(person.cookie).toBe(first);
    const safe = await startWeb({ publicUrl: 'https://chat.example.org' });
    const response = await fetch(safe.url);
    expect(response.headers.get('set-cookie')).toContain('; Secure');
    expect(response.headers.get('strict-transport-security')).toContain('max-age');
    await safe.close();
  });

  it('takes a cookie of another shape for none', async () => {
    const response = await fetch(web.url, { headers: { cookie: 'onward=guessed' } });
    expect(response.headers.get('set-cookie')).toMatch(/^onward=[\w-]{43};/);
  });

  it('lets the browser load nothing but our own, and be framed by nobody', async () => {
    const response = await fetch(web.url);
    const csp = response.headers.get('content-security-policy') ?? '';
    const html = await response.text();
    const nonce = csp.match(/'nonce-([^']+)'/)?.[1];
    expect(html).toContain(`<style nonce="${nonce}">`);
    expect(csp.replace(nonce ?? '', 'N')).toBe(
      "default-src 'none';script-src 'self';style-src 'nonce-N';img-src data:;connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect((await fetch(web.url)).headers.get('content-security-policy')).not.toBe(csp);
  });
});

describe('a conversation by forms alone', () => {
  it('goes from question to question', async () => {
    const person = visitor(web);
    await person.get();
    await person.say('picks', ['choice', 'english']);
    expect(person.html).toContain('Question 2 of 13');
    await person.say('composer', ['text', '  Sam \r\n<b>&amp;  ']);
    expect(person.html).toContain('Sam \n&lt;b>&amp;amp;');
    await person.say('picks', ['choice', '18-to-24']);
    await person.say('picks', ['choice', 'staff'], ['choice', 'health']);
    await person.say('picks', ['choice', '4']);
    await person.say('sayings', ['text', 'BACK']);
    expect(person.html).toContain('I felt listened to.');
    expect(web.received.map(({ reply }) => ('values' in reply ? reply.values : reply.text))).toEqual([
      ['english'],
      'Sam \n<b>&amp;',
      ['18-to-24'],
      ['staff', 'health'],
      ['4'],
      'BACK',
    ]);
    expect(web.received.every(({ address }) => /^[0-9a-f]{64}$/.test(address))).toBe(true);
  });

  it('counts a form that is sent twice once', async () => {
    const person = visitor(web);
    await person.get();
    await person.post('picks', [['choice', 'english']]);
    const second = await person.post('picks', [['choice', 'easy']]);
    expect(second.status).toBe(303);
    expect(web.only().messages.filter(({ direction }) => direction === 'in')).toHaveLength(1);
  });

  it.each([
    ['composer', [['text', ' \n\u0007 ']], 'nothing in the box', ''],
    ['composer', [['text', 'é'.repeat(2001)]], 'up to 2000 letters', 'é'.repeat(2001)],
  ] as const)('answers an unfit message kindly and keeps it (%s)', async (kind, fields, words, kept) => {
    const person = visitor(web);
    await person.get();
    const response = await person.post(
      kind,
      fields.map(([name, value]) => [name, value]),
    );
    expect(response.status).toBe(422);
    expect(person.html).toContain(words);
    if (kept) expect(person.html).toContain(kept);
    expect(web.received).toEqual([]);
  });

  it('takes 2000 letters of four bytes each', async () => {
    const person = visitor(web);
    await person.get();
    expect((await person.post('composer', [['text', '😀'.repeat(2000)]])).status).toBe(303);
  });

  it('asks for a pick when none was made', async () => {
    const person = visitor(web);
    await person.get();
    await person.say('picks', ['choice', 'english']);
    await person.say('sayings', ['text', 'SKIP']);
    await person.say('picks', ['choice', '18-to-24']);
    expect((await person.post('picks', [])).status).toBe(422);
    expect(person.html).toContain('Nothing is picked yet');
  });

  it('shows a person under 13 the last words at once, and forgets the cookie', async () => {
    const person = visitor(web);
    await person.get();
    await person.say('picks', ['choice', 'english']);
    await person.say('sayings', ['text', 'SKIP']);
    const response = await person.post('picks', [['choice', 'under-13']]);
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toMatch(/^onward=; Max-Age=0/);
    expect(person.html).toContain('This is for people who are 13 or over');
    expect(person.html).not.toContain('name="text"');
    expect(person.html).not.toContain('<script');
  });

  it('says what became of it when the last words were lost on the way', async () => {
    const person = visitor(web);
    await person.get();
    await person.say('picks', ['choice', 'english']);
    await person.say('sayings', ['text', 'SKIP']);
    const { cookie } = person;
    await person.json({ id: id(9), choice: ['under-13'] });
    const again = await fetch(`${web.url}/messages`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ id: id(9), choice: ['under-13'] }),
    });
    expect(await again.json()).toMatchObject({ gone: true, html: expect.stringContaining('We have not kept what you told us') });
    expect(again.headers.get('set-cookie')).toMatch(/^onward=;/);
  });

  it('holds a STOP, and offers START', async () => {
    const person = visitor(web);
    await person.get();
    await person.say('sayings', ['text', 'STOP']);
    expect(person.html).toContain('You said STOP. We will not message you.');
    expect(person.html).toContain('name="text" value="START"');
    expect(person.html).toContain('id="text"');
    expect(person.html).not.toContain('value="english"');
  });
});

describe('what the script is told', () => {
  it('gets the new messages, the answer area and the newest id, and only what came after', async () => {
    const person = visitor(web);
    await person.get();
    const first = await (await person.json({ id: id(1), prompt: 'language', choice: ['english'] })).json();
    expect(first).toMatchObject({ whole: true, known: true, gone: false, lang: 'en', last: expect.stringMatching(/^m-/) });
    expect(first.html).toContain('I&#39;m Onward'.replace('&#39;', "'"));
    const second = await (await person.json({ id: id(2), prompt: 'name', text: 'Sam', after: first.last })).json();
    expect(second.whole).toBe(false);
    expect(second.html.match(/<li/g)).toHaveLength(2);
    expect(second.html).toContain(`data-event="${id(2)}"`);
    const repeated = await (await person.json({ id: id(2), prompt: 'name', text: 'Sam', after: first.last })).json();
    expect(repeated.last).toBe(second.last);
    const news = await (await fetch(`${web.url}/messages?after=${second.last}`, { headers: { cookie: person.cookie } })).json();
    expect(news).toMatchObject({ html: '', key: second.key, last: second.last });
  });

  it('is told to wait when we are busy, and to send again when something broke', async () => {
    const person = visitor(web);
    await person.get();
    web.state.busy = 1;
    const busy = await person.json({ id: id(1), text: 'English' });
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await busy.json()).toEqual({ notice: expect.stringContaining('a bit behind') });
    web.state.broken = 1;
    const broken = await person.json({ id: id(1), text: 'English secret' });
    expect(broken.status).toBe(503);
    expect(await broken.json()).toEqual({ notice: expect.stringContaining('It was our side') });
    expect(JSON.stringify(web.logged)).not.toContain('secret');
    expect(web.logged[0]?.details).toMatchObject({ kind: 'Error', at: expect.arrayContaining([expect.stringContaining('fake-desk')]) });
  });
});

describe('when something is wrong', () => {
  it('gives a form its words back, under the same id, when we are busy or broken', async () => {
    const person = visitor(web);
    await person.get();
    for (const trouble of ['busy', 'broken'] as const) {
      web.state[trouble] = 1;
      const response = await person.post('composer', [['text', 'my words']]);
      expect(response.status).toBe(503);
      expect(person.html).toContain('my words</textarea>');
      expect(person.html).not.toMatch(/at .*\.ts:\d/);
      await person.get();
    }
    web.state.broken = 1;
    await person.post('picks', [['choice', 'english']]);
    expect(person.html).toContain('<input type="hidden" name="choice" value="english"');
  });

  it('says kindly that a page is not here, that something is too big, and that something is not ours', async () => {
    const person = visitor(web);
    const lost = await person.get('/nowhere');
    expect([lost.status, person.html.includes('This page is not here')]).toEqual([404, true]);
    await person.get();
    const big = await person.post('composer', [['text', 'x'.repeat(40_000)]]);
    expect([big.status, person.html.includes('too big')]).toEqual([413, true]);
    for (const body of [
      '{',
      '[]',
      'null',
      '{"id":"x","text":"y"}',
      JSON.stringify({ id: id(1), text: { a: 1 } }),
      JSON.stringify({ id: id(1), choice: [''] }),
    ]) {
      const response = await person.json(body);
      expect(response.status, body).toBe(400);
      expect(await response.json()).toEqual({ notice: expect.stringContaining('Your chat is safe') });
    }
    web.state.viewBroken = true;
    const broken = await person.get();
    expect([broken.status, person.html.includes('Something went wrong')]).toEqual([503, true]);
  });

  it('asks for the one cookie when a post comes without it', async () => {
    const response = await fetch(`${web.url}/messages`, { method: 'POST', body: new URLSearchParams({ id: id(1), text: 'hi' }) });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('one cookie to keep your place');
  });

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'null' }, 303],
    [{ origin: 'null' }, 303],
    [{ origin: 'http://localhost' }, 303],
  ] as [Record<string, string>, number][])('takes a post of our own page only: %j', async (headers, status) => {
    const person = visitor(web);
    await person.get();
    expect((await person.post('composer', [['text', 'hello']], headers)).status).toBe(status);
  });

  it('slows one person down after 60 posts in a minute, and says when to come back', async () => {
    const person = visitor(web);
    await person.get();
    const answers = [];
    for (let n = 0; n < 61; n++) answers.push((await person.json({ id: id(n), text: `${n}` })).status);
    expect(answers.indexOf(429)).toBe(60);
    const response = await person.post('composer', [['text', 'kept']]);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(person.html).toContain('kept</textarea>');
    const other = visitor(web);
    await other.get();
    expect((await other.post('composer', [['text', 'hello']])).status).toBe(303);
  });
});

describe('a code from another device', () => {
  const send = (cookie: string, code: string) =>
    fetch(`${web.url}/code`, { method: 'POST', body: new URLSearchParams({ code }), headers: { cookie }, redirect: 'manual' });

  it('brings the chat here under a new cookie, once', async () => {
    const first = visitor(web);
    await first.get();
    await first.say('picks', ['choice', 'english']);
    await first.say('sayings', ['text', 'CODE']);
    const second = visitor(web);
    await second.get('/code');
    const response = await send(second.cookie, ' Blue-Otter-42 ');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/#now']);
    const given = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(given).not.toBe(second.cookie);
    expect(await (await fetch(web.url, { headers: { cookie: given } })).text()).toContain('What should we call you?');
    expect((await send(second.cookie, 'blue-otter-42')).status).toBe(422);
  });

  it('answers every wrong code the same, ten times in a quarter of an hour', async () => {
    const person = visitor(web);
    await person.get('/code');
    const pages = new Set<string>();
    for (const code of ['', 'wrong', 'x'.repeat(100), '<script>', 'blue otter', '1', '2', '3', '4', '5']) {
      const response = await send(person.cookie, code);
      expect(response.status).toBe(422);
      pages.add((await response.text()).replace(/nonce="[^"]*"/, ''));
    }
    expect(pages.size).toBe(1);
    expect((await send(person.cookie, '6')).status).toBe(429);
  });
});

describe('a device that others use too', () => {
  const close = (cookie: string, extra: Record<string, string> = {}) =>
    fetch(`${web.url}/close`, { method: 'POST', headers: { cookie, ...extra }, redirect: 'manual' });

  it('closes the chat here when asked twice, and the next person meets the greeting', async () => {
    const person = visitor(web);
    await person.get();
    expect(person.html).not.toContain('href="/close"');
    await person.say('picks', ['choice', 'english']);
    expect(person.html).toContain('href="/close"');
    await person.get('/close');
    expect(person.html).toContain('action="/close"');
    const closed = await close(person.cookie);
    expect([closed.status, closed.headers.get('location')]).toEqual([303, '/']);
    expect(closed.headers.get('set-cookie')).toMatch(/^onward=; Max-Age=0/);
    expect(closed.headers.get('clear-site-data')).toBe('"storage"');
    const next = visitor(web);
    await next.get();
    expect(next.html).toContain('How would you like me to write to you?');
    expect(web.only().messages.length).toBeGreaterThan(0);
  });

  it('closes for our own page only, and has nothing to close for a stranger', async () => {
    const person = visitor(web);
    await person.get();
    await person.say('picks', ['choice', 'english']);
    const refused = await close(person.cookie, { 'sec-fetch-site': 'cross-site' });
    expect([refused.status, refused.headers.get('set-cookie')]).toEqual([403, null]);
    const stranger = await fetch(`${web.url}/close`, { redirect: 'manual' });
    expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/']);
  });
});

describe('the scripts', () => {
  it('are kept for ever under an address that changes with them', async () => {
    const html = await (await fetch(web.url)).text();
    const src = html.match(/<script type="module" src="([^"]+)"/)?.[1] ?? '';
    const response = await fetch(web.url + src, { headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const etag = response.headers.get('etag') ?? '';
    // Not fetch: it forbids itself to be answered from a cache when asked like this.
    const known = await new Promise((resolve) =>
      request(web.url + src, { headers: { 'if-none-match': etag } }, (again) => resolve(again.statusCode)).end(),
    );
    expect(known).toBe(304);
    expect((await fetch(web.url + src.replace(/assets\/[^/]+/, 'assets/old'))).status).toBe(404);
    expect((await fetch(`${web.url}/assets/..%2f..%2fpackage.json/x`)).status).toBe(404);
  });
});
