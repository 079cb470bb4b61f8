import type { Words } from '../../engine/index.ts';
import type { ChannelName } from './basics.ts';
import type { ReachBy, ReachCell, ReachRow, ReachWhich } from './reach.ts';
import type { NewConcern } from './safeguarding.ts';

/** Where young people were met, and who was there. */

/** A theme of the codebook, as `flows/areas.yaml` has it. */
export interface Area {
  value: string;
  label: Words;
}

export type SettingKind = 'secure' | 'community' | 'education' | 'health' | 'online';

/** A place where young people are met. */
export interface Setting {
  id: string;
  name: string;
  kind: SettingKind;
}

/** A programme for a commissioner. */
export interface Project {
  id: string;
  name: string;
  /** Reference of the commissioner's approval; null: none. */
  approval: string | null;
  /** The last day on which it holds, as YYYY-MM-DD; null: no end. */
  approvalEnds: string | null;
  /** What it is called where people show that they took part; null: it is not named there. */
  title: string | null;
}

/** How many came: all of them, those who are named too. `bands`: how many of these were of which age; the rest is of an age that nobody noted. */
export interface Heads {
  all: number;
  bands: Record<string, number>;
}

export interface NewSession {
  id: string;
  /** YYYY-MM-DD, as are all dates of sessions. */
  date: string;
  setting: string;
  project: string | null;
  areas: string[];
  /** Who recorded it. */
  owner: string;
  facilitators: string[];
  heads: Heads | null;
  /** It is still to come. */
  planned: boolean;
  at: Date;
}

export interface SessionSummary {
  id: string;
  date: string;
  setting: Setting;
  project: Project | null;
  areas: string[];
  /** null: they are not kept any more. */
  owner: string | null;
  facilitators: { person: string; name: string | null }[];
  /** null: nobody counted. */
  heads: Heads | null;
  /** How many are recorded by name. */
  named: number;
  notes: number;
  /** Its surveys, also those that nobody was sent. */
  surveys: number;
  /** Of these, those that take in what is captured without phones: they are sent to nobody. */
  rooms: number;
  /** Nobody has said yet that it took place: it counts nowhere, and can be moved or cancelled. Whatever is captured of it says so. */
  planned: boolean;
}

export interface SessionDetail extends SessionSummary {
  attended: { person: string; name: string | null; ageBand: string | null }[];
  evidence: Evidence[];
}

/** A note about a session. */
export interface Evidence {
  id: string;
  /** null: of no one area. */
  area: string | null;
  text: string;
  /** Who noted it, as the audit names them. */
  by: string;
  at: Date;
  /** As whose words it may be shown, an attribution's `value`: they said yes to that. null: a note, which is nobody's words. */
  saidBy: string | null;
  speaks: Speaks | null;
}

/** Whether a note speaks for change in its area, or against it. */
export type Speaks = 'for' | 'against';

/** How a quote may be called. */
export interface Attribution {
  value: string;
  label: Words;
}

/** That the words of the terms `group` were read aloud to everybody, and who said yes. */
export interface GroupConsent {
  id: string;
  session: string;
  termsVersion: string;
  readBy: string;
  witness: string;
  agreed: number;
  refused: number;
  /** Who wrote it down, as the audit names them. */
  by: string;
  at: Date;
}

/** Somebody who may have been at a session. */
export interface NamedPerson {
  id: string;
  name: string | null;
  ageBand: string | null;
}

/** People who were there, to record together. */
export interface NewAttendance {
  session: string;
  /** What is undone together. */
  batch: string;
  people: string[];
  /** How many these are with those who have no name, counted only where nobody has counted yet. */
  heads: number;
  at: Date;
}

export interface Sessions {
  /** In the order of their names, as are projects. */
  settings(): Promise<Setting[]>;
  /** false: there is one of that name. */
  addSetting(setting: Setting, at: Date): Promise<boolean>;
  projects(): Promise<Project[]>;
  /** false: there is one of that name. */
  addProject(project: Project, at: Date): Promise<boolean>;
  /** What the commissioner approved, in place of what was there. */
  approve(project: string, approval: string, approvalEnds: string | null): Promise<void>;
  /** What it is called where people show that they took part; null: nothing. */
  entitle(project: string, title: string | null): Promise<void>;
  /**
   * Public titles of projects in whose sessions somebody took part, in their order. A project that was ever in a secure setting is not among them,
   * for anybody: a title that only some people could have would say where they were.
   */
  titlesOf(person: string): Promise<string[]>;
  add(session: NewSession): Promise<void>;
  /** The newest first; `of`: only those that this person recorded or facilitates. `people`: how many different people are named in them. */
  list(limit: number, of?: string): Promise<{ sessions: SessionSummary[]; people: number }>;
  /** What was counted in all of these sessions, and in each part of them. A session of several areas is in several parts. Nothing was: no row. */
  reach(by: ReachBy, which: ReachWhich): Promise<ReachRow[]>;
  /** By setting and month; of a session of which nobody said anything, nothing. @param zone where a month begins */
  reachCells(zone: string): Promise<ReachCell[]>;
  /** By id or the start of one that fits only one session. */
  show(id: string): Promise<SessionDetail | null>;
  /** Everybody who may have been there, the newest first: not those who only work here. */
  people(): Promise<NamedPerson[]>;
  /** Those who were at a session that this person recorded or facilitates. */
  metBy(person: string): Promise<string[]>;
  /** Answers who was added: not who was there already, or is not kept any more. `counted`: the heads were. */
  attend(attendance: NewAttendance): Promise<{ people: string[]; counted: boolean }>;
  /** Whose session a batch is, and how many were added with it; null: there is no such batch, or it is undone. */
  batch(id: string): Promise<{ session: string; people: number } | null>;
  /** Takes a batch back: names, what it counted, and people who came in with it and of whom nothing else is kept. Answers how many names and people. */
  undo(batch: string): Promise<{ people: number; removed: number }>;
  /** In place of what was counted before. */
  count(session: string, heads: Heads, at: Date): Promise<void>;
  /** Says that a session took place which was planned. Whatever else is captured of one says it too. */
  tookPlace(session: string, at: Date): Promise<void>;
  /**
   * Gives a planned session another day, YYYY-MM-DD. Surveys that were made for it open and close as many days later or earlier, and what tablets
   * captured is taken for as long after it. false: it is not planned any more.
   * @param zone where a survey's days are
   * @param until when its approval ends, and its surveys with it; null: it does not
   */
  move(session: string, date: string, zone: string, until: Date | null): Promise<boolean>;
  /**
   * Takes a planned session away, with what was prepared for it. false: it is not planned any more, or its day has come and something may lie on a
   * tablet that was prepared for it.
   * @param today YYYY-MM-DD
   */
  cancel(session: string, today: string): Promise<boolean>;
  /** Adds what a group said. The same id twice is once. */
  agree(consent: GroupConsent): Promise<void>;
  /** What the group of a session said last; null: it was not asked. */
  agreed(session: string): Promise<GroupConsent | null>;
  /** Keeps a note, the same id twice once; with what the screen found in it, if anything, as a concern of who wrote it. */
  note(note: Evidence & { session: string; concern: NewConcern | null; writer: string; channel: ChannelName }): Promise<void>;
  /** Takes a note out for good, with what was coded of it. false: a concern that it opened is not closed, or it is gone already. */
  takeOutNote(id: string): Promise<boolean>;
}
