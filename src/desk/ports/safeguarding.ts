import type { ChannelName } from './basics.ts';
import type { Said } from './chat.ts';

/** What somebody may be in danger by, and who looks into it. */

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
  /**
   * Queues alerts again that did not arrive because their lead was not there, and is now: of concerns that nobody has done anything about. Answers how
   * many; each once, until it does not arrive again.
   */
  tellAgain(at: Date): Promise<number>;
  /** Adds what was done. `closed`: what was kept for it goes. */
  add(id: string, event: { state: ConcernState; who: string; why: string; at: Date }): Promise<void>;
}
