/** How long things are kept. */

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
}

export type PersonalClass = 'conversations' | 'answers' | 'contact_details';
