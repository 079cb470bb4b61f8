import type { Words } from '../../engine/index.ts';
import type { Tenure } from './tenures.ts';

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
  /** How staff read it: the label speaks to whom it is about. */
  staff: string;
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
  /** Who is here may be somebody's mentor. */
  mentors: boolean;
  /** Who is there works for us, and counts as staff in figures. */
  works: boolean;
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

/** How somebody stands to a requirement. `not yet`: what is there counts from a later day, or when somebody signs it off. */
export type LineState = 'met' | 'waived' | 'not yet' | 'ran out' | 'missing';

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

/** What somebody said about their own pathway. */
export interface Enrolment {
  /** In their own words. */
  goal: string | null;
  pausedAt: Date | null;
  leftAt: Date | null;
}

/** All that is known of one person's pathway. */
export interface PersonOnPathway {
  id: string;
  name: string | null;
  facts: Omit<Facts, 'proofs' | 'waivers'> & { proofs: Proof[]; waivers: Waiver[] };
  /** The oldest first. */
  history: StageChange[];
  enrolment: Enrolment;
}

export interface NewProof extends Omit<Proof, 'id' | 'batch'> {
  id: string;
  person: string;
}

/** Somebody of whom a list speaks. */
export interface NamedOnPathway {
  person: string;
  name: string | null;
}

/** Who is ready for a stage, or lacks little. In the order of names, and of nothing else. */
export interface ReadyPerson extends NamedOnPathway {
  /** Where they are. */
  at: string | null;
  met: number;
  of: number;
  /** What is not met, in the order of the stage. */
  lacks: { requirement: string; state: LineState }[];
}

export interface BoardRows {
  stages: { stage: string; people: number }[];
  /** What runs out from today to `soon`, the first first; `days` as they are counted for a requirement. */
  expiring: Listed<NamedOnPathway & { requirement: string; until: string }>;
  /** At one stage, which has a next, with nothing new since `quiet`: by name. */
  stuck: Listed<NamedOnPathway & { stage: string; since: string }>;
  /** What waits for a sign-off, the oldest first. */
  proofs: Listed<NamedOnPathway & Pick<Proof, 'kind' | 'which' | 'date' | 'words'> & { id: string }>;
  /** Changes that wait for a second person, the oldest first. `by`: who asked. */
  changes: Listed<NamedOnPathway & { id: string; stage: string; by: string; askedAt: Date }>;
}

/** The first of a longer list, and how many there are. */
export interface Listed<Row> {
  rows: Row[];
  of: number;
}

/** When somebody was where, as far as it is known: all that figures are made of. */
export interface Journey {
  person: string;
  /** What was decided and not reversed, in order. */
  changes: { stage: string; day: string }[];
  /** What lists say. */
  tenures: Tenure[];
  /** Their first session by name, and the day on which they were at as many as the first stage asks for. */
  attended: string | null;
  begun: string | null;
  registered: string | null;
  left: string | null;
  /** Since when somebody has the role of staff here, whatever else is known of them. */
  granted: string | null;
}

/** Everything of the pathways that is kept. Each write is one statement, and so are `ready` and `board`. */
export interface Pathways {
  /** Keeps a pathway unless its digest is the newest already; answers the version in force. Safe when two replicas start together. */
  publish(digest: string, pathway: Pathway, at: Date): Promise<number>;
  /** By the id of a person, or the start of one that fits only one. */
  of(person: string): Promise<PersonOnPathway | null>;
  /**
   * People who can be moved to the stage and lack at most so many of its requirements. Nobody who left. `ready`: how many of them lack nothing.
   * Where a stage is open to `anywhere`, those of whom nothing speaks are left out.
   */
  ready(
    pathway: Pathway,
    stage: string,
    today: string,
    now: Date,
    page: { lacking: number; limit: number },
  ): Promise<Listed<ReadyPerson> & { ready: number }>;
  /** @param days `soon`: up to when what runs out is listed; `quiet`: since when nothing is new with those who are stuck; `zone`: where days are counted */
  board(pathway: Pathway, days: { today: string; soon: string; quiet: string; zone: string }, now: Date, limit: number): Promise<BoardRows>;
  /** The journeys of everybody of whom anything is known that figures are made of. @param zone where days are counted */
  journeys(pathway: Pathway, zone: string): Promise<Journey[]>;
  /** false: another change follows the same one, or there is no such person. `follows`: the change in force when it was decided. */
  move(person: string, follows: string | null, change: Omit<StageChange, 'reversed'>): Promise<boolean>;
  /** A second person says yes. false: it does not wait, or it is their own. */
  confirm(change: string, second: string, at: Date): Promise<boolean>;
  /** false: it is reversed already. */
  reverse(change: string, reversed: NonNullable<StageChange['reversed']>): Promise<boolean>;
  /** Whose change this is; null: there is no such change. */
  changeOf(change: string): Promise<{ person: string } | null>;
  /** In the place of what was decided about this requirement before. false: there is no such person. */
  waive(person: string, waiver: Waiver): Promise<boolean>;
  /** Answers for whom: not for who is gone, nor a training that was recorded for that day already. */
  record(batch: string, proofs: NewProof[]): Promise<string[]>;
  /** Who of these has that training of that day already, as staff recorded it. */
  trained(people: string[], which: string, date: string): Promise<string[]>;
  /** Whose proofs a batch is; null: there is no such batch, or it is undone. */
  batch(id: string): Promise<{ people: string[] } | null>;
  /** Takes a batch back. Answers how many went. */
  undo(batch: string): Promise<number>;
  /** By its id, or the start of one that fits only one. */
  proof(id: string): Promise<(Proof & NamedOnPathway) | null>;
  /** false: it is signed off already, or there is no such proof. */
  sign(proof: string, by: string, at: Date): Promise<boolean>;
  /** What somebody says about their own pathway; what is left out stays. false: there is no such person. */
  enrol(person: string, enrolment: Partial<Enrolment>, at: Date): Promise<boolean>;
}
