import type { CompiledFlow } from '../engine/index.ts';
import type { EnvelopeKind } from '../envelope.ts';
import { seal } from './seal.ts';
import { type Sent, sendKept } from './sending.ts';
import type { Settled, Shelf } from './shelf.ts';
import type { Words } from './words.ts';

/** What every page of a tablet that was set up is drawn from. */
export interface Room {
  shelf: Shelf;
  settled: Settled;
  flow: CompiledFlow;
  /** The facilitator's own are English. */
  words(language: string): Words;
  /** Whether somebody may be in danger by a text. */
  worrying(text: string): Promise<boolean>;
}

/** 122 random bits. */
export const newId = () => crypto.randomUUID();

/** Seals something and keeps it under its id, in place of what was there. */
export async function keepSealed(
  { shelf, settled: { opened } }: Room,
  { id, kind, content }: { id: string; kind: EnvelopeKind; content: unknown },
  { done, begins = false }: { done: boolean; begins?: boolean },
): Promise<void> {
  await shelf.keep({ ...(await seal(opened, { id, kind, content })), done }, begins);
}

let sending: Promise<Sent> | null = null;

/** Hands in what is done with; a second call while one is under way waits for the same. */
export function sendNow({ shelf, settled }: Room): Promise<Sent> {
  sending ??= sendKept(shelf, settled.opened.token, fetch).finally(() => (sending = null));
  return sending;
}

/**
 * A fresh document in place of this one: what was said is in no memory of it, and no button leads back. What is on the page goes first, so that
 * nothing of it is seen or kept meanwhile.
 */
export function startAfresh(): void {
  document.querySelector('main')?.replaceChildren();
  for (const dialog of document.querySelectorAll('dialog')) dialog.remove();
  location.replace('/tablet');
}
