import type { AnswerAt } from './contacts.ts';
import type { SettingKind } from './sessions.ts';
import type { Candidate } from './surveys.ts';

/**
 * You said, they did: what young people said is sent to somebody who can change it, and what comes back is noted. Days are YYYY-MM-DD. `by` names staff as
 * the audit does; nothing here names a young person.
 */

export interface NewFinding {
  id: string;
  project: string;
  area: string;
  /** In words that those who said it know again. */
  said: string;
  /** The sessions that it rests on. */
  sessions: string[];
  by: string;
  at: Date;
}

/** `looking`: they are looking into it. */
export type FindingAnswerKind = 'yes' | 'partly' | 'no' | 'looking';

/** Who answered whom, and that those who said it were told: `toldAt` null: not yet. */
export interface FindingAnswer {
  id: string;
  kind: FindingAnswerKind;
  words: string;
  /** The day on which it came. */
  on: string;
  by: string;
  at: Date;
  toldAt: Date | null;
}

export interface Promised {
  id: string;
  /** What they promised. */
  words: string;
  /** The day on which they did, and by when it is to be done. */
  on: string;
  by: string;
  notedBy: string;
  at: Date;
  done: { on: string; did: string; by: string; at: Date } | null;
  /** When those who said it were told that it is done. */
  toldAt: Date | null;
  /** When it was taken out, because it was noted by mistake. */
  goneAt: Date | null;
}

export interface Finding {
  id: string;
  project: { id: string; name: string };
  area: string;
  said: string;
  by: string;
  at: Date;
  /** An office, and no private person. */
  sent: { to: string; on: string; answerBy: string; by: string; at: Date } | null;
  /** In the order in which they were noted, as are promises. */
  answers: FindingAnswer[];
  promises: Promised[];
  /** Ids of the sessions that it rests on, by their day; and whether one was in a secure setting. */
  sessions: string[];
  secure: boolean;
}

/** Somebody who was named at a session that a finding rests on, or answered a survey about one with their name. */
export interface Contributor {
  candidate: Candidate;
  /** What they said to hearing what came of it; one no is a no. null: they were not asked. */
  news: boolean | null;
  /** They were told of this, or will be. */
  known: boolean;
}

/** Whom a finding rests on. */
export interface Rests {
  /** So many different people at least. */
  people: number;
  /** `unnamed`: somebody came there without a name, or nobody counted. */
  settings: { id: string; name: string; kind: SettingKind; unnamed: boolean }[];
  /** What those are called who are known by name. */
  names: string[];
}

/** What people are told: an answer, or that a promise was kept. */
export type TellKind = 'answer' | 'done';

export interface Findings {
  /** false: the same was noted for this project and area. */
  add(finding: NewFinding): Promise<boolean>;
  /** By its id, or the start of one that fits only one. */
  find(id: string): Promise<Finding | null>;
  /** Those of a project, or all; the newest first. */
  list(project: string | null, limit: number): Promise<Finding[]>;
  /** Sessions of a project about an area, oldest first. */
  sessions(project: string, area: string): Promise<string[]>;
  rests(sessions: string[]): Promise<Rests>;
  /** false: it was sent before. */
  send(id: string, sent: NonNullable<Finding['sent']>): Promise<boolean>;
  /** An answer and what was promised in it, all or none. false: it is what was answered last, or the finding was not sent. */
  answer(id: string, answer: Omit<FindingAnswer, 'toldAt'>, promises: Pick<Promised, 'id' | 'words' | 'by'>[]): Promise<boolean>;
  /** false: the same was promised before, or the finding was not sent. */
  promise(id: string, promise: Omit<Promised, 'done' | 'toldAt' | 'goneAt'>): Promise<boolean>;
  /** false: it was done before, or taken out. */
  done(promise: string, done: NonNullable<Promised['done']>): Promise<boolean>;
  /** Takes out one that was noted by mistake: no report says it from then on. false: it is out already. */
  takeOut(promise: string, at: Date): Promise<boolean>;
  /** Everybody whom it rests on and who is known by name. @param entry the answer or promise that they are to hear of */
  contributors(id: string, entry: string, emails: AnswerAt[]): Promise<Contributor[]>;
  /** How one person stands to a finding now. null: they did not contribute, or it is gone. `told`: another message told them of this entry. @param nudge the one that is asked about */
  standing(
    id: string,
    entry: string,
    person: string,
    nudge: string,
  ): Promise<{ finding: Finding; news: boolean | null; told: boolean } | null>;
  /** Marks that those who said it are told. */
  tell(kind: TellKind, entry: string, at: Date): Promise<void>;
  /** Takes back what has not gone; where nothing has, it is as if nobody had said to tell. */
  untell(kind: TellKind, id: string, entry: string): Promise<{ stopped: number; gone: number }>;
}
