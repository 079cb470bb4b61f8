import type { Answered, Outcome, PersonField, Prompt, Reply, Session, Said as Told, Words } from '../engine/index.ts';
import type { Copy, Held } from './copy.ts';

/**
 * What the desk needs from outside, and what it offers to channels. Types only: whoever implements a port imports this file, and the
 * desk imports no one who does.
 */

export type { Prompt, Reply } from '../engine/index.ts';
export type { Copy, Held } from './copy.ts';

/** `email` and `sms` are addresses that lists bring; no door carries them yet. */
export type ChannelName = 'web' | 'terminal' | 'slack' | 'botframework' | 'email' | 'sms';

/** The time. The only one that knows it is `src/clock.ts`; tests move theirs by hand. */
export interface Clock {
  now(): Date;
}

/** New identifiers and secrets. The only one that draws them is `src/ids.ts`. */
export interface Ids {
  /** UUID, version 7. */
  next(): string;
  /** A number from 0 to below `below`, from a source that cannot be guessed. */
  below(below: number): number;
  /** As many random bytes, from the same source. */
  bytes(count: number): Uint8Array;
}

/** A keyed hash of a text: the same each time, and nobody without the deployment's secret can make or undo it. `purpose` keeps uses apart. */
export type Seal = (purpose: string, text: string) => string;

/**
 * Hides a text from whoever holds the database and not the deployment's secret. `name` says whose it is: what was closed under one name does
 * not open under another.
 */
export interface Lock {
  close(name: string, text: string): string;
  /** null: it was not closed here under this name, or was changed since. */
  open(name: string, closed: string): string | null;
}

// ---------------------------------------------------------------- channels → desk

/** Something that a person did on a channel, checked by the channel's own zod schema. */
export interface Inbound {
  channel: ChannelName;
  /** The channel's own id of this event: the same id twice does nothing. */
  externalId: string;
  /** Who, on that channel. For the web: a hash of the cookie. Never shown, never logged. */
  address: string;
  reply: Exclude<Reply, { kind: 'silence' }>;
  /** The prompt that the person had in front of them, when the channel knows it. A stale one is never taken as an answer to the next. */
  prompt?: string;
}

