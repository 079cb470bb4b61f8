import type { PersonField, QuestionType } from './flow.ts';
import type { Answered } from './session.ts';

/** A question as a channel shows it: everything needed to draw buttons, boxes or a field, and nothing else. */
export interface Prompt {
  /** The step that waits. A reply names it, so that an old button can be told from a live one. */
  id: string;
  type: QuestionType | 'review' | 'change';
  /** In the person's language. For `scale` and `nought_to_ten` the value is the number. */
  options: { value: string; label: string }[];
  /** Several options may be picked. */
  many: boolean;
  skip: boolean;
  /** Which question this is, from 1, and of how many at most on the way ahead. null where that tells nothing. */
  progress: { at: number; of: number } | null;
}

/** One message to the person. The last message of a turn that waits carries the prompt. */
export interface Said {
  text: string;
  prompt?: Prompt;
}

export type Outcome = 'completed' | 'declined' | 'lapsed';

/** What happened in a turn. The engine does nothing itself: the desk has one handler for each of these. */
export type Event =
  | { type: 'said'; said: Said }
  /** `replaces`: an earlier answer to the same step is no longer current. `consent`: kept as a consent, not as an answer. */
  | { type: 'answered'; step: string; answer: Answered; replaces: boolean; consent?: true }
  /** BACK, CHANGE or a new path took an answer away. Its history stays. */
  | { type: 'retired'; step: string }
  /** An answer that may not be kept any more, its history included: the purpose it was kept under has no yes. */
  | { type: 'erased'; flow: string; step: string }
  /** A person's own detail; null when the answer behind it was taken back. */
  | { type: 'learned'; field: PersonField; value: string | null }
  /** `terms`: the version of the words that were in front of the person; null in flows from before versions were kept with them. `undone`: BACK or a new path took a yes away; nobody said no. */
  | { type: 'consented'; purpose: string; terms: string | null; state: 'given' | 'refused' | 'withdrawn'; undone?: true }
  | { type: 'acted'; action: string; with: Record<string, string> }
  /** The reply did not fit; `count` times in a row at this step. */
  | { type: 'misfitted'; step: string; count: number }
  /** The person asked to talk to somebody. */
  | { type: 'person_wanted' }
  | { type: 'ended'; outcome: Outcome };
