import type { ChannelName } from './basics.ts';
import type { Said } from './chat.ts';
import type { Sheet } from './staff.ts';

/** What has to be pushed, and who pushes it. */

/** A message on its way to somebody, on a channel that has to be pushed. */
export interface OutMessage {
  /** The same at every try, and no other message's: a key for whoever keeps keys. */
  id: string;
  person: string;
  channel: ChannelName;
  /** Who, on that channel. */
  address: string;
  /** What the channel itself called that address when a message arrived there (`Delivered`); null: nothing did yet. */
  place: string | null;
  said: Said;
  language: string;
  /** Tries before this one. */
  attempts: number;
  kind: Unasked | null;
  /** Where what was said can be read, and how to stop: for channels that carry none of it themselves. */
  links?: MailLinks;
}

/** Addresses that open something for whoever has them: never log them. */
export interface MailLinks {
  /** The chat from this message on. Works once. */
  chat: string;
  /** The survey that it offers; null: none. */
  survey: string | null;
  /** Says STOP. Works always. */
  stop: string;
}

/** How a try ended. */
export type Delivered =
  /** `externalId`: the channel's own id of the message. `place`: the channel's own name of the address, where it has one. */
  | { kind: 'sent'; externalId: string | null; place?: string }
  /**
   * Not taken, and not before then: the channel asks for patience, or could not be reached. null: when our own back-off says.
   * `everybody`: that holds for all messages to the same workspace, or to the channel where it has none.
   */
  | { kind: 'later'; at: Date | null; everybody?: boolean }
  /** It may have been taken: the answer was lost. */
  | { kind: 'unknown' }
  /** It will never be taken there: the account is gone, or we are blocked. */
  | { kind: 'unreachable' }
  /** It will never be taken, and that says nothing of whom it was for: it was taken for spam, or our own address is refused. */
  | { kind: 'refused' };

/** What a channel says of a message that may have arrived. */
export type Found =
  | { kind: 'found'; externalId: string | null }
  | { kind: 'absent' }
  /** It could not be asked now. */
  | { kind: 'later'; at: Date | null }
  /** It cannot tell. */
  | { kind: 'unclear' };

/** How fast a channel may be sent to, in milliseconds from one message to the next. All replicas keep it together. */
export interface Pace {
  /** To one address: from when the channel took the one before. */
  address: number;
  /** To all addresses of a workspace: what is before the slash of an address. Addresses without one share one pace. */
  workspace: number;
  /** To addresses of a workspace where nothing has arrived yet. */
  first: number;
}

/** Sends one message. One at a time for an address, in their order; never rejects for what the channel answers. */
export interface Carrier {
  channel: ChannelName;
  /** Answers and alerts are not held back by it, and count. None: as fast as it goes. */
  pace?: Pace;
  /** The channel shows a message once, however often it gets the same id. */
  keepsKeys?: boolean;
  send(message: OutMessage): Promise<Delivered>;
  /** Asks the channel for a message that may have arrived. Only of channels that can be asked. */
  find?(message: OutMessage): Promise<Found>;
}

/** Shows sheets to staff on a channel, and changes what it has shown. Never rejects for what the channel answers. */
export interface Board {
  channel: ChannelName;
  /** Puts a sheet up where everybody who is there sees it. */
  post(place: string, sheet: Sheet): Promise<Delivered>;
  /** `gone`: the message is not there any more. `later`: it could not be changed now, or nobody knows whether it was; the same again does no harm. */
  change(place: string, externalId: string, sheet: Sheet): Promise<'changed' | 'gone' | 'later'>;
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
export type Unasked = 'alert' | Nudging;

/** Of a nudge. `invitation` and `reminder` are those of a survey. */
export type Nudging = 'nudge' | Asking;

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
  at: Date;
  /** When they said STOP, if they have. */
  stoppedAt: Date | null;
  /** PAUSE: nothing that nobody asked for before then. */
  pausedUntil: Date | null;
  /** Their time zone; null: not known. */
  zone: string | null;
  /** Of a nudge: of no use after that. */
  goodUntil: Date | null;
  /** Of a nudge: a concern about them is not closed. */
  concern: boolean;
  /** It may have been sent: an answer was lost. */
  doubt: boolean;
  /** Its worker died before it said how it went. */
  abandoned: boolean;
  /** Messages in a row, before this one, that were refused at this address for good. */
  refusals: number;
  /** The pace of its workspace moved on with the claim. Otherwise it does when the message is sent. */
  counted: boolean;
}