/** One message to the person. */
export interface Said extends Told {
  /** A ticket for `Desk.copies`, after MY DATA: the channel offers the copy in its own way, never as words. */
  copy?: string;
  /** Words that a channel draws as buttons, which say `text` for the person whatever is asked. */
  quick?: { label: string; text: string }[];
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

export type Redeemed = { kind: 'redeemed'; person: string } | { kind: 'refused' };

export type CopyFormat = 'html' | 'json';

/** A file to hand over as it is. */
export interface CopyFile {
  /** What it is called on a device; says nothing of whose it is. */
  name: string;
  /** Media type, with its charset. */
  type: string;
  body: string;
}

/** Draws a copy as a file, in the language of its person. Pure. */
export type DrawCopy = (copy: Copy, format: CopyFormat) => CopyFile;

/**
 * Copies of all that is held about somebody, on any channel and also after STOP. A ticket is signed, good for a quarter of an hour, for one
 * file, and for its own person only. What is refused is refused without a reason: forged, run out, used, or somebody else's.
 */
export interface Copies {
  /** A new ticket for the person at this address; null: nobody we know. Stores nothing. */
  ticket(channel: ChannelName, address: string): Promise<{ ticket: string; language: string } | null>;
  /** Whether a file could be taken with it now, and the person's language. Changes nothing. */
  admits(channel: ChannelName, address: string, ticket: string): Promise<{ language: string } | null>;
  /** Uses the ticket up and answers the file; null: refused. */
  take(channel: ChannelName, address: string, ticket: string, format: CopyFormat): Promise<CopyFile | null>;
}

/** What channels may ask of the desk. */
export interface Desk {
  /** Takes one turn. Resolves after the commit; rejects only if nothing was committed. */
  receive(inbound: Inbound): Promise<Taken>;
  /**
   * Free text that is no reply: too long to be one, typed where a code belongs, a command of somebody who may give none. It goes through the
   * safeguarding screen. Where that finds nothing, null, and nothing is kept; else it is kept as it was heard, a concern opens, and what the
   * person was told about who can help is answered. null also for an event that was taken before.
   */
  overhear(heard: Omit<Inbound, 'reply' | 'prompt'> & { text: string }): Promise<Said | null>;
  /** History after message `after` (all of it without), with the question that waits. Changes nothing. */
  view(channel: ChannelName, address: string, after?: string): Promise<ChatView>;
  /** A code to come back, said on another device: that address now belongs to the code's person. Each code works once. */
  redeem(channel: ChannelName, address: string, code: string): Promise<Redeemed>;
  copies: Copies;
  papers: Papers;
  /** Does what a member of staff asks for, if their roles let them, and writes it in the audit first. Rejects only when the database does. */
  command(caller: Caller, order: Order): Promise<CommandResult>;
  /** What waits for a member of staff, where a door shows it unasked; null: they have no role, which is nobody's business and no refusal. */
  home(caller: Caller): Promise<Sheet | null>;
  /** A door has shown a `lasting` sheet there: from now on the desk keeps that message up to date. */
  keep(place: Pick<Bulletin, 'channel' | 'place' | 'externalId'>, sheet: Sheet): Promise<void>;
  /** The form of a command, with what can be chosen now, filled with what the order says already. */
  form(caller: Caller, order: Order): Promise<{ kind: 'form'; form: CommandOutline } | Extract<CommandResult, { kind: 'refused' }>>;
  /** Does what has become due, and says how much. */
  tick(now: Date): Promise<TickCounts>;
  /** Sends what is queued and due, and says how much. A second call while one is under way waits for the same. */
  deliver(): Promise<DeliveryCounts>;
  /** Shows what waits for somebody on a channel that they have to look at: each message once, in their order. */
  collect(channel: ChannelName, address: string, show: (said: Said) => void): Promise<void>;
  /** Takes away what was kept long enough, once a night; a night that was missed is made good by the next. null: tonight's was done. Stops between two steps when `signal` says so. */
  night(now: Date, signal?: AbortSignal): Promise<Removed | null>;
  /** Resolves when no turn is under way; new ones are refused with `busy`. */
  close(): Promise<void>;
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

/** What one tick did. */
export interface TickCounts {
  silences: number;
  /** Leads who were told of a concern. */
  alerts: number;
  /** Concerns of which nobody can be told, because nobody is their lead, or no lead has a chat that anything shows or carries. */
  unheard: number;
  /** Bulletins that show something new. */
  redrawn: number;
}

// ---------------------------------------------------------------- desk → channels that are pushed to

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

// ---------------------------------------------------------------- staff → desk

/** Who gives a command. */
export interface Caller {
  channel: ChannelName;
  address: string;
}

/** A command by its name with its fields, or as a line that somebody typed: `roles grant slack:T0/U1 staff --why new here`. */
export type Order = { name: string; input: Record<string, unknown> } | { line: string };

/** What a command answers: words, tables, and the same as data. */
export interface Sheet {
  text?: string;
  tables?: { head: string[]; rows: string[][] }[];
  /** What may well be done next, in the order of a row of buttons. */
  next?: NextStep[];
  /** PNG, with the same in words for who can't see it. */
  pictures?: { alt: string; png: Uint8Array }[];
  /** It can be shown to everybody in the place where it was asked for, and keeps itself up to date there: the command that draws it, until when. */
  lasting?: { command: string; input: Record<string, unknown>; until: Date };
  /** To keep, or to hand on. */
  files?: { name: string; type: string; body: string | Uint8Array }[];
  data: unknown;
}

/** An order that a door offers below a sheet. What its command asks beside `input`, the door asks in a form. */
export interface NextStep {
  label: string;
  order: { name: string; input: Record<string, unknown> };
  /** `main`: what most people do next. `danger`: something goes. */
  weight?: 'main' | 'danger';
}

export type CommandResult =
  | { kind: 'done'; sheet: Sheet }
  /** `faults`: what is wrong with which field, for a form. `stranger`: there is no such command, or it is of somebody without any role, so it may have been somebody's own words. */
  | { kind: 'refused'; why: string; faults?: Record<string, string>; stranger?: true };

/** How a door shows a command: its fields in the order of their places. */
export interface CommandOutline {
  name: string;
  summary: string;
  fields: CommandField[];
}

export interface CommandField {
  name: string;
  what: string;
  /** `long text`: may have several lines. `choices`: any number of them. `file`: the door takes a file, and hands in its text. */
  kind: 'text' | 'long text' | 'number' | 'date' | 'flag' | 'choice' | 'choices' | 'file';
  /** Of a form, those that there are now; of an outline, those that never change. */
  choices: CommandChoice[];
  required: boolean;
  positional: boolean;
  /** What is filled in already. */
  given?: unknown;
}

export interface CommandChoice {
  value: string;
  label: string;
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

// ---------------------------------------------------------------- desk → store

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
  /** This external id was taken before. */
  seen: boolean;
  person: PersonRow | null;
  /** The open conversation, if one is open. */
  conversation: ConversationRow | null;
}

export interface NewMessage {
  direction: 'in' | 'out';
  said: Said;
  externalId?: string;
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
  /** The channel has to be pushed: what is said is queued for this address. */
  pushed: boolean;
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
  /** What a survey with names has been answered so far. */
  response?: ResponseRecord;
  /** What of this turn belongs in the audit. */
  audit: AuditEntry[];
  /** Tombstones of emails and phone numbers that are erased because the person wants it. */
  marks?: string[];
  /** Emails and phone numbers of somebody who says STOP: whom a list brought by one of them is stopped too. */
  stops?: Contact[];
}

/** Who did what to what, and why. Ids only: it outlives the people that it names. */
export interface AuditEntry {
  /** A person's id, an admin of the configuration as `channel:address`, or `onward` for what it does by itself. */
  who: string;
  action: string;
  /** The id of what was read or changed; null for lists. */
  about: string | null;
  why: string | null;
}

export interface AuditRow extends AuditEntry {
  /** Its place in the chain, from 1. */
  id: number;
  at: Date;
}

export type AuditVerdict =
  /**
   * `head`: place and hash of the newest row, `12:ab34…`; what is after a head that was kept elsewhere was added since. `cut`: retention took
   * away the rows up to this one, then; whoever holds the database could have done the same, so a reader has to know whether that is right.
   */
  | { holds: true; rows: number; head: string | null; cut: { row: number; at: Date } | null }
  /** The first row at which the chain breaks. `head`: the head that was given is not in it. `empty`: things were done that it does not have. */
  | { holds: false; row: number; fault: 'changed' | 'missing' | 'head' | 'empty' };

/** Append-only, each row sealed over the one before; the database refuses any change. */
export interface Audit {
  add(entry: AuditEntry, at: Date): Promise<void>;
  /** Newest first. `about`: an id, or how it begins. */
  list(limit: number, about?: string): Promise<AuditRow[]>;
  verify(head?: string): Promise<AuditVerdict>;
}

/** Somebody with an address, and what was granted to them. */
export interface RoleHolder {
  person: string;
  /** null: nobody has said it. */
  name: string | null;
  language: string;
  /** They said STOP: not even a concern is told to them. */
  stopped: boolean;
  /** Where they have an address. */
  channels: ChannelName[];
  roles: { role: string; place: string; rung: number; at: Date }[];
}

export interface Roles {
  /** Whose address this is; null: nobody that is kept. */
  of(channel: ChannelName, address: string): Promise<RoleHolder | null>;
  /** By id or the start of one that fits only one person. */
  ofPerson(id: string): Promise<RoleHolder | null>;
  /** All who have been granted any. */
  list(): Promise<RoleHolder[]>;
  /** Grants it, again with another rung if they have it. `isNew`: keeps the person and the address too. */
  grant(grant: NewGrant): Promise<void>;
  /** false: they did not have it. */
  remove(person: string, role: string, place: string): Promise<boolean>;
}

export interface NewGrant {
  person: string;
  role: string;
  /** As people's `place`; empty: everywhere. */
  place: string;
  rung: number;
  at: Date;
  isNew: { channel: ChannelName; address: string; name: string } | null;
}

/** One word on one purpose. Rows are only added. */
export interface ConsentRow {
  purpose: string;
  /** Of the wording that was in front of them. */
  termsVersion: string;
  state: 'given' | 'refused' | 'withdrawn';
  /** `self`: in the chat. `witnessed`: they said it to a facilitator. `guardian`: a parent or carer said it. */
  how: 'self' | 'guardian' | 'witnessed';
  /** The facilitator, or the parent or carer, by name. */
  witness: string | null;
  /** Where it came from: of staff's own, where they wrote it down. */
  channel: string;
  at: Date;
}

export interface Consents {
  /** All that one person said, oldest first. */
  of(person: string): Promise<ConsentRow[]>;
  /** Adds what staff were told, and erases what may not be kept any more because of it, with marks that stay. false: there is no such person. */
  record(person: string, row: ConsentRow, erased: TurnRecord['erased'], marks: string[]): Promise<boolean>;
}

/** What the charity asks of people in one age band. */
export interface AgeRule {
  /** As the question about the age has it. */
  band: string;
  mayTakePart: boolean;
  whoConsents: 'self' | 'self-guardian-told' | 'guardian';
  /** Who says yes to keeping what is sensitive, and to photos or film. */
  sensitive: 'self' | 'guardian' | 'nobody';
  photos: 'self' | 'guardian' | 'nobody';
  /** Whether we may write when nobody asked us to. */
  nudges: boolean;
  youngNotice: boolean;
}

/** Something that people can say yes or no to, as the chat speaks of it. */
export interface Purpose {
  purpose: string;
  label: Words;
  /** What a yes changes. */
  given: Words;
  /** What a no changes. */
  withdrawn: Words;
  /** Offered also to people who were never asked. */
  anyTime: boolean;
  /** Whole messages that are a no to it. */
  saysNo: string[];
}

// ---------------------------------------------------------------- sessions

/** A theme of the codebook, as `flows/areas.yaml` has it. */
export interface Area {
  value: string;
  label: Words;
}

export type SettingKind = 'secure' | 'community' | 'education' | 'health' | 'online';

/** A place where young people are met. */
export interface Setting {
  id: string;
  name: string;
  kind: SettingKind;
}

/** A programme for a commissioner. */
export interface Project {
  id: string;
  name: string;
  /** Reference of the commissioner's approval; null: none. */
  approval: string | null;
  /** The last day on which it holds, as YYYY-MM-DD; null: no end. */
  approvalEnds: string | null;
}

/** How many came: all of them, those who are named too. `bands`: how many of these were of which age; the rest is of an age that nobody noted. */
export interface Heads {
  all: number;
  bands: Record<string, number>;
}

export interface NewSession {
  id: string;
  /** YYYY-MM-DD, as are all dates of sessions. */
  date: string;
  setting: string;
  project: string | null;
  areas: string[];
  /** Who recorded it. */
  owner: string;
  facilitators: string[];
  heads: Heads | null;
  at: Date;
}

export interface SessionSummary {
  id: string;
  date: string;
  setting: Setting;
  project: Project | null;
  areas: string[];
  /** null: they are not kept any more. */
  owner: string | null;
  facilitators: { person: string; name: string | null }[];
  /** null: nobody counted. */
  heads: Heads | null;
  /** How many are recorded by name. */
  named: number;
  notes: number;
  /** Surveys that were sent. */
  surveys: number;
}

export interface SessionDetail extends SessionSummary {
  attended: { person: string; name: string | null; ageBand: string | null }[];
  evidence: Evidence[];
}

/** A note about a session. */
export interface Evidence {
  id: string;
  /** null: of no one area. */
  area: string | null;
  text: string;
  /** Who noted it, as the audit names them. */
  by: string;
  at: Date;
}

/** Somebody who may have been at a session. */
export interface NamedPerson {
  id: string;
  name: string | null;
  ageBand: string | null;
}

/** People who were there, to record together. */
export interface NewAttendance {
  session: string;
  /** What is undone together. */
  batch: string;
  people: string[];
  /** How many these are with those who have no name, counted only where nobody has counted yet. */
  heads: number;
  at: Date;
}

export interface Sessions {
  /** In the order of their names, as are projects. */
  settings(): Promise<Setting[]>;
  /** false: there is one of that name. */
  addSetting(setting: Setting, at: Date): Promise<boolean>;
  projects(): Promise<Project[]>;
  /** false: there is one of that name. */
  addProject(project: Project, at: Date): Promise<boolean>;
  /** What the commissioner approved, in place of what was there. */
  approve(project: string, approval: string, approvalEnds: string | null): Promise<void>;
  add(session: NewSession): Promise<void>;
  /** The newest first; `of`: only those that this person recorded or facilitates. `people`: how many different people are named in them. */
  list(limit: number, of?: string): Promise<{ sessions: SessionSummary[]; people: number }>;
  /** By id or the start of one that fits only one session. */
  show(id: string): Promise<SessionDetail | null>;
  /** Everybody who may have been there, the newest first: not those who only work here. */
  people(): Promise<NamedPerson[]>;
  /** Those who were at a session that this person recorded or facilitates. */
  metBy(person: string): Promise<string[]>;
  /** Answers who was added: not who was there already, or is not kept any more. `counted`: the heads were. */
  attend(attendance: NewAttendance): Promise<{ people: string[]; counted: boolean }>;
  /** Whose session a batch is, and how many were added with it; null: there is no such batch, or it is undone. */
  batch(id: string): Promise<{ session: string; people: number } | null>;
  /** Takes a batch back: names, what it counted, and people who came in with it and of whom nothing else is kept. Answers how many names and people. */
  undo(batch: string): Promise<{ people: number; removed: number }>;
  /** In place of what was counted before. */
  count(session: string, heads: Heads): Promise<void>;
  /** Keeps a note; with what the screen found in it, if anything, as a concern of who wrote it. */
  note(note: Evidence & { session: string; concern: NewConcern | null; writer: string; channel: ChannelName }): Promise<void>;
}

// ---------------------------------------------------------------- lists, tombstones, retention

/** How to reach somebody outside the chat: an email in lower case, a phone number in E.164. */
export interface Contact {
  channel: 'email' | 'sms';
  value: string;
}

/** An answer that is a text. Whether it is an email or a phone number, its flow's version says. */
export interface TextAnswer {
  flow: string;
  flowVersion: number;
  step: string;
  value: string;
}

/** Somebody from a list, with the marks that stand for their contacts among the tombstones. */
export interface NewListed {
  id: string;
  name: string | null;
  ageBand: string | null;
  place: string | null;
  contacts: Contact[];
  marks: string[];
}

/** Whose something is, and whether they said STOP. */
export interface Whose {
  person: string;
  stopped: boolean;
}

export interface Contacts {
  /** Of these people: the addresses that lists brought, and every text that they answered, also those that they changed since. */
  of(people: string[]): Promise<{ addresses: Contact[]; answers: TextAnswer[] }>;
  /** Every contact of the people whom a list brought by one of these, and who never wrote. */
  listedWith(contacts: Contact[]): Promise<Contact[]>;
  /** Who has one of these, by address or by an answer that says the same, and whether they said STOP. Case does not matter. */
  whose(values: string[]): Promise<{ addresses: (Contact & Whose)[]; answers: (TextAnswer & Whose)[] }>;
  /** Those of these marks that are kept, and every mark of a key. */
  marked(marks: string[]): Promise<string[]>;
  /** Keeps all these people or none; leaves out whoever has an address or a tombstone by now. Answers the ids of those it kept. */
  add(people: NewListed[], at: Date): Promise<string[]>;
}

// ---------------------------------------------------------------- surveys

/** `attended`: who was there by name. `facilitators`: of the session, or all of them. `registered`: everybody who has finished registering. */
export type Audience = 'attended' | 'facilitators' | 'registered';

/** A survey that was sent, or is about to be. */
export interface SurveyRun {
  id: string;
  flow: string;
  flowVersion: number;
  session: string | null;
  audience: Audience;
  anonymous: boolean;
  areas: string[];
  /** The smallest number of people that a figure may be about. */
  threshold: number;
  opensAt: Date;
  /** Nobody begins from then on. */
  closesAt: Date;
  /** Who has begun may finish until then. */
  finishBy: Date;
  /** At most, to each. */
  reminders: number;
  /** Who sent it, if they are a person that is kept. */
  owner: string | null;
  createdAt: Date;
}

/** A session, as far as a survey has to know it. */
export interface SurveyedSession {
  id: string;
  /** YYYY-MM-DD */
  date: string;
  setting: string;
  /** Of the setting: secure, community, education, health or online. */
  kind: string;
  areas: string[];
  /** The last day on which its project's approval holds, YYYY-MM-DD; null: none is needed. */
  approvalEnds: string | null;
  /** Heads that were counted and have no name. */
  unnamed: number;
}

/** What has to be known of somebody before they are asked. */
export interface Candidate {
  person: string;
  name: string | null;
  language: string;
  ageBand: string | null;
  stopped: boolean;
  pausedUntil: Date | null;
  /** They ran the session: they are asked as colleagues. */
  works: boolean;
  /** The one that they used last comes first. */
  addresses: { channel: ChannelName; value: string }[];
  /** Oldest first. */
  consents: ConsentRow[];
  /** An invitation to the same survey about the same session is there already. */
  asked: boolean;
}

export interface NewInvitation {
  id: string;
  person: string;
  channel: ChannelName;
  /** SHA-256 of the token of its link. */
  link: string;
  dueAt: Date;
}

export type InvitationState = 'waiting' | 'invited' | 'started' | 'finished' | 'withheld';

/** An invitation of which a message is due: itself while it waits, a reminder later. */
export interface DueInvitation {
  id: string;
  state: 'waiting' | 'invited' | 'started';
  reminded: number;
  run: SurveyRun;
  /** Of its session, YYYY-MM-DD. */
  date: string | null;
  candidate: Candidate;
}

/** What becomes of it. Holds only if it is as it was read. */
export type Settlement = Pick<DueInvitation, 'id' | 'state' | 'reminded'> &
  (
    | {
        kind: 'send';
        message: { kind: Asking; channel: ChannelName; address: string; said: Said; pushed: boolean };
        /** When the next reminder is due. */
        dueAt: Date | null;
      }
    | { kind: 'withhold'; why: string }
    | { kind: 'put off'; dueAt: Date | null }
  );

/** A run with its counts, exact: what may be shown of an anonymous one is up to whoever shows it. */
export interface RunCounts {
  run: SurveyRun;
  session: SurveyedSession | null;
  /** Of invitations. `waiting`: they can still be taken back. */
  waiting: number;
  /** That were sent, and of those that arrived. */
  invited: number;
  reached: number;
  withheld: { why: string; count: number }[];
  reminders: number;
  /** Of responses: all of them, finished ones, and of those that came late. */
  started: number;
  finished: number;
  late: number;
}

/** A survey that somebody may answer now. */
export interface OpenSurvey {
  invitation: string;
  run: SurveyRun;
}

/** What is behind a link. */
export interface OpenedPaper {
  invitation: string;
  run: SurveyRun;
  /** Kind of the setting; null without a session. */
  kind: string | null;
  person: Pick<PersonRow, 'id' | 'language' | 'place'>;
  /** What this key has begun; null: nothing yet. */
  response: { version: number; event: string; session: Session; answers: Record<string, Answered> } | null;
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

/** A page of a survey that is answered by a link. */
export interface PaperRecord extends ResponseRecord {
  /** SHA-256 of the token. */
  link: string;
  key: string;
  event: string;
  /** What was read; 0: nothing was there. */
  version: number;
  session: Session;
  /** They want somebody to get in touch. Never of an anonymous run. */
  wanted: boolean;
  at: Date;
}

export interface Surveys {
  /** Newest first. */
  sessions(limit: number): Promise<SurveyedSession[]>;
  /** By id or the start of one that fits only one session. */
  session(id: string): Promise<SurveyedSession | null>;
  candidates(of: Pick<SurveyRun, 'flow' | 'session' | 'audience'>, now: Date): Promise<Candidate[]>;
  /** Keeps the run and its invitations, all or none. false: this run was sent before, and nothing was done. */
  send(run: SurveyRun, invitations: NewInvitation[]): Promise<boolean>;
  /** Takes back what has not gone; a run of which nothing has gone is as if it had never been. */
  undo(run: string): Promise<{ stopped: number; gone: number }>;
  /** Newest first. */
  list(limit: number): Promise<RunCounts[]>;
  /** By id or the start of one that fits only one run. */
  show(id: string): Promise<RunCounts | null>;
  /** Ends it earlier. What waits is withheld. */
  close(run: string, closesAt: Date, finishBy: Date): Promise<void>;
  /** The next invitations of which a message is due. */
  due(now: Date, limit: number): Promise<DueInvitation[]>;
  /** Answers the people to whom something was said. */
  settle(settlements: Settlement[], at: Date): Promise<string[]>;
  run(id: string): Promise<SurveyRun | null>;
  /** The newest survey that this person was asked, has not finished, and may answer now. */
  openFor(person: string, now: Date): Promise<OpenSurvey | null>;
  /** @param link SHA-256 of the token. null: there is no such invitation, or it is finished */
  paper(link: string, key: string | null): Promise<OpenedPaper | null>;
  /** `lost`: another reply came between reading and writing, or it is finished elsewhere. */
  keep(paper: PaperRecord, anonymous: boolean): Promise<'committed' | 'lost'>;
  /** Says STOP for whom the link belongs to. */
  stop(link: string, at: Date): Promise<void>;
  /** A concern about something that was written by a link. */
  concern(concern: NewConcern & { person: string; run: string; at: Date }): Promise<void>;
  /** Every text in the responses of a run: of one person, and of those that are nobody's. */
  texts(run: string, person: string): Promise<{ step: string; text: string }[]>;
  /** The surveys whose results are read together with those of this run: of one template and kind, in one project. */
  unit(run: string): Promise<ResultsUnit | null>;
  /** Every response of these runs. */
  responses(runs: string[]): Promise<CountedResponse[]>;
  /** What was published of a unit, oldest first. */
  releases(unit: ResultsUnit): Promise<unknown[]>;
  /** Keeps figures and marks whose they are, both or neither. false: responses have changed since they were read. */
  publish(release: { unit: ResultsUnit; number: number; figures: unknown; responses: string[]; at: Date }): Promise<boolean>;
  /** Of anonymous runs that are over: what was not finished is mixed too, and nobody can come back to it. Answers how many runs. */
  seal(now: Date): Promise<number>;
}

/** Surveys that are read together: a person may be in several of them, and answers each once. */
export interface ResultsUnit {
  flow: string;
  anonymous: boolean;
  /** The project, or the run where it belongs to none. */
  unit: string;
  /** The project's name. */
  project: string | null;
  runs: { id: string; flowVersion: number; threshold: number; finishBy: Date; setting: { id: string; name: string } | null }[];
}

/** A response, as far as it is counted. */
export interface CountedResponse {
  id: string;
  run: string;
  /** null: nobody's. */
  person: string | null;
  state: 'started' | 'finished';
  late: boolean;
  answers: Record<string, Answered>;
  /** The release that it is in; null: none yet. */
  release: number | null;
}

/** How long each class of data is kept, in days; null: for ever. */
export interface KeptFor {
  conversations: number;
  answers: number;
  contact_details: number;
  /** Of surveys without names, from when each was over. */
  anonymous_answers: number;
  concern_log: number;
  concern_kept: number;
  audit: number;
  inbound_keys: number;
  resume_codes: number;
  used_tickets: number;
  tombstones: number | null;
}
export type DataClass = keyof KeptFor;

/** Up to which moment each class goes; null: none of it. */
export type Before = Record<DataClass, Date | null>;

/** What would go of a class. `of`: how many there are. `oldest`: of those that would go. */
export interface Past {
  past: number;
  of: number;
  oldest: Date | null;
}

/** Rows that went, by class. `emptied`: people of whom only their STOP is left. */
export type Removed = Record<DataClass | 'emptied', number>;

/**
 * What takes away. Each step is one statement over a bounded number of rows, which also writes in the audit what it took: cut off anywhere,
 * the next run goes on.
 */
export interface Retention {
  /** What would go. `held`: people who would, were they not held by a concern that is not closed, or by a role. */
  look(before: Before): Promise<{ classes: Record<DataClass, Past>; held: { concern: number; role: number } }>;
  /** The next people after `after`, by id, of whom something of this class has to go. */
  due(what: PersonalClass, before: Date, after: string | null, most: number): Promise<{ person: string; stopped: boolean }[]>;
  messages(people: string[], before: Date, at: Date): Promise<number>;
  /** `marks`: tombstones that are written with it. Answers how many conversations went, and how many answers with them. */
  answers(people: string[], before: Date, at: Date, marks: string[]): Promise<{ conversations: number; answers: number }>;
  /** Of those who said STOP, that is kept, and the addresses by which it is known that it was them. */
  people(people: string[], before: Date, at: Date, marks: string[]): Promise<{ people: number; emptied: number }>;
  /** Answers how many went of what belongs to nobody, or outlives whom it is about. */
  step(what: Exclude<DataClass, PersonalClass>, before: Date, at: Date): Promise<number>;
  /** true: this night's run is ours, and nobody else's. */
  claim(night: string): Promise<boolean>;
}

export type PersonalClass = 'conversations' | 'answers' | 'contact_details';

/** What the screen found in a text. Never quotes it. */
export interface Alarm {
  /** Such as `self_harm`. */
  family: string;
  /** `now`: somebody may be in danger at this moment. */
  urgency: 'now' | 'soon';
  /** The rule that fired. */
  rule: string;
}

/** Looks at one text that somebody wrote; null when it finds nothing. Pure, and never throws. */
export type Screen = (text: string) => Alarm | null;

/** A concern names the rule that fired and never the words. */
export interface NewConcern extends Alarm {
  id: string;
  /** Where the person lives, as far as it is known, which decides who has to look. */
  place: string | null;
}

export type ConcernState = 'open' | 'acknowledged' | 'in hand' | 'referred' | 'closed';

export interface ConcernSummary extends NewConcern {
  /** Of somebody who may have been erased since, or of nobody: then `run` says in which anonymous survey it was written. */
  person: string;
  /** The survey that was answered by a link, if one was. */
  run: string | null;
  at: Date;
  state: ConcernState;
  /** What was done, oldest first. */
  events: { state: ConcernState; who: string; why: string; at: Date }[];
  /** Leads who were told, in turn. `lead`: as lists call them. */
  told: { lead: string; rung: number; at: Date }[];
}

/** What a lead needs to help somebody who was erased while a concern about them was not closed. */
export interface KeptOfConcern {
  /** What was written when the screen fired. */
  words: string | null;
  name: string | null;
  ageBand: string | null;
  place: string | null;
  /** How to reach them, a line each. */
  reach: string[];
}

export interface Concerns {
  /** By id or the start of one that fits only one concern. */
  show(id: string): Promise<ConcernSummary | null>;
  /** What was written when the screen fired, and the session that it is a note about; null when it is not kept any more. */
  words(id: string): Promise<{ text: string; session: string | null } | null>;
  /** What was kept for it when its person was erased; null for nearly all. */
  kept(id: string): Promise<KeptOfConcern | null>;
  /** Whether one about this person is not closed. */
  isOpenOf(person: string): Promise<boolean>;
  /** Those that are not closed, or all: the most urgent first, then the oldest. */
  list(all: boolean): Promise<ConcernSummary[]>;
  /**
   * Tells a lead of a concern, in the first of these chats that they have, and keeps that they were told. false: they had been, or have none.
   * `waiting`: chats in which it is queued, until it is sent or somebody looks.
   */
  tell(alert: {
    concern: string;
    lead: string;
    rung: number;
    said: Said;
    at: Date;
    chats: readonly ChannelName[];
    waiting: readonly ChannelName[];
  }): Promise<boolean>;
  /** Adds what was done. `closed`: what was kept for it goes. */
  add(id: string, event: { state: ConcernState; who: string; why: string; at: Date }): Promise<void>;
}

/** `lost`: another turn of this person came between reading and writing; nothing was written. */
export type Committed = 'committed' | 'duplicate' | 'lost';

/** What lets us into somebody else's service, such as a workspace of Slack. Closed by a `Lock` before it comes here. */
export interface Installs {
  find(key: string): Promise<string | null>;
  /** In place of what was kept under this key. */
  keep(key: string, closed: string, at: Date): Promise<void>;
  remove(key: string): Promise<void>;
}

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

/** Everything the desk keeps. Implemented by `store/`, on PGlite and PostgreSQL alike. */
export interface Store {
  /** Statement one of the turn. */
  open(channel: ChannelName, address: string, externalId: string | null): Promise<Opened>;
  /** Statement two of the turn. */
  commit(turn: TurnRecord): Promise<Committed>;
  /** Erases the person and all that is theirs, counts one `tally`, and keeps only the external id. */
  forget(turn: {
    channel: ChannelName;
    externalId: string | null;
    person: string | null;
    conversationVersion: number;
    tally: string;
    /** What their last words opened, and of which person: one that is erased, or was never kept. */
    concern: NewConcern | null;
    concernOf: string;
    /** What is kept for a concern that is not closed: their last words, and the answers that say how to reach them. */
    help: Omit<KeptOfConcern, 'reach'> & { reach: { flow: string; step: string }[] };
    audit: AuditEntry[];
    /** Of somebody who asked for it: marks by which no list brings them back. Whom a list brought by these contacts goes too. */
    tombstones: { contacts: Contact[]; marks: string[] } | null;
    at: Date;
  }): Promise<Committed>;
  /** The latest conversation of a person in a flow, open or ended. */
  latest(person: string, flow: string): Promise<ConversationRow | null>;
  history(channel: ChannelName, address: string, after?: string): Promise<{ opened: Opened; messages: KeptMessage[] }>;
  /** Links an address to the code's person if the code is unused and not over; marks it used. One statement. */
  redeem(channel: ChannelName, address: string, codeHash: string, at: Date): Promise<string | null>;
  /** Conversations whose silence is due, oldest first, of people who have not said STOP. */
  silent(now: Date, limit: number): Promise<{ channel: ChannelName; address: string; opened: Opened }[]>;
  /** Stores a flow version unless its digest is the newest already; answers the version in force. Safe when two replicas start together. */
  publishFlow(flow: string, digest: string, definition: unknown, at: Date): Promise<number>;
  flowVersion(flow: string, version: number): Promise<FlowVersionRow | null>;
  /** Stores terms; rejects when the same purpose and version exist with other wording. */
  publishTerms(terms: TermsRow[], at: Date): Promise<void>;
  people: People;
  tickets: Tickets;
  consents: Consents;
  concerns: Concerns;
  roles: Roles;
  audit: Audit;
  contacts: Contacts;
  outbox: Outbox;
  bulletins: Bulletins;
  sessions: Sessions;
  surveys: Surveys;
  retention: Retention;
  installs: Installs;
  /** Rejects when the database cannot answer. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** What is remembered of a ticket that was used, until it would have run out anyway. */
export interface Ticket {
  hash: string;
  expiresAt: Date;
}

export interface Tickets {
  used(hash: string): Promise<boolean>;
  /**
   * Marks the ticket as used, puts that in the audit, and reads all that is held about the person, in one statement: of two who show it at once, one gets it. null
   * when it was used, or ticket or person is null.
   */
  take(ticket: Ticket | null, person: string | null, at: Date): Promise<Held | null>;
}

/** What staff read. */
export interface PersonSummary {
  id: string;
  name: string | null;
  ageBand: string | null;
  place: string | null;
  language: string;
  /** Finished registering; null while under way. */
  registeredAt: Date | null;
  startedAt: Date;
  stoppedAt: Date | null;
  /** No reminders until then. */
  pausedUntil: Date | null;
  /** Asked to talk to somebody. */
  personWantedAt: Date | null;
}

export interface PersonDetail extends PersonSummary {
  channels: ChannelName[];
  /** How many messages are kept, both ways. */
  messages: number;
  answers: {
    flow: string;
    flowVersion: number;
    step: string;
    value: Answered['value'];
    category: string | null;
    raw: string;
    at: Date;
    current: boolean;
  }[];
  consents: ConsentRow[];
  /** Sessions that they were at, the first first. */
  sessions: Pick<SessionSummary, 'id' | 'date' | 'setting'>[];
}

export interface People {
  /** Newest first. */
  list(limit: number): Promise<PersonSummary[]>;
  /** Those who asked to talk to somebody, who asked last first. */
  wanting(limit: number): Promise<PersonSummary[]>;
  /** By id or the start of one that fits only one person; null when none or several do. */
  show(id: string): Promise<PersonDetail | null>;
  /** Every name that is kept, for looking whether one stands in a text. */
  names(): Promise<string[]>;
  /** Whose address this is; who has none yet becomes `person`. Answers their id. */
  keep(person: string, name: string, channel: ChannelName, address: string, at: Date): Promise<string>;
}

export type { Answered, PersonField, Session };
