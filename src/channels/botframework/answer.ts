import type { Json } from './port.ts';

/** What an HTTP request is answered with. No body: an empty one. */
export interface Answer {
  status: number;
  body?: Json;
}

/** It was taken, or there is nothing to do about it. */
export const taken: Answer = { status: 200 };

/** Not taken. The channel may send it again. */
export const notTaken: Answer = { status: 503 };

/** An invoke that we know nothing of, as the protocol says it. */
export const unknownInvoke: Answer = { status: 501 };
