import { type PGlite, protocol } from '@electric-sql/pglite';
import { alone } from './pglite.ts';

/** First byte of a message that may not be carried out yet: Parse, Bind, Describe, Execute, Close, Flush. Sync, or a plain Query, ends the batch. */
const waits = new Set('PBDECH'.split('').map((letter) => letter.charCodeAt(0)));
const TERMINATE = 'X'.charCodeAt(0);

/** What pglite-socket's handlers ask of the queue that they put messages in. */
export interface Turnstile {
  enqueue(client: number, message: Uint8Array, onData: (data: Uint8Array) => void): Promise<number>;
  clearQueueForHandler(client: number): void;
  clearTransactionIfNeeded(client: number): Promise<void>;
}

/**
 * Lets clients of the socket through to the one backend, a whole batch at a time and never inside somebody else's transaction. The queue
 * that comes with pglite-socket passes on single messages: between two of them the bot's own statements would run, and what a client reads
 * in the middle of the bot's transaction would not be committed yet.
 *
 * A transaction over several batches is refused, and its client cut off: a command that hangs must not make the bot wait.
 */
export function createTurnstile(ready: Promise<PGlite>): Turnstile {
  const batches = new Map<number, Uint8Array[]>();
  const tails = new Map<number, Promise<unknown>>();

  async function carryOut(batch: Uint8Array[], onData: (data: Uint8Array) => void): Promise<number> {
    const pglite = await ready;
    return alone(pglite, async () => {
      const answers: Uint8Array[] = [];
      await pglite.execProtocolRawStream(Buffer.concat(batch), { onRawData: (data) => answers.push(data.slice()) });
      if (pglite.isInTransaction()) {
        await pglite.execProtocolStream(rollback, {});
        throw new Error('A transaction over several requests is not possible through this socket.');
      }
      answers.forEach(onData);
      return answers.length;
    });
  }

  return {
    enqueue: (client, message, onData) => {
      const batch = [...(batches.get(client) ?? []), message];
      const first = message[0] as number;
      if (first === TERMINATE) return Promise.resolve(0);
      if (waits.has(first)) {
        batches.set(client, batch);
        return Promise.resolve(0);
      }
      batches.delete(client);
      const done = (tails.get(client) ?? Promise.resolve()).then(() => carryOut(batch, onData));
      tails.set(
        client,
        done.catch(() => undefined),
      );
      return done;
    },
    clearQueueForHandler: (client) => {
      batches.delete(client);
      tails.delete(client);
    },
    clearTransactionIfNeeded: () => Promise.resolve(),
  };
}

const rollback = protocol.serialize.query('ROLLBACK');
