import type { ChannelName } from './basics.ts';
import type { Said } from './chat.ts';
import type { Sheet } from './staff.ts';

/** What has to be pushed, and who pushes it. */

/** A message on its way to somebody, on a channel that has to be pushed. */
export interface OutMessage {
  /** The same at every try. */
  id: string;
  person: string;
  channel: ChannelName;
  /** Who, on that channel. */
  address: string;
  said: Said;
  language: string;
  /** Why it goes when nobody asked for it at that moment. null, and none: somebody waits for it. */
  kind?: Unasked | null;
  /** Tries before this one. */
  attempts: number;
}

/** How a try ended. */
export type Delivered =
  /** `externalId`: the channel's own id of the message. */
  | { kind: 'sent'; externalId: string | null }
  /** Not taken, and not before then: the channel asks for patience, or could not be reached. null: when our own back-off says. */
  | { kind: 'later'; at: Date | null }
  /** It may have been taken: the answer was lost. Not sent again by itself. */
  | { kind: 'unknown' }
  /** It will never be taken there: the account is gone, or we are blocked. */
  | { kind: 'unreachable' };

/** Sends one message. One at a time for an address, in their order; never rejects for what the channel answers. */
export interface Carrier {
  channel: ChannelName;
  send(message: OutMessage): Promise<Delivered>;
}

/** Shows sheets to staff on a channel, and changes what it has shown. Never rejects for what the channel answers. */
export interface Board {
  channel: ChannelName;
  /** @returns false: the message is not there any more */
  change(place: string, externalId: string, sheet: Sheet): Promise<boolean>;
}

/** A sheet that a board shows and the desk keeps up to date. */
export interface Bulletin {
  id: string;
  channel: ChannelName;
  /** Where on that channel, and which message: the channel's own ids. */
  place: string;
  externalId: string;
  command: string;
  input: Record<string, unknown>;
  /** Of what it shows. */
  digest: string;
  until: Date;
}

export interface Bulletins {
  add(bulletin: Bulletin): Promise<void>;
  /** Those that are kept up to date at this time. */
  live(now: Date): Promise<Bulletin[]>;
  /** What it shows now. */
  shows(id: string, digest: string): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Why a message goes that nobody asked for at that moment. null: it answers somebody. */
export type Unasked = 'alert' | Asking;

export type Asking = 'invitation' | 'reminder';

/** A message to push, as it is queued. */
export interface NewOut {
  person: string;
  channel: ChannelName;
  address: string;
  kind: Unasked | null;
  said: Said;
  at: Date;
  dueAt: Date;
}

/** A message that a worker has claimed, and nobody else until the lease is over. */
export interface Claimed extends OutMessage {
  kind: Unasked | null;
  at: Date;
  /** When they said STOP, if they have. */
  stoppedAt: Date | null;
}

/** What becomes of a claimed message. `held`: STOP was said before it went. `failed`: it will not go by itself. */
export type Settled =
  | { state: 'sent'; externalId: string | null }
  | { state: 'queued'; dueAt: Date }
  | { state: 'unknown' | 'failed' | 'held' };

/** What has to be pushed. The message table is outbox and history. */
export interface Outbox {
  /** Queues messages, all or none; answers their ids, in order. */
  add(messages: NewOut[]): Promise<string[]>;
  /** The next message that is due, of the one person or of anybody; null: none is. Of one person on one channel always the oldest, and only when the one before it is settled. */
  claim(channels: ChannelName[], now: Date, lease: Date, person: string | null): Promise<Claimed | null>;
  settle(message: Pick<Claimed, 'id' | 'person'>, settled: Settled): Promise<void>;
}

/** What one round of sending did. */
export type DeliveryCounts = Record<Settled['state'], number>;
