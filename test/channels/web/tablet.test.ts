import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codesPerNetwork, mostEnvelopes } from '../../../src/channels/web/limits.ts';
import type { Envelope, TabletSetup } from '../../../src/desk/ports.ts';
import { createFakeDesk } from '../../support/fake-desk.ts';
import { startWeb, type WebPage } from '../../support/web-page.ts';

/** The door of a tablet, over a desk that says yes to one code and one token. */
let web: WebPage;
let taken: Envelope[];
beforeEach(async () => {
  taken = [];
  const fake = createFakeDesk();
  fake.desk.tablets = {
    start: async (code) => (code === 'blue-otter-lemon-42' ? ({ languages: ['en', 'easy'] } as unknown as TabletSetup) : null),
    take: async (token, envelopes) => {
      if (token !== 'a-tablet.good') return null;
      taken.push(...envelopes);
      return { kept: envelopes.map(({ id }) => id), refused: [], waiting: [] };
    },
  };
  web = await startWeb({ fake });
});
afterEach(() => web.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${web.url}/tablet/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const envelope = (more: object = {}) => ({ id: randomUUID(), kind: 'response', sealed: 'AAAA', ...more });
const authorization = 'Bearer a-tablet.good';

describe('the program', () => {
  it('is a page and two files, under a policy without anything inline, kept by no browser but in its own worker', async () => {
    const page = await fetch(`${web.url}/tablet`);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src data:;connect-src 'self';form-action 'none';base-uri 'none';frame-ancestors 'none'",
    );
    expect([page.headers.get('cache-control'), page.headers.get('referrer-policy'), page.headers.get('set-cookie')]).toEqual([
      'no-store',
      'no-referrer',
      null,
    ]);
    expect(html).not.toMatch(/<style|<script(?! type="module" src="\/tablet\/app\.js")/);
    expect(html).toContain('This page needs JavaScript');
    const worker = await fetch(`${web.url}/tablet/worker.js`);
    expect([worker.headers.get('service-worker-allowed'), worker.headers.get('content-type')]).toEqual([
      '/tablet',
      expect.stringContaining('javascript'),
    ]);
    expect(await worker.text()).toMatch(/^self\.version="[\w-]{12}";/);
    expect((await fetch(`${web.url}/tablet/start.js`)).status).toBe(404);
  });

  it('is small enough for a cheap tablet on a bad signal', async () => {
    const app = await (await fetch(`${web.url}/tablet/app.js`)).text();
    expect(gzipSync(app).length).toBeLessThan(80_000);
    expect(app).not.toMatch(/\beval\(/);
  });
});

describe('a code', () => {
  it('gets the setup with every word, and a wrong one gets nothing', async () => {
    const good = await post('open', { code: ' blue-otter-lemon-42 ' });
    expect(good.status).toBe(200);
    expect(await good.json()).toMatchObject({ words: { en: { next: 'Next' }, easy: { next: 'Next' } } });
    for (const body of [{ code: 'wrong' }, { code: '' }, { code: 'x'.repeat(65) }, {}, []])
      expect((await post('open', body)).status).toBe(422);
  });

  it('is guessed ten times from one network, and no more', async () => {
    const statuses = [];
    for (let tries = 0; tries <= codesPerNetwork.limit; tries++) statuses.push((await post('open', { code: `wrong-${tries}` })).status);
    expect(statuses.at(-2)).toBe(422);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('envelopes', () => {
  it('are taken with the token, and what was kept is answered', async () => {
    const one = envelope();
    const answer = await post('envelopes', { envelopes: [one] }, { authorization });
    expect([answer.status, await answer.json()]).toEqual([200, { kept: [one.id], refused: [], waiting: [] }]);
    expect(taken).toEqual([one]);
  });

  it.each([
    ['no token', {}, 401],
    ['another token', { authorization: 'Bearer a-tablet.bad' }, 401],
    ['no bearer', { authorization: 'a-tablet.good' }, 401],
    ['another site', { authorization, 'sec-fetch-site': 'cross-site' }, 403],
  ])('are not taken with %s', async (_, headers, status) => {
    expect((await post('envelopes', { envelopes: [envelope()] }, headers as Record<string, string>)).status).toBe(status);
    expect(taken).toEqual([]);
  });

  it.each([
    ['no JSON', '{'],
    ['no list', { envelopes: 'all' }],
    ['a strange kind', { envelopes: [envelope({ kind: 'person' })] }],
    ['an id that is none', { envelopes: [envelope({ id: "'; DROP TABLE response" })] }],
    ['what is not base64url', { envelopes: [envelope({ sealed: '<b>' })] }],
    ['too many', { envelopes: Array.from({ length: mostEnvelopes + 1 }, () => envelope()) }],
  ])('with %s are refused, without a word of it in the log', async (_, body) => {
    const answer = await post('envelopes', body, { authorization });
    expect([answer.status, await answer.json()]).toEqual([400, { kept: [], refused: [], waiting: [] }]);
    expect([taken, web.logged]).toEqual([[], []]);
  });

  it('that are far too large are refused, and the tablet keeps them', async () => {
    expect((await post('envelopes', { envelopes: [envelope({ sealed: 'A'.repeat(1_100_000) })] }, { authorization })).status).toBe(413);
  });
});
