import type { Answered } from '../../engine/index.ts';
import type { ConsentRow } from './consents.ts';

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
  run: string;
  state: 'started' | 'finished';
  late: boolean;
  answers: Record<string, Answered>;
}

/** A response of which figures were published, and what its person agreed to, oldest first; null: it is nobody's. */
export interface ReleasedResponse extends CountedResponse {
  person: { ageBand: string | null; consents: ConsentRow[] } | null;
}

/** Which responses passed by: how many, and their ids in one number. */
export interface Passed {
  count: number;
  /** 32 digits of hex. */
  mark: string;
}
