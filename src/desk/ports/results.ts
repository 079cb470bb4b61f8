import type { Answered } from '../../engine/index.ts';

/** What of surveys is counted together. */

/** Surveys that are read together: a person may be in several of them, and answers each once. */
export interface ResultsUnit {
  flow: string;
  anonymous: boolean;
  /** The project, or the run where it belongs to none. */
  unit: string;
  /** The project's name. */
  project: string | null;
  runs: { id: string; flowVersion: number; threshold: number; finishBy: Date; setting: { id: string; name: string } | null }[];
}

/** A response, as far as it is counted. */
export interface CountedResponse {
  id: string;
  run: string;
  /** null: nobody's. */
  person: string | null;
  state: 'started' | 'finished';
  late: boolean;
  answers: Record<string, Answered>;
  /** The release that it is in; null: none yet. */
  release: number | null;
}
