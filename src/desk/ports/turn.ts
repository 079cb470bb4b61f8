import type { Answered, Outcome, Session } from '../../engine/index.ts';
import type { AuditEntry } from './audit.ts';
import type { ChannelName } from './basics.ts';
import type { Said } from './chat.ts';
import type { ConsentRow } from './consents.ts';
import type { Contact } from './contacts.ts';
import type { InterestState } from './opportunities.ts';
import type { Claimed } from './outbox.ts';
import type { MentoringSaid } from './pairs.ts';
import type { Enrolment, Proof } from './pathways.ts';
import type { NewConcern } from './safeguarding.ts';

/** One turn: what it reads, and what it writes. */

export interface PersonRow {
  id: string;
  language: string;
  stopped: boolean;
  /** Preferred name; null until told. */
  name: string | null;
  ageBand: string | null;
  /** Where they live, as `place` was answered; null until told. */
  place: string | null;
  /** When the screen last found something in what they wrote. */
  concernAt: Date | null;
  /** PAUSE: no reminders until then. */
  pausedUntil: Date | null;
}

export interface ConversationRow {
  id: string;
  flow: string;
  flowVersion: number;
  /** Counts turns; a commit with another number is lost. 0: not stored yet. */
  version: number;
  session: Session;
}

/** All that a turn needs to know, read in one statement. */
export interface Opened {
  /** They are at an address that a link in an email opened: it shows nothing from before that, and nothing of what they told us. */
  narrow: boolean;
  /** This external id was taken before. */
  seen: boolean;
  /** The place that was asked about is not what is kept of their address. */
  moved?: true;
  person: PersonRow | null;
  /** The open conversation, if one is open. */
  conversation: ConversationRow | null;
}

export interface NewMessage {
  direction: 'in' | 'out';
  said: Said;
  externalId?: string;
  /** Who commits the turn has it claimed until then, unless something goes before it or it has to wait. Only of what is pushed, of one of a turn. */
  lease?: Date;
  /** They have it in front of them already: it is kept, and not pushed. */
  shown?: true;
}

/** One turn to write. Everything in it is written, or nothing. */
export interface TurnRecord {
  channel: ChannelName;
  address: string;
  /** null for turns that the tick starts. */
  externalId: string | null;
  at: Date;
  person: {
    id: string;
    /** Insert the person and this address. A race for the address makes the turn `lost`. */
    isNew: boolean;
    /** Columns to set; only what changed. */
    set: Partial<{
      name: string | null;
      age_band: string | null;
      place: string | null;
      language: string;
      stoppedAt: Date | null;
      registeredAt: Date;
      personWantedAt: Date;
      concernAt: Date;
      pausedUntil: Date | null;
    }>;
  };
  conversation: {
    id: string;
    flow: string;
    flowVersion: number;
    /** What was read; 0 for a new one. Written as one more. */
    version: number;
    session: Session;
    ended: Outcome | null;
    /** When the flow's silence comes due; null for never. */
    silentAt: Date | null;
  } | null;
  /** Another conversation of this person that ends in the same turn (the menu led to it), before `conversation` is written. */
  closes: { id: string; version: number; session: Session; outcome: Outcome } | null;
  messages: NewMessage[];
  /** The channel's own name of the address, where another one is kept, or none. */
  letterbox?: string;
  /** The channel has to be pushed: what is said is queued for this address. */
  pushed: boolean;
  /** The address shows what is said there, and nothing else (`Opened.narrow`). */
  apart: boolean;
  answers: { step: string; answer: Answered }[];
  /** Steps whose current answer is no longer current; its row stays, marked. A step may be here and in `answers`: the old row is marked, the new one written. */
  retired: string[];
  /** The privacy notice in force, stamped on every answer. */
  termsVersion: string;
  consents: Omit<ConsentRow, 'channel' | 'at'>[];
  /** Answers of this person, in any conversation of the flow, that may not be kept any more: their rows go, and the words in the history. */
  erased: { flow: string; step: string }[];
  /** A code to come back: its hash and when it runs out. */
  code: { hash: string; expiresAt: Date } | null;
  /** What the screen found in this reply, opened as a concern. Kept also when the person is erased. */
  concern: NewConcern | null;
  /** What they said about their own pathway; what is left out stays. */
  enrols?: Partial<Enrolment>;
  /** What they said about mentors. */
  mentoring?: MentoringSaid;
  /** Something that they told of themselves. It waits for somebody to sign it off. */
  proof?: Pick<Proof, 'id' | 'kind' | 'which' | 'date' | 'words'>;
  /** What they said to an opportunity. Said again, it changes nothing. */
  interest?: { opportunity: string; state: InterestState };
  /** What a survey with names has been answered so far. */
  response?: ResponseRecord;
  /** What of this turn belongs in the audit. */
  audit: AuditEntry[];
  /** Tombstones of emails and phone numbers that are erased because the person wants it. */
  marks?: string[];
  /** Emails and phone numbers of somebody who says STOP: whom a list brought by one of them is stopped too. */
  stops?: Contact[];
}

/** What a survey's response is after a turn, in the chat or by a link. */
export interface ResponseRecord {
  run: string;
  answers: Record<string, Answered>;
  /** The question that waits; null: it is finished. */
  step: string | null;
  finished: boolean;
  late: boolean;
  /** YYYY-MM-DD. Of an anonymous run the day on which it opened, whenever it is. */
  day: string;
}

/** A message that was claimed as it was written, and what its letterbox says. */
export type ClaimedAtOnce = Pick<Claimed, 'id' | 'place' | 'refusals'>;

/** `claimed`: committed, and the message that has a lease is claimed. `lost`: another turn of this person came between reading and writing; nothing was written. */
export type Committed = 'committed' | { claimed: ClaimedAtOnce } | 'duplicate' | 'lost';

export interface FlowVersionRow {
  flow: string;
  version: number;
  /** sha-256 of the definition, hex. */
  digest: string;
  /** A `FlowBundle`. */
  definition: unknown;
}

export interface TermsRow {
  purpose: string;
  version: string;
  wording: Record<string, string>;
}
