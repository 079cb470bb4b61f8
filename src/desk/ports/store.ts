import type { Held } from '../copy.ts';
import type { Audit, AuditEntry } from './audit.ts';
import type { ChannelName } from './basics.ts';
import type { KeptMessage, Redeemed } from './chat.ts';
import type { Claims } from './claims.ts';
import type { Codings } from './coding.ts';
import type { ConsentRow } from './consents.ts';
import type { Contact, Contacts } from './contacts.ts';
import type { Digests } from './digest.ts';
import type { Findings } from './findings.ts';
import type { Gauges } from './gauges.ts';
import type { JobTable } from './jobs.ts';
import type { Merges } from './merges.ts';
import type { Nudges } from './nudges.ts';
import type { Opportunities } from './opportunities.ts';
import type { Bulletins, Outbox } from './outbox.ts';
import type { Packs } from './packs.ts';
import type { Pairs } from './pairs.ts';
import type { Pathways } from './pathways.ts';
import type { People } from './people.ts';
import type { Retention } from './retention.ts';
import type { Roles } from './roles.ts';
import type { Concerns, KeptOfConcern, NewConcern } from './safeguarding.ts';
import type { Sessions } from './sessions.ts';
import type { Surveys } from './surveys.ts';
import type { TabletTable } from './tablets.ts';
import type { Tenures } from './tenures.ts';
import type { Committed, ConversationRow, FlowVersionRow, Opened, TermsRow, TurnRecord } from './turn.ts';

/** Everything that the desk keeps. */

export interface Consents {
  /** All that one person said, oldest first. */
  of(person: string): Promise<ConsentRow[]>;
  /** Adds what staff were told, and erases what may not be kept any more because of it, with marks that stay. false: there is no such person. */
  record(person: string, row: ConsentRow, erased: TurnRecord['erased'], marks: string[]): Promise<boolean>;
}

/** What lets us into somebody else's service, such as a workspace of Slack. Closed by a `Lock` before it comes here. */
export interface Installs {
  find(key: string): Promise<string | null>;
  /** In place of what was kept under this key. */
  keep(key: string, closed: string, at: Date): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Everything the desk keeps. Implemented by `store/`, on PGlite and PostgreSQL alike. */
export interface Store {
  /** Statement one of the turn. @param place as `Inbound` has it */
  open(channel: ChannelName, address: string, externalId: string | null, place?: string): Promise<Opened>;
  /** The same for a person, or whom they have become, wherever they write from; null: there is no such person. */
  openOf(person: string): Promise<Opened | null>;
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
  /**
   * Links an address to the code's person if the code is unused and not over, and the address is nobody's or of somebody who has only begun; marks it
   * used, and remembers the event, if one said it. One statement. @param from as `Desk.redeem` has it
   */
  redeem(
    channel: ChannelName,
    address: string,
    codeHash: string,
    at: Date,
    from: { externalId: string | null; own: string | null },
  ): Promise<Exclude<Redeemed, { kind: 'duplicate' }>>;
  /** Keeps the link of an email beside the codes: it opens the chat from `message` on. */
  keepLink(link: { hash: string; person: string; message: string; expiresAt: Date }): Promise<void>;
  /** Conversations whose silence is due, oldest first, of people who have not said STOP. */
  silent(now: Date, limit: number): Promise<{ channel: ChannelName; address: string; opened: Opened }[]>;
  /** Stores a version of each flow unless its digest is the newest already; answers the versions in force, by flow. Safe when two replicas start together. */
  publishFlows(flows: { flow: string; digest: string; definition: unknown }[], at: Date): Promise<Map<string, number>>;
  flowVersion(flow: string, version: number): Promise<FlowVersionRow | null>;
  /** Stores terms; rejects when the same purpose and version exist with other wording. */
  publishTerms(terms: TermsRow[], at: Date): Promise<void>;
  people: People;
  tickets: Tickets;
  parked: Parked;
  claims: Claims;
  consents: Consents;
  concerns: Concerns;
  roles: Roles;
  audit: Audit;
  contacts: Contacts;
  merges: Merges;
  outbox: Outbox;
  bulletins: Bulletins;
  sessions: Sessions;
  pathways: Pathways;
  opportunities: Opportunities;
  findings: Findings;
  packs: Packs;
  pairs: Pairs;
  tenures: Tenures;
  surveys: Surveys;
  tablets: TabletTable;
  nudges: Nudges;
  codings: Codings;
  retention: Retention;
  installs: Installs;
  /** The database's own time, which all replicas share. */
  time(): Promise<Date>;
  jobs: JobTable;
  digests: Digests;
  /** How things stand, for whoever watches. */
  gauges(now: Date): Promise<Gauges>;
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
  take(ticket: Ticket | null, person: string | null, at: Date, action?: 'my data copied' | 'my record copied'): Promise<Held | null>;
}

/** Orders that wait for a press, until they run out. */
export interface Parked {
  keep(key: string, order: unknown, expiresAt: Date): Promise<void>;
  /** null: there is none, or it has run out. */
  find(key: string, at: Date): Promise<{ order: unknown } | 'taken' | null>;
  /** It was done: what it says goes. */
  empty(key: string): Promise<void>;
  /** Takes away what has run out. */
  sweep(now: Date): Promise<void>;
}
