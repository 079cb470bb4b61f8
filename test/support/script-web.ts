import { randomUUID } from 'node:crypto';
import { plain } from '../../demo/html.mjs';
import type { News } from '../../src/channels/web/browser/news.ts';
import { addressOf } from '../../src/channels/web/cookie.ts';
import type { ScriptDoor, ScriptDriver } from '../contracts/script.ts';
import type { Kind } from './database.ts';
import { serveWeb } from './web-page.ts';
import { createWorld } from './world.ts';

/** Somebody with a browser, with or without the page's script: both show the same pieces of HTML. */

const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, first = '']) => first);

/** What Onward says in a list of messages, with the addresses of its links. */
function saidIn(html: string): string[] {
  // Steps on a way are items of a list of their own: each is a line.
  const flat = html.replace(/<ol class="way">(.*?)<\/ol>/gs, (_, steps: string) =>
    all(steps, /<li[^>]*>(.*?)<\/li>/gs)
      .map((step) => `<p>${step}</p>`)
      .join(''),
  );
  return all(flat, /<li class="bot"[^>]*>(.*?)<\/li>/gs).map((item) => {
    const links = [...item.matchAll(/<a class="link" href="(https:[^"]*)"[^>]*>(.*?)<\/a>/gs)].map(
      ([, url = '', label = '']) => `${plain(label)}: ${plain(url)}`,
    );
    return [...all(item, /<p[^>]*>(.*?)<\/p>/gs).map(plain), ...links].join('\n');
  });
}

/** The page's own words: a note above the answer, and a page for when something is wrong. */
const notesIn = (html: string) =>
  [...all(html, /<div id="note"[^>]*>(.*?)<\/div>/gs), ...all(html, /<div class="note"><p>(.*?)<\/p>/gs)].map(plain).filter(Boolean);

const formsIn = (html: string) => [...html.matchAll(/<form[^>]*data-kind="(\w+)".*?<\/form>/gs)].map(([form, kind]) => ({ form, kind }));

/** A label with what it sends. */
function sendsIn(form: string): { label: string; name: string; value: string }[] {
  return [
    ...[...form.matchAll(/<button type="submit" name="(\w+)" value="([^"]*)"[^>]*>(.*?)<\/button>/gs)],
    ...[...form.matchAll(/<input type="(?:checkbox|radio)" name="(\w+)" value="([^"]*)"[^>]*\/?><span>(.*?)<\/span>/gs)],
  ].map(([, name = '', value = '', label = '']) => ({ name, value: plain(value), label: plain(label) }));
}

type Web = Awaited<ReturnType<typeof serveWeb>>;

