import type { News } from './news.ts';

/** Something that a person sent. It keeps its id however often it is sent, so it is taken once. */
export interface Item {
  id: string;
  prompt?: string;
  text?: string;
  choice?: string[];
  /** What the person sees of it while it is on its way. */
  label: string;
}

/** `notice`: why it was not taken as it is; `news`: what was said because of it all the same. */
type Outcome = { news: News; notice?: undefined } | { notice: string; news?: News } | { wait: number; signal: boolean };

/** Longest wait between two tries, and how long one try may take, in ms. */
const longestWait = 30_000;
const patience = 20_000;

export interface OutboxParts {
  /** Whose: what waits in this tab is never sent for somebody else. */
  name: string;
  /** The newest message on the page. */
  after(): string;
  taken(news: News): void;
  /** It cannot be taken as it is, and the notice says why. */
  refused(item: Item, notice: string, news?: News): void;
  /** What waits, and why it waits: no signal, or a server that is slow. */
  waiting(items: Item[], why: 'no_signal' | 'retrying' | null): void;
}

async function post(item: Item, after: string, tries: number): Promise<Outcome> {
  const wait = Math.min(longestWait, 1000 * 2 ** tries) * (0.75 + Math.random() / 2);
  if (!navigator.onLine) return { wait, signal: false };
  const { label: _, ...said } = item;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  try {
    const response = await fetch('/messages', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ ...said, after }),
      signal: abort.signal,
    });
    // A page in front of the network (a train's wifi) answers 200 with something that is not ours.
    const ours = response.headers.get('Content-Type')?.startsWith('application/json');
    if (response.ok && ours) return { news: (await response.json()) as News };
    if ([400, 403, 413, 422].includes(response.status) && ours) return (await response.json()) as { notice: string; news?: News };
    const told = Number(response.headers.get('Retry-After'));
    return { wait: told > 0 ? told * 1000 : wait, signal: response.status >= 429 };
  } catch {
    return { wait, signal: false };
  } finally {
    clearTimeout(timer);
  }
}

/** Sends one after the other, in order, again and again until each is taken. Kept in this tab's storage, so that a reload loses nothing. */
export function createOutbox({ name, after, taken, refused, waiting }: OutboxParts) {
  const place = `onward:${name}`;
  let items: Item[] = [];
  let tries = 0;
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    items = JSON.parse(sessionStorage.getItem(place) ?? '[]') as Item[];
  } catch {
    // No storage in this browser: what waits lives as long as the page.
  }

  function keep(): void {
    try {
      if (items.length) sessionStorage.setItem(place, JSON.stringify(items));
      else sessionStorage.removeItem(place);
    } catch {}
  }

  async function pump(): Promise<void> {
    const item = items[0];
    if (busy || !item) return;
    busy = true;
    clearTimeout(timer);
    const outcome = await post(item, after(), tries);
    busy = false;
    if ('wait' in outcome) {
      tries += 1;
      timer = setTimeout(pump, outcome.wait);
      return waiting(items, outcome.signal ? 'retrying' : 'no_signal');
    }
    tries = 0;
    items.shift();
    keep();
    waiting(items, null);
    if (outcome.notice === undefined) taken(outcome.news);
    else refused(item, outcome.notice, outcome.news);
    return pump();
  }

  const now = () => {
    tries = 0;
    void pump();
  };
  addEventListener('online', now);
  if (items.length) waiting(items, null);
  now();

  return {
    send(item: Item): void {
      items.push(item);
      keep();
      waiting(items, null);
      void pump();
    },
    empty: () => items.length === 0,
    /** Forgets everything that waits. */
    clear(): void {
      items = [];
      keep();
      waiting(items, null);
    },
  };
}
