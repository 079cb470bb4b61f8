import type { News } from './news.ts';

/** How often to ask where listening is not possible, in ms. */
const askEvery = 30_000;

export interface Listening {
  after(): string;
  key(): string;
  /** Whether there is anybody to listen for. */
  known(): boolean;
  show(news: News): void;
}

/** Hears what comes by itself: by a stream, or by asking where there is none. The browser opens a lost stream again and says what it had last. */
export function listen({ after, key, known, show }: Listening) {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function look(): Promise<void> {
    if (!known()) return;
    try {
      const response = await fetch(`/messages?after=${after()}`, { headers: { Accept: 'application/json' } });
      if (response.ok) show((await response.json()) as News);
    } catch {
      // No signal: the next look is soon.
    }
  }

  function later(): void {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      await look();
      open();
    }, askEvery);
  }

  function open(): void {
    if (source || !known()) return;
    if (!('EventSource' in window)) {
      later();
      return;
    }
    source = new EventSource(`/events?after=${after()}&key=${key()}`);
    source.onmessage = (event) => show(JSON.parse(event.data) as News);
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      source = undefined;
      later();
    };
  }

  /** A phone that slept, or found its signal again, may hold a stream that is dead and does not know it. */
  function again(): void {
    if (document.hidden) return;
    source?.close();
    source = undefined;
    open();
  }
  addEventListener('online', again);
  document.addEventListener('visibilitychange', again);

  open();
  return {
    open,
    close(): void {
      source?.close();
      clearTimeout(timer);
    },
  };
}
