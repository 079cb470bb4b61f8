/** What lists of people and roles say, for figures: nobody is moved to a stage by it. Days are YYYY-MM-DD. */

export interface Tenure {
  stage: string;
  /** false: they never were there. */
  held: boolean;
  /** null: on a day that nobody knows. */
  since: string | null;
  /** The last day; null: as far as the list says, they are still there. */
  until: string | null;
}

export interface NewTenure extends Tenure {
  id: string;
  person: string;
}

/** One import, as a list of them shows it. */
export interface ImportSummary {
  batch: string;
  at: Date;
  /** Who did it, where it said anything of a stage. */
  by: string | null;
  /** People whom it brought and who are still there, and what it says of stages. */
  people: number;
  tenures: number;
}

export interface Tenures {
  /** Leaves out what was said before, and who is gone; of who was merged meanwhile it is said of whom they have become. Answers the ids of those that it kept. */
  keep(batch: string, tenures: NewTenure[], by: string, at: Date): Promise<string[]>;
  /** What lists say of these people. */
  of(people: string[]): Promise<(Tenure & { person: string })[]>;
  /** The newest first. */
  imports(limit: number): Promise<ImportSummary[]>;
  /** By its id, or the start of one that fits only one; null: there is none, or it was undone. */
  find(start: string): Promise<ImportSummary | null>;
  /**
   * Takes away what an import brought: what it said of stages, and whom it brought, with their addresses. Who did anything since, or of whom anything
   * was recorded since, stays with name and address. May be cut off and given again.
   */
  undo(batch: string): Promise<{ tenures: number; people: number; stayed: number }>;
}
