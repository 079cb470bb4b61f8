import type { Prompt, Reply, Said as Told } from '../../engine/index.ts';
import type { Copy } from '../copy.ts';
import type { ChannelName } from './basics.ts';

/** What passes between a channel and the desk. */

/** Something that a person did on a channel, checked by the channel's own zod schema. */
export interface Inbound {
  channel: ChannelName;
  /** The channel's own id of this event: the same id twice does nothing. */
  externalId: string;
  /** Who, on that channel. For the web: a hash of the cookie. Never shown, never logged. */
  address: string;
  reply: Exclude<Reply, { kind: 'silence' }>;
  /** The channel's own name of the address, where it is needed to write there: kept with the turn for `OutMessage.place`. Never shown, never logged. */
  place?: string;
  /** The prompt that the person had in front of them, when the channel knows it. A stale one is never taken as an answer to the next. */
  prompt?: string;
}

/** One message to the person. */
export interface Said extends Told {
  /**
   * A ticket for `Desk.copies`, after MY DATA and MY RECORD: the channel offers the file in its own way, never as words. What it is for stands before
   * its first dot (`fileFor` in `channels/copies.ts` reads it).
   */
  copy?: string;
  /** Words that a channel draws as buttons, which say `text` for the person whatever is asked. */
  quick?: { label: string; text: string }[];
  /**
   * Lines of the text, by their numbers from 0, that are steps on a way: doors that draw show them as such, in their place. `do`: the one thing that
   * could be done next.
   */
  drawn?: { line: number; as: 'done' | 'here' | 'next' | 'do' }[];
  /** A survey that can be answered by a link. What is kept is the invitation: the link itself is made when it is shown, and never kept. */
  survey?: { label: string; invitation: string };
}

/** An address to offer as a link. It opens a survey for whoever has it: never log it. */
export interface Link {
  label: string;
  url: string;
}

/** A message in the history of one person, oldest first. `id` grows with time for one person. */
export interface ChatMessage {
  id: string;
  direction: 'in' | 'out';
  text: string;
  at: Date;
  /** The id that the channel gave an inbound message, so that a page can match it with what it showed already. */
  externalId: string | null;
  /** The ticket that it offers, good or run out; null for nearly all. */
  copy: string | null;
  quick?: NonNullable<Said['quick']>;
  drawn?: NonNullable<Said['drawn']>;
  /** The survey that it offers, also when it is over. */
  link?: Link;
}

/** As it is kept: without the address of its link. */
export type KeptMessage = Omit<ChatMessage, 'link'> & Pick<Said, 'survey'>;

/** What a channel needs to show a person where they are. */
export interface ChatView {
  /** Whose chat it is: opaque, and the key to `Wakes`. null: nobody we know, and `messages` is the greeting that they would get; nothing is stored for it. */
  person: string | null;
  messages: ChatMessage[];
  /** The question that waits; null when none does. */
  prompt: Prompt | null;
  /** They said STOP, and nothing is sent until START. */
  stopped: boolean;
  language: string;
}

export type Taken =
  /** Committed. `messages` are the answers; all in the history already, unless `forgotten`. */
  | { kind: 'taken'; person: string; messages: Said[]; forgotten: boolean; language: string }
  /** This event had been taken before; nothing was done. */
  | { kind: 'duplicate' }
  /** Two events of one person raced and this one lost more than once. Nothing was done; send it again. */
  | { kind: 'busy' };

/**
 * `opened`: by the link of an email, from its message on. `known`: it is the chat of this device already. `duplicate`: this event had been taken
 * before.
 */
export type Redeemed = { kind: 'redeemed' | 'opened' | 'known'; person: string } | { kind: 'duplicate' } | { kind: 'refused' };

/** Of all that is held, and `pdf` of the record. */
export type CopyFormat = 'html' | 'json' | 'pdf';

/** A file to hand over as it is. */
export interface CopyFile {
  /** What it is called on a device; says nothing of whose it is. */
  name: string;
  /** Media type, with its charset. */
  type: string;
  body: string | Uint8Array;
}

/** Draws a copy as a file, in the language of its person. Pure. */
export type DrawCopy = (copy: Copy, format: Exclude<CopyFormat, 'pdf'>) => CopyFile & { body: string };

/**
 * Copies of all that is held about somebody, and their record of what they did, on any channel and also after STOP. A ticket is signed, good for a quarter of an hour, for one
 * file, and for its own person only. What is refused is refused without a reason: forged, run out, used, or somebody else's.
 */
export interface Copies {
  /** A new ticket for the person at this address, for all that is held or for the whole record; null: nobody we know. Stores nothing. */
  ticket(channel: ChannelName, address: string, of?: 'data' | 'record'): Promise<{ ticket: string; language: string } | null>;
  /** Whether a file could be taken with it now, and the person's language. Changes nothing. */
  admits(channel: ChannelName, address: string, ticket: string): Promise<{ language: string } | null>;
  /** Uses the ticket up and answers the file; null: refused, also where the ticket is for no file of that format. */
  take(channel: ChannelName, address: string, ticket: string, format: CopyFormat): Promise<CopyFile | null>;
}

/** What somebody sees who answers a survey by a link: nothing of their chat, and nothing of what they said before. */
export interface PaperView {
  /** What is said above the question. */
  said: string[];
  prompt: Prompt | null;
  anonymous: boolean;
  language: string;
  /** Something is kept that closing the page would leave behind. */
  begun: boolean;
}

export type PaperTaken =
  | { kind: 'taken'; view: PaperView }
  /** The survey is finished or was given up: nothing here leads back to what was said. */
  | { kind: 'done'; said: string[]; language: string }
  /** As for `view`. */
  | { kind: 'refused' }
  | { kind: 'busy' };

/**
 * Surveys on paper, so to say: answered by a link, without a chat. `key` is the hash of a secret that only that browser has; a survey that
 * was begun goes on where it was with the same key. Nothing is stored before the first answer.
 */
export interface Papers {
  /** null: there is no such link, or it is used, run out or taken back: nobody is told which. */
  view(token: string, key: string | null): Promise<PaperView | null>;
  /** @param event of the form: the same twice counts once */
  reply(token: string, key: string, event: string, reply: Exclude<Reply, { kind: 'silence' }>, prompt?: string): Promise<PaperTaken>;
}

/** Tells a listening page that something new is there for a person, from this replica or another. */
export interface Wakes {
  /** `wake` is called with nothing: look at the view again. Returns how to stop listening. */
  subscribe(person: string, wake: () => void): () => void;
  /** After a commit. Never throws, never waits. */
  announce(person: string): void;
}

/** Phrases that a channel's own page or prompt shows (button names, notices): id to text in the person's language, filled. */
export type ChannelPhrases = (language: string) => Record<string, string>;
