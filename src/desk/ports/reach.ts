/** How many came to which sessions, as it is counted: bounds follow from it where nobody can know. */

/** How sessions can be cut. */
export type ReachBy = 'project' | 'setting' | 'area' | 'month';

/** Which sessions. What is not given is not asked. Days are in it. */
export interface ReachWhich {
  setting?: string;
  project?: string;
  area?: string;
  from?: string;
  to?: string;
}

/** What was counted in some sessions, and in how many settings: sums, from which bounds follow. */
export interface ReachRow {
  /** The id of a project or setting, an area, or a month as YYYY-MM; `-`: those of none. Empty: all sessions, each once. */
  part: string;
  settings: number;
  /** Of which somebody said how many came, or who. */
  sessions: number;
  /** Of which nobody said either: in no number here. */
  uncounted: number;
  /** Where there are names, and nobody counted. */
  open: number;
  /** Where fewer were counted than are named. */
  fewer: number;
  /** Different people who are known by name, each once. */
  named: number;
  /** How often those were there. */
  byName: number;
  /** Heads without a name: those of a count that are left when the named are taken from it. */
  unnamed: number;
  /** Heads of counts that are smaller than the names beside them: they may be of the named, or of others. */
  doubtful: number;
  /** How many came at least to the session to which the most came. */
  largest: number;
  /** How many people without a name there have to be if nobody without a name was in two of the settings. */
  strangers: number;
}

/** What counts in one setting in one month. Each attendance is in one of the three: a name for the first time, a head without a name, a name again. */
export interface ReachCell {
  /** YYYY-MM: of the session's day, or of the day on which it was recorded where that is later. */
  month: string;
  setting: string;
  sessions: number;
  first: number;
  unnamed: number;
  again: number;
  /** How many came to the session to which the most came. */
  largest: number;
  /** Of some session it is not sure how many came. */
  unsure: boolean;
}