/** @param network its own, so that nobody waits for the limit of all others */
export function browse(web: Web, network: string, scripted: boolean): ScriptDriver {
  let cookie = '';
  let log = '';
  let ask = '';
  let notes: string[] = [];
  let last = '';
  let key = '';
  /** What was read on pages that are gone. */
  const gone: string[] = [];
  let again: () => Promise<void> = async () => undefined;

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { cookie, ...init.headers, 'x-forwarded-for': network };
    const response = await fetch(new URL(path, web.url), { ...init, redirect: 'manual', headers });
    const set = response.headers.getSetCookie()[0]?.split(';')[0];
    if (set) cookie = set;
    return response;
  }

  async function shows(response: Response): Promise<void> {
    const to = response.headers.get('location');
    if (to) return shows(await request(to));
    const html = await response.text();
    const list = /<ol id="log">(.*?)<\/ol><\/div>/s.exec(html)?.[1];
    if (list === undefined) throw new Error(`That is no chat: ${plain(html)}`);
    const [before, now] = [saidIn(log), saidIn(list)];
    if (before.some((text, at) => text !== now[at])) gone.push(...before);
    log = list;
    ask = /<section id="ask".*<\/section>/s.exec(html)?.[0] ?? '';
    notes = notesIn(html);
    last = /data-last="([^"]*)"/.exec(html)?.[1] ?? '';
    key = /data-key="([^"]*)"/.exec(html)?.[1] ?? '';
  }

  /** As browser/chat.ts and browser/screen.ts put it into the page. */
  function hears(news: News): void {
    if (news.gone) gone.push(...saidIn(log));
    log = news.whole ? news.html : log + news.html;
    if (news.key !== key) ask = news.ask;
    notes = notesIn(ask);
    last = news.last;
    key = news.key;
  }

  /** @param own the cookie that the page had when it was sent for the first time */
  async function post(fields: [string, string][], own: string): Promise<void> {
    if (!scripted)
      return shows(await request('/messages', { method: 'POST', headers: { cookie: own }, body: new URLSearchParams(fields) }));
    const choice = fields.flatMap(([name, value]) => (name === 'choice' ? [value] : []));
    const rest = Object.fromEntries(fields.filter(([name]) => name !== 'choice'));
    const response = await request('/messages', {
      method: 'POST',
      headers: { cookie: own, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ ...rest, ...(choice.length > 0 && { choice }), after: last }),
    });
    const answer = (await response.json()) as News | { notice: string; news?: News };
    if (!('notice' in answer)) return hears(answer);
    if (answer.news) hears(answer.news);
    notes = [answer.notice];
  }

  /** Sends a form with these fields. */
  async function send(form: string, fields: [string, string][]): Promise<void> {
    const hidden = [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [
      name,
      // Each form of a page that stays has an id for one event, as the page's script gives each event its own.
      scripted && name === 'id' ? randomUUID() : value,
    ]);
    const own = cookie;
    again = () => post([...hidden, ...fields], own);
    await again();
  }

  const forms = () => formsIn(log + ask);
  const presses = async (wanted: (one: { label: string; value: string }) => boolean, kinds: string[]): Promise<boolean> => {
    const form = forms().findLast((one) => kinds.includes(one.kind ?? '') && sendsIn(one.form).some(wanted));
    if (!form) return false;
    await send(
      form.form,
      sendsIn(form.form)
        .filter(wanted)
        .map(({ name, value }) => [name, value]),
    );
    return true;
  };

  return {
    who: () => ({ channel: 'web', address: addressOf(cookie.slice(cookie.indexOf('=') + 1)) }),
    opens: async () => shows(await request('/')),
    says: (text) => send(forms().find(({ kind }) => kind === 'composer')?.form ?? '', [['text', text]]),
    picks: async (labels) => {
      const done = await presses(({ label }) => labels.includes(label), ['picks', 'sayings']);
      if (!done) throw new Error(`There is no ${labels} on: ${plain(ask)}`);
    },
    presses: (word) => presses(({ value }) => value === word, ['picks', 'sayings']),
    looks: async () => {
      if (!scripted) return shows(await request('/'));
      const stop = new AbortController();
      const stream = await request(`/events?after=${last}&key=${key}`, { signal: stop.signal });
      let heard = '';
      for await (const chunk of stream.body ?? []) {
        heard += Buffer.from(chunk).toString();
        if (/^data: .*\n\n/m.test(heard)) break;
      }
      stop.abort();
      hears(JSON.parse(/^data: (.*)$/m.exec(heard)?.[1] ?? '') as News);
    },
    seen: () => [...gone, ...saidIn(log), ...notes],
    choices: () => forms().flatMap(({ form, kind }) => (kind === 'picks' ? sendsIn(form).map(({ label }) => label) : [])),
    again: () => again(),
    close: async () => undefined,
  };
}

export const openWeb =
  (scripted: boolean) =>
  async (kind: Kind): Promise<ScriptDoor> => {
    const world = await createWorld(kind);
    const web = await serveWeb(world.desk, world.parts.wakes);
    let people = 0;
    const network = () => `10.0.${people >> 8}.${people & 255}`;
    return {
      world,
      comes: async () => {
        people += 1;
        return browse(web, network(), scripted);
      },
      close: async () => {
        await web.close();
        await world.remove();
      },
    };
  };
