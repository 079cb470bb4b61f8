import { get } from 'node:http';
import type { BrowserContext } from 'playwright-core';

/** What a page weighs on the wire. A test that fails prints it whole. */
export interface Weighed {
  bytes: number;
  /** Bytes of each body as it comes, in gzip. */
  of: Record<string, number>;
}

/** Opens the page in a tab of its own, and weighs all that it asks for but the stream, which has nothing to say yet. */
export async function weigh(context: BrowserContext, url: string): Promise<Weighed> {
  const page = await context.newPage();
  const asked = new Set<string>();
  page.on('request', (request) => request.url().startsWith(url) && request.resourceType() !== 'eventsource' && asked.add(request.url()));
  await page.goto(url, { waitUntil: 'load' });
  await page.close();
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const of: Record<string, number> = {};
  for (const address of asked) of[new URL(address).pathname] = await sizeOf(address, cookie);
  return { bytes: Object.values(of).reduce((sum, one) => sum + one, 0), of };
}

/** Not `fetch`, which hands out what it has unpacked. */
function sizeOf(address: string, cookie: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { cookie, 'accept-encoding': 'gzip', accept: '*/*' } }, async (response) => {
      let bytes = 0;
      for await (const chunk of response) bytes += (chunk as Buffer).length;
      if (response.statusCode === 200 && response.headers['content-encoding'] === 'gzip') resolve(bytes);
      else reject(new Error(`${new URL(address).pathname} came with ${response.statusCode}, not in gzip`));
    }).on('error', reject);
  });
}