/** Why a message failed: nobody is there; it was refused for what it is; it was tried as often as we try; it may have arrived, and was in doubt as often. */
export type Failure = 'unreachable' | 'refused' | 'tries' | 'doubt';

/** What becomes of a claimed message. */
export type Settled =
  | { state: 'sent'; externalId: string | null; place?: string }
  /** Tried again, or for the first time, not before then. `doubt`: it may be there already. `untried`: it was not even tried, and counts as no try. */
  | { state: 'queued'; dueAt: Date; doubt: boolean; untried?: true }
  /** It may have arrived, and is not sent again: counts as sent. */
  | { state: 'unknown' }
  /** It will not go by itself: staff are shown it. */
  | { state: 'failed'; reason: Failure }
  /** It was not allowed to go. `reason`: why, in a word of whoever forbade it. */
  | { state: 'held'; reason: string };

/** What a worker wants. */
export interface Claiming {
  channel: ChannelName;
  now: Date;
  /** Until when what it gets is its own. */
  lease: Date;
  most: number;
  pace: Pace | null;
  /** Of them alone; null: of anybody. */
  person: string | null;
}

/** A message that will not go by itself. */
export interface FailedMessage {
  id: string;
  person: string;
  name: string | null;
  channel: ChannelName;
  kind: Unasked | null;
  at: Date;
  attempts: number;
  reason: Failure;
}

/** An address at which nobody is asked any more. */
export interface Unreachable {
  person: string;
  name: string | null;
  channel: ChannelName;
  since: Date;
}

/** What has to be pushed. The message table is outbox and history. */
export interface Outbox {
  /** Queues messages, all or none; answers their ids, in order. */
  add(messages: NewOut[]): Promise<string[]>;
  /**
   * Messages that are due, what somebody waits for first. Of one person on one channel one at a time, the oldest of those that somebody waits for,
   * and then the oldest of the others; what is planned for later holds nothing up. Moves the pace on.
   */
  claim(claiming: Claiming): Promise<Claimed[]>;
  /** When something more will be due, or a pace lets more go; null: nothing is planned. What others hold is not in it. */
  next(channel: ChannelName, now: Date): Promise<Date | null>;
  /** Holds on to messages that are under way. */
  renew(messages: Pick<Claimed, 'id' | 'person'>[], lease: Date): Promise<void>;
  /**
   * Says what became of one. Of two workers who had the same, what was sent counts.
   * @param pace of the channel, from now on
   * @returns whether more is due for the same person there
   */
  settle(message: Claimed, settled: Settled, now: Date, pace: Pace | null): Promise<boolean>;
  /** Nothing goes to this address's workspace before then. */
  close(message: Pick<Claimed, 'channel' | 'address'>, until: Date): Promise<void>;
  /** After the clock went back: what was to wait until a time that was ahead waits no more. */
  mend(now: Date): Promise<void>;
  /** An email that was sent came back, for good: it did not arrive. false: there is none, or it is known. */
  bounced(id: string, at: Date): Promise<boolean>;
  /** Newest first. */
  failed(limit: number): Promise<FailedMessage[]>;
  countFailed(): Promise<number>;
  /** Queues a failed message again, or all of them; answers how many. */
  retry(id: string | null, now: Date): Promise<number>;
  /** Longest first. */
  unreachable(limit: number): Promise<Unreachable[]>;
}

/** What one round of sending did. */
export type DeliveryCounts = Record<Settled['state'], number>;

/** Sending as it goes on by itself. */
export interface Sending {
  /** Starts to send what is due, as far as there is room, and answers when to look again; null: nothing is planned. Rejects when the database does. */
  look(): Promise<Date | null>;
  /** `wake` is called when there may be something to send before that. */
  onNews(wake: () => void): void;
  /** What became of messages since this was asked last. */
  counts(): DeliveryCounts;
}
