/** Reports that were published, and what they are made of. */

/** A survey of a project, as far as a report says how it was asked. */
export interface AskedRun {
  id: string;
  flow: string;
  flowVersion: number;
  anonymous: boolean;
  /** Whom it went to. */
  audience: string;
  areas: string[];
  threshold: number;
  opensAt: Date;
  finishBy: Date;
  setting: { id: string; name: string };
  /** YYYY-MM-DD, of its session. */
  date: string;
  /** The version of the words that were read aloud there and said yes to; null: none were. */
  groupTerms: string | null;
}

/** Figures that were published once. `number` counts those of one template and kind in the project, from 1. */
export interface KeptRelease {
  flow: string;
  anonymous: boolean;
  number: number;
  figures: unknown;
  at: Date;
}

/** What was published of what people wrote in them, by area. */
export interface KeptCoded extends KeptRelease {
  step: string;
}

/** Counts of what staff recorded for a project. */
export interface ProjectFacts {
  sessions: number;
  settings: number;
  /** Days of the first and of the last session, YYYY-MM-DD. null: there is none. */
  from: string | null;
  to: string | null;
}

/** What was said in a session, with a yes to being quoted. */
export interface SaidInSession {
  area: string | null;
  text: string;
  /** Of flows/attributions.yaml. */
  saidBy: string;
  /** Whether it speaks for change there, or against. null: neither. */
  speaks: string | null;
  /** The name of the place. */
  setting: string;
}

/** A number of a report: where it is from, up to when, and what it was. */
export interface PackFigure {
  id: string;
  label: string;
  query: unknown;
  cutOff: unknown;
  value: unknown;
  /** SHA-256, in hexadecimal. */
  hash: string;
}

export interface PackSummary {
  id: string;
  project: { id: string; name: string };
  by: string;
  at: Date;
  figures: number;
}

export interface KeptPack extends PackSummary {
  contents: unknown;
  all: PackFigure[];
}

export interface QuoteReading {
  mark: string;
  approved: boolean;
}

export interface Packs {
  /** Surveys about sessions of a project that were opened by then, the oldest first. */
  asked(project: string, until: Date): Promise<AskedRun[]>;
  /** One survey of those, of each template and kind: what is asked of it is answered of all that are read together. */
  units(project: string, until: Date): Promise<string[]>;
  /** What was published of them by then, the oldest first. */
  releases(project: string, until: Date): Promise<KeptRelease[]>;
  /** What was published by then of what people wrote, in the order in which it was. */
  coded(project: string, until: Date): Promise<KeptCoded[]>;
  /** Of sessions that were recorded by then. */
  facts(project: string, until: Date): Promise<ProjectFacts>;
  /** In sessions of a project, noted by then. */
  said(project: string, until: Date): Promise<SaidInSession[]>;
  /** Keeps a report with its figures, all or nothing. */
  keep(pack: { id: string; project: string; by: string; at: Date; contents: unknown; figures: PackFigure[] }): Promise<void>;
  /** The newest first. */
  list(limit: number): Promise<PackSummary[]>;
  /** By id or the start of one that fits only one report. */
  show(id: string): Promise<KeptPack | null>;
  /** What was decided about some words, by their marks. */
  readings(marks: string[]): Promise<QuoteReading[]>;
  /** Notes that somebody has read them; in place of what was noted before. */
  read(reading: QuoteReading & { by: string; at: Date }): Promise<void>;
}
