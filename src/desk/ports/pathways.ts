import type { Words } from '../../engine/index.ts';

/** Pathways: from the first session on. What a stage asks, what shows that somebody meets it, and who decided what. Days are YYYY-MM-DD. */

/** What somebody shows by a record that is kept of them. */
export type ProofKind = 'training' | 'check' | 'reference' | 'portfolio' | 'agreement' | 'feedback' | 'right-to-work' | 'appointed';
/** `attended` and `led` are counted from sessions; of the age only a band is known. */
export type RequirementKind = 'attended' | 'led' | 'age' | ProofKind;

/** What a stage may ask, as `flows/pathway.yaml` has it. */
export interface Requirement {
  requirement: string;
  kind: RequirementKind;
  /** Of a proof: which one of its kind. Two requirements may ask for the same, with other months. */
  which: string;
  /** How many. */
  count: number;
  /** How long a proof holds, from its day on, where it does not say so itself; null: no end. */
  months: number | null;
  /** Of an age: the bands that are old enough. */
  bands: string[];
  label: Words;
  /** What somebody can do about it. */
  how: Words;
}

export interface Stage {
  stage: string;
  label: Words;
  /** What somebody does there. */
  about: Words;
  /** Where people come from; `anywhere`: also those who are at no stage. The first stage has nobody before it. */
  from: string[] | 'anywhere';
  /** What is shown as a next step. */
  next: string[];
  /** Roles of those who may move somebody here. Empty for the first stage: evidence alone does it. */
  signsOff: string[];
  /** A second person has to confirm it. */
  second: boolean;
  /** Ids of requirements. */
  requires: string[];
}

export interface Pathway {
  /** The first is where everybody begins. */
  stages: Stage[];
  requirements: Requirement[];
}

/** Of a check, and nothing of what it says: a conviction is nobody's failure. */
export type CheckOutcome = 'done' | 'risk-assessed' | 'not-needed';

/** Something that shows that somebody meets a requirement. (What was said at a session is `Evidence`.) */
export interface Proof {
  id: string;
  kind: ProofKind;
  which: string;
  /** Of a check. */
  outcome: CheckOutcome | null;
  /** From when on it counts. */
  date: string;
  /** The last day on which it counts; null: as long as the requirement says. */
  validUntil: string | null;
  /** In the person's own words. */
  words: string | null;
  how: 'self' | 'staff' | 'list';
  /** Who recorded it, as the audit names them. */
  by: string;
  at: Date;
  /** What was recorded together is taken back together. */
  batch: string;
  /** The session that it comes from. */
  session: string | null;
  /** Who signed it off, and when; null: it waits for that, and counts for nothing. */
  signed: { by: string; at: Date } | null;
}

/** Somebody need not meet a requirement. */
export interface Waiver {
  requirement: string;
  why: string;
  by: string;
  at: Date;
  /** The last day on which it holds; null: no end. */
  until: string | null;
}

/** A session that counts. */
export interface CountedSession {
  session: string;
  date: string;
}

/** All that readiness is computed from. */
export interface Facts {
  ageBand: string | null;
  attended: CountedSession[];
  led: CountedSession[];
  proofs: Pick<Proof, 'id' | 'kind' | 'which' | 'outcome' | 'date' | 'validUntil' | 'signed'>[];
  waivers: Pick<Waiver, 'requirement' | 'until'>[];
}

/** Somebody was moved to a stage, or is to be. */
export interface StageChange {
  id: string;
  stage: string;
  /** Of the pathway, by which it was decided. */
  version: number;
  /** Who asked for it, as the audit names them, and when. */
  by: string;
  askedAt: Date;
  why: string;
  /** Who confirmed it, where the stage wants a second person. */
  second: string | null;
  /** From when on it holds; null: it waits for a second person. */
  at: Date | null;
  /** It was a mistake, or the second person said no. */
  reversed: { by: string; at: Date; why: string } | null;
}
