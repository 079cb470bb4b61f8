import { channelContract, type Driver, type FakeDesk } from '../../contracts/channel.ts';
import { startWeb } from '../../support/web-page.ts';

/** Somebody with a browser that runs no scripts: what they see is the page's text. */
async function browse(fake: FakeDesk): Promise<Driver> {
  const web = await startWeb({ fake });
  let cookie = '';
  let html = '';

  async function ask(path: string, init: RequestInit = {}): Promise<string> {
    const response = await fetch(new URL(path, web.url), { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    const set = response.headers.getSetCookie()[0]?.split(';')[0];
    if (set) cookie = set;
    const to = response.headers.get('location');
    if (to) return ask(to);
    html = await response.text();
    return textOf(html);
  }

  return {
    opens: () => ask('/'),
    types: (text) => {
      const form = /<form[^>]*data-kind="composer".*?<\/form>/s.exec(html)?.[0] ?? /<form.*?<\/form>/s.exec(html)?.[0] ?? '';
      const hidden = [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name ?? '', value ?? '']);
      return ask('/messages', { method: 'POST', body: new URLSearchParams([...hidden, ['text', text]]) });
    },
    close: () => web.close(),
  };
}

function textOf(page: string): string {
  const body = page.replace(/^.*<body>/s, '').replace(/<[^>]+>/g, '\n');
  return body.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

channelContract('web', browse);
