/** People with a browser: the chat, and the page of a survey by its link. They read what the page says, and send what its forms send. */
import { randomUUID } from 'node:crypto';
import { plain } from './html.mjs';
import { send } from './sending.mjs';

const all = (html, pattern) => [...html.matchAll(pattern)].map(([, first = '']) => first);

/** What Onward says in a list of messages. */
const saidIn = (html) =>
  all(html, /<li class="bot"[^>]*>(.*?)<\/li>/gs).map((item) =>
    all(item, /<p[^>]*>(.*?)<\/p>/gs)
      .map(plain)
      .join('\n'),
  );

/** A label with what it sends. */
const sendsIn = (html) =>
  [
    ...html.matchAll(/<button type="submit" name="(\w+)" value="([^"]*)"[^>]*>(.*?)<\/button>/gs),
    ...html.matchAll(/<input type="(?:checkbox|radio)" name="(\w+)" value="([^"]*)"[^>]*\/?><span>(.*?)<\/span>/gs),
  ].map(([, name = '', value = '', label = '']) => ({ name, value: plain(value), label: plain(label) }));

let networks = 0;
/** A network of their own for each. */
const network = () => `10.1.${++networks >> 8}.${networks & 255}`;

function browser(url) {
  const own = { cookie: '', headers: { 'x-forwarded-for': network() } };
  return async (path, init = {}) => {
    const response = await send(new URL(path, url), {
      ...init,
      redirect: 'manual',
      headers: { ...own.headers, cookie: own.cookie, ...init.headers },
    });
    const given = response.headers.getSetCookie()[0];
    if (given) own.cookie = given.includes('Max-Age=0') ? '' : (given.split(';')[0] ?? '');
    return response;
  };
}

/** Somebody young at the web chat. */
export function webPerson(url, time) {
  const request = browser(url);
  const heard = [];
  const links = [];
  let last = '';
  function hears(html) {
    heard.push(...saidIn(html));
    links.push(...all(html, /<a [^>]*href="(https?:[^"]*)"/g).map(plain));
  }
  async function opens() {
    const html = await (await request('/')).text();
    const list = /<ol id="log">(.*?)<\/ol><\/div>/s.exec(html)?.[1] ?? '';
    heard.length = 0;
    links.length = 0;
    hears(list);
    last = /data-last="([^"]*)"/.exec(html)?.[1] ?? '';
  }
  return {
    door: 'web',
    opens,
    async types(text) {
      time.pass(6);
      const response = await request('/messages', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ id: randomUUID(), text, ...(last && { after: last }) }),
      });
      const answer = await response.json();
      const news = answer.news ?? answer;
      if (response.status !== 200) throw new Error(`The page answered ${response.status}: ${answer.notice}`);
      hears(news.html);
      last = news.last;
    },
    // Whoever types the words of a choice picks it.
    labels: () => [],
    reads: (most = 1) => heard.slice(-most).join('\n'),
    heard: () => heard,
    links: () => links,
  };
}

/** Somebody who opens the link of a survey. @param {string} link as they were sent it */
export function linkPerson(url, time, link) {
  const request = browser(url);
  const path = new URL(link).pathname;
  let html = '';
  let status = 0;
  async function shows(response) {
    status = response.status;
    html = (await response.text()).replace(/<style.*?<\/style>/s, '');
    if (status !== 200) throw new Error(`The link's page answered ${status}: ${plain(html).slice(-400)}`);
  }
  async function post(fields) {
    time.pass(8);
    await shows(await request(path, { method: 'POST', body: new URLSearchParams({ id: randomUUID(), ...fields }) }));
  }
  return {
    door: 'link',
    opens: async () => shows(await request(path)),
    reads: () => plain(html.replace(/<\/(p|h1|h2|li|label|button|legend)>/g, '\n')),
    html: () => html,
    labels: () => sendsIn(html).map(({ label }) => label),
    types: (text) => post({ ...hiddenIn(html), text }),
    presses(label) {
      const found = sendsIn(html).find((one) => one.label === label);
      if (!found) throw new Error(`There is no "${label}" on: ${this.reads()}`);
      return post({ ...hiddenIn(html), [found.name]: found.value });
    },
  };
}

const hiddenIn = (html) =>
  Object.fromEntries(
    [...html.matchAll(/type="hidden" name="(prompt)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, plain(value)]),
  );
