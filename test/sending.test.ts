import { describe, expect, it } from 'vitest';
import type { Sending } from '../src/desk/ports.ts';
import { keepSending } from '../src/sending.ts';

/** Looks that a test answers one by one. */
function fakeSending() {
  let news: () => void = () => undefined;
  const looks: ((next: Date | null | Error) => void)[] = [];
  const waiting: (() => void)[] = [];
  const sending: Sending = {
    look: () =>
      new Promise((resolve, reject) => {
        looks.push((next) => (next instanceof Error ? reject(next) : resolve(next)));
        waiting.shift()?.();
      }),
    onNews: (wake) => void (news = wake),
    counts: () => ({ sent: 1, queued: 0, unknown: 0, failed: 0, held: 0 }),
  };
  return {
    sending,
    news: () => news(),
    /** The next look, when it comes. */
    look: async () => {
      if (looks.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      return looks.shift() as NonNullable<(typeof looks)[number]>;
    },
  };
}

describe('Sending as it goes on by itself', () => {
  const now = new Date('2026-03-10T10:00:00Z');
  const clock = { now: () => now };

  function start() {
    const said: string[] = [];
    const note = (_details: object, message: string) => void said.push(message);
    const stop = new AbortController();
    const fake = fakeSending();
    const done = keepSending(fake, clock, { info: note, warn: note, error: note } as never, stop.signal);
    return { ...fake, said, stop, done };
  }

  it('looks again when the next is due, and at once when something was queued, also during a look', async () => {
    const { look, news, stop, done, said } = start();
    (await look())(new Date(now.getTime() + 5));
    (await look())(new Date(now.getTime() - 60_000));
    const third = await look();
    news();
    third(null);
    const fourth = await look();
    stop.abort();
    fourth(null);
    await done;
    expect(said).toEqual(['Messages were sent.']);
  });

  it('says once that it fails, and goes on', async () => {
    const { look, news, stop, done, said } = start();
    for (const round of [1, 2]) {
      (await look())(new Error(`away ${round}`));
      await new Promise(setImmediate);
      news();
    }
    (await look())(null);
    stop.abort();
    await done;
    expect(said.filter((message) => message.includes('failed'))).toHaveLength(1);
  });
});
