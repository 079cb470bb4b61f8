import type { Outcome } from './event.ts';

/** An accepted reply. */
export interface Answered {
  /** What it means: option value, list of option values, number, true or false, ISO date, text. null: skipped. */
  value: string | number | boolean | string[] | null;
  /** The group it is counted in: option value, age band, "skipped"; null for free text. */
  category: string | null;
  /** What was typed, or the label of what was picked. */
  raw: string;
}

/** Purposes, by what the person has said to them. Conditions name these lists: `"quotes" in agreed.yes`. */
export interface Agreed {
  /** Their last word is a yes. */
  yes: string[];
  /** They can say yes or no to it now. */
  open: string[];
  /** They said yes to words that have changed since. */
  changed: string[];
}

/** The survey that a conversation answers. Conditions name it: `"safety" in survey.areas`, `survey.named`. */
export interface SurveyContext {
  /** Its run. */
  run: string;
  /** What its session was about. */
  areas: string[];
  /** The answers are kept with the person. */
  named: boolean;
}

/** What somebody said about their own pathway. Conditions name it: `pathway.paused`. */
export interface PathwayContext {
  /** They said what they want to work towards. */
  goal: boolean;
  paused: boolean;
  left: boolean;
  /** A stage ahead of them asks for a reference, and none is there or asked for. */
  reference: boolean;
  /** As much waits for a sign-off as a team can look at from one person. */
  full: boolean;
  /** There is something that a record could say; and it names any of these. */
  record: boolean;
  projects: boolean;
  stages: boolean;
  trainings: boolean;
  pieces: boolean;
  /** When they leave, they may be asked whether we check in later: at their age we may, and they have not said. */
  check_ins: boolean;
  /** They may be asked whether we write about paid work: at their age we may, and they have not said. */
  paid_work: boolean;
}

/** The opportunity that a conversation is about. Conditions name it: `opportunity.interested`. */
export interface OpportunityContext {
  /** Its id. */
  of: string;
  /** They have said that they are interested. */
  interested: boolean;
  /** They have said that it is not for them. */
  refused: boolean;
  /** More of it has been told. */
  told: boolean;
  /** There are others that could fit them. */
  others: boolean;
}

/** What somebody said about mentors, and whether a pair waits for them. Conditions name it: `mentoring.wants`. */
export interface MentoringContext {
  /** They would like a mentor. */
  wants: boolean;
  /** They would be one. */
  offers: boolean;
  /** They can ask for one, and can offer to be one. */
  mayAsk: boolean;
  mayOffer: boolean;
  /** The pair of which they are asked, and have not answered; empty: none. */
  question: string;
  /** The pair to which they said yes, and of which they hear later; empty: none. */
  waits: string;
  /** The pair in which they have a mentor, or are one; empty: none. */
  paired: string;
  /** Another such pair, for who has several. */
  second: string;
}

/**
 * A conversation between turns: plain JSON. `v` is the shape's version; the conversation's row says which flow version it is pinned to.
 */
export interface Session {
  v: 1;
  language: string;
  /** The language before the person chose one; BACK over that choice returns to it. */
  startedIn: string;
  /** What they had agreed to when the conversation began, where its flow has to know. */
  agreed?: Agreed;
  survey?: SurveyContext;
  /** How it was when the conversation began, where its flow has to know. */
  pathway?: PathwayContext;
  opportunity?: OpportunityContext;
  /** The same, of mentors. */
  mentoring?: MentoringContext;
  /** The step that waits for a reply; null when the conversation has ended. */
  at: string | null;
  /**
   * Steps done, in the order of the path: said, acted or answered. BACK takes from the end.
   * Answers that are not in it are further on: they stand, and are passed when the path comes to them.
   */
  trail: string[];
  answers: Record<string, Answered>;
  /** The answer given last, where it is not the last on the trail: BACK takes this one. */
  latest?: string;
  /** Replies in a row that did not fit the step that waits. */
  misfits: number;
  /**
   * `choosing`: CHANGE was said and we asked which answer. `revising`: that answer is asked again.
   * The old answer stands until a new one fits.
   */
  change: 'choosing' | 'revising' | null;
  ended: Outcome | null;
  /** How it had ended before it was opened again: a silence leads back there. */
  before?: Outcome;
}

/**
 * What a person did, as the engine sees it. `prompt` is the id of the question they had in front of them, where the channel knows it:
 * a reply to an earlier question is never taken as an answer to this one.
 */
export type Reply =
  | { kind: 'text'; text: string; prompt?: string }
  /** Buttons or boxes: option values. */
  | { kind: 'choice'; values: string[]; prompt?: string }
  /** Nothing came for as long as the flow's `silence` says. */
  | { kind: 'silence' };
