import type { Acknowledged, Envelope, TabletSetup } from '../../envelope.ts';
import type { Heads } from './sessions.ts';

/** Tablets of facilitators: a start code for a session, and what comes back from it in envelopes. */

export type { Acknowledged, Envelope, EnvelopeKind, TabletSetup } from '../../envelope.ts';

/** A start code that was given, with the keys that close and open what is captured by it. */
export interface TabletRow {
  id: string;
  /** The run that takes in the answers. */
  run: string;
  publicKey: string;
  /** The private key, closed. */
  locked: string;
  /** The person who gave the code: what comes is captured by them. */
  by: string;
  /** The code starts tablets until then. */
  startsUntil: Date;
  /** What is captured is taken until then. */
  takesUntil: Date;
}

export interface TabletTable {
  /** @param code its hash */
  add(row: TabletRow & { code: string }): Promise<void>;
  /** Starts one more tablet by this hash of a code, which is in the audit. null: there is no such code, or its time is over. */
  start(code: string, at: Date): Promise<TabletRow | null>;
  find(id: string): Promise<TabletRow | null>;
  /**
   * How many came to the session of a tablet's run, in place of what was counted before `at`; what was counted after it stays, and the audit says so. Each
   * envelope counts once.
   */
  countHeads(tablet: Pick<TabletRow, 'run' | 'by'>, envelope: string, heads: Heads, at: Date, now: Date): Promise<void>;
  /** Those from which nothing is taken any more go, and the keys with them. */
  sweep(now: Date): Promise<void>;
}

/** Pairs of keys for envelopes. */
export interface TabletKeys {
  /** A new pair; the private key is closed under the tablet's id. */
  make(tablet: string): Pick<TabletRow, 'publicKey' | 'locked'>;
  /** What is in an envelope; null: it was not closed for this tablet, or was changed since. */
  open(tablet: Pick<TabletRow, 'id' | 'publicKey' | 'locked'>, envelope: Envelope): string | null;
}

/** What a tablet may ask of the desk. */
export interface Tablets {
  /** All that a tablet needs to work without a network, for its code; null: it is none, or its time is over. */
  start(code: string): Promise<TabletSetup | null>;
  /** Takes envelopes, each once; resolves after the commit. null: the token is none, or nothing is taken from this tablet any more. */
  take(token: string, envelopes: Envelope[]): Promise<Acknowledged | null>;
}
