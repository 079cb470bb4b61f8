/** Who read or changed what. */

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
