import { randomBytes } from 'node:crypto';

/**
 * Somebody with a browser that runs no scripts, and keeps the cookie that it is given: the page of a survey by its link.
 * @param headers what else each request says, such as from which network it comes
 */
export function paperBrowser(url: string, path: string, headers: Record<string, string> = {}) {
  let cookie = '';
  let ids = 0;
  const own = randomBytes(9).toString('base64url');
  async function request(init: RequestInit = {}): Promise<{ status: number; html: string; headers: Headers }> {
    const sent = { ...headers, ...(cookie && { cookie }), ...init.headers };
    const response = await fetch(url + path, { ...init, redirect: 'manual', headers: sent });
    const given = response.headers.get('set-cookie');
    if (given) cookie = given.includes('Max-Age=0') ? '' : (given.split(';')[0] ?? '');
    return { status: response.status, html: (await response.text()).replace(/<style.*?<\/style>/s, ''), headers: response.headers };
  }
  const post = (fields: Record<string, string>) =>
    request({ method: 'POST', body: new URLSearchParams({ id: `event-of-test-${own}-${++ids}`, ...fields }) });
  return { open: () => request(), post, cookie: () => cookie };
}
