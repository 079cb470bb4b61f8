/** What is done again and again by whichever replica is first. */

/** Names of things that were counted, such as `silences`, and how many. */
export type Counts = Record<string, number>;

/** A slot of a job: the moment for which it is done. */
export interface JobSlot {
  name: string;
  slot: Date;
  /** When it is late, unless it is done by then. */
  lateAt: Date;
}

/** Where a job is. */
export interface JobState extends JobSlot {
  /** When the oldest slot that is not done was begun; while none is, the newest that was done. */
  startedAt: Date;
  /** When a slot was last done; null: never. */
  finishedAt: Date | null;
  /** The newest slot is done. */
  done: boolean;
  /** What the last run counted. */
  counts: Counts;
  /** A code for what went wrong, when the last run failed. Never words of a person. */
  error: string | null;
}

/** One row for each job, which says who is at it. Every change is one statement, and conditional. */
export interface JobTable {
  /**
   * Takes those slots that are newer than what was done, or not done yet, and that nobody is at. Who is at one has it until `lease`, and loses it to
   * whoever asks after that. Answers the names of those that were taken.
   */
  claim(slots: JobSlot[], owner: string, now: Date, lease: Date): Promise<string[]>;
  /** Keeps what this owner is at. Answers the names of those that are still theirs. */
  renew(owner: string, names: string[], lease: Date): Promise<string[]>;
  /** It is done, and late when `lateAt` has come without another. Does nothing when another has taken it over. */
  finish(owner: string, slot: JobSlot, counts: Counts, at: Date): Promise<void>;
  /** It is not done: whoever asks after `until` may have it. */
  leave(owner: string, slot: JobSlot, error: string | null, until: Date): Promise<void>;
  /** All of them, by name. */
  list(): Promise<JobState[]>;
}
