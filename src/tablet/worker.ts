/**
 * The service worker: keeps the tablet's program, so that it opens without a network. Answers and setup are never here. The server writes the
 * first line, `self.version`: a new program gets a shelf of its own, and takes over once every page of the old one is closed.
 */

interface Extended extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetched extends Event {
  request: Request;
  respondWith(response: Promise<Response>): void;
}
const worker = self as unknown as {
  version: string;
  clients: { claim(): Promise<void> };
  addEventListener(type: string, listener: (event: never) => void): void;
};

const prefix = 'onward-tablet-';
const shelf = prefix + worker.version;
const program = ['/tablet', '/tablet/app.js', '/tablet/style.css', '/tablet/screen.json'];

worker.addEventListener('install', (event: Extended) => {
  event.waitUntil(caches.open(shelf).then((cache) => cache.addAll(program.map((path) => new Request(path, { cache: 'reload' })))));
});

async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(prefix) && name !== shelf) await caches.delete(name);
  await worker.clients.claim();
}

worker.addEventListener('activate', (event: Extended) => event.waitUntil(takeOver()));

worker.addEventListener('fetch', (event: Fetched) => {
  const { method, url } = event.request;
  const { pathname } = new URL(url);
  if (method !== 'GET' || !program.includes(pathname)) return;
  event.respondWith(caches.match(pathname, { cacheName: shelf }).then((kept) => kept ?? fetch(event.request)));
});
