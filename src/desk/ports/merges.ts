import type { ChannelName } from './basics.ts';
import type { AnswerAt, Contact, TextAnswer } from './contacts.ts';

/** Two people who turn out to be one, and what makes them two again. */

/** Somebody who may be one with somebody else. */
export interface MergeCandidate {
  id: string;
  name: string | null;
  ageBand: string | null;
  place: string | null;
  /** When we first heard of them. */
  since: Date;
  registeredAt: Date | null;
  /** Their own emails and phone numbers. */
  contacts: Contact[];
}

/**
 * `done`: also when they were one already. Else why not: `same`: one id twice; `gone`: one of them is not kept any more; `elsewhere`: one of them has
 * become somebody else; `others`: somebody has become the other; `role`: one of them has a role, which nobody gains so; `staff`: not by a code alone.
 */
export type MergeOutcome = 'done' | 'same' | 'gone' | 'elsewhere' | 'others' | 'role' | 'staff';

export interface NewMerge {
  keep: string;
  other: string;
  /** As the audit names them. */
  who: string;
  why: string;
  at: Date;
}

/** What was merged: whom they have become, and who is not there by themselves any more. */
export interface Merged {
  keep: string;
  other: string;
}

export interface Merges {
  /** Everybody with no role who is not somebody else, with what they answered there. @param asked questions for one's own email or phone number */
  candidates(asked: AnswerAt[]): Promise<(Omit<MergeCandidate, 'contacts'> & { addresses: Contact[]; answers: TextAnswer[] })[]>;
  /** Pairs that are known to be two. */
  apart(): Promise<[string, string][]>;
  /** Staff say that they are two. false: one of them is gone. */
  keepApart(one: string, another: string, at: Date): Promise<boolean>;
  merge(merge: NewMerge): Promise<MergeOutcome>;
  /**
   * By a code of one that was said at an address of the other, which uses the code up and remembers the event. null: it is no code that works, or
   * there is a reason for staff to look first; nothing is done then.
   */
  byCode(said: { channel: ChannelName; address: string; hash: string; externalId: string | null; at: Date }): Promise<Merged | null>;
  /** The merge that somebody is in, the newest: by the id of either of the two, or its start. */
  find(start: string): Promise<(Merged & { names: string[] }) | null>;
  /** `newer`: another was merged into the same person since, and comes first. `gone`: it is undone already. */
  undo(other: string, who: string, at: Date): Promise<'done' | 'newer' | 'gone'>;
}
