import type { Clock, Desk } from './desk/ports.ts';
import type { Log } from './log.ts';

/** Milliseconds between two lines in the log about what was sent. */
const TELL_EACH = 60_000;

/** Milliseconds until messages are looked for at the latest: another replica may have queued some. */
const LOOK_WITHIN = 1000;

/** Sends what is due when it is due, and what was queued here at once. Each minute it says what became of it. */
export async function keepSending({ sending }: Pick<Desk, 'sending'>, clock: Clock, log: Log, signal: AbortSignal): Promise<void> {
  let wake: () => void = () => undefined;
  let news = false;
  let failing = false;
  let told = clock.now().getTime();
  sending.onNews(() => {
    news = true;
    wake();
  });
  signal.addEventListener('abort', () => wake());

  const sleep = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  function tell(): void {
    const { sent, queued, unknown, failed, held } = sending.counts();
    if (sent + queued + held > 0) log.info({ sent, queued, held }, 'Messages were sent.');
    if (unknown + failed > 0) log.warn({ unknown, failed }, 'Messages could not be sent, or may not have arrived.');
  }

  while (!signal.aborted) {
    news = false;
    let next: Date | null = null;
    try {
      next = await sending.look();
      failing = false;
    } catch (error) {
      if (!failing) log.error({ err: error }, 'Sending failed; it is tried again each second.');
      failing = true;
    }
    const now = clock.now().getTime();
    if (Math.abs(now - told) >= TELL_EACH) {
      told = now;
      tell();
    }
    const wait = next ? Math.min(LOOK_WITHIN, Math.max(0, next.getTime() - now)) : LOOK_WITHIN;
    if (!news && !signal.aborted) await sleep(wait);
  }
  tell();
}
