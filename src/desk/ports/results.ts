import type { Answered } from '../../engine/index.ts';
import type { ConsentRow } from './consents.ts';
import type { Mode } from './surveys.ts';

/** What of surveys is counted together. */

/** By setting, or by how answers were captured. */
export type ResultsCut = 'setting' | 'how';

/** Surveys that are read together: a person may be in several of them, and answers each once. */
export interface ResultsUnit {
  flow: string;
  anonymous: boolean;
  /** The project, or the run where it belongs to none. */
  unit: string;
  /** The project's name. */
  project: string | null;
  /** By what results are shown in parts. It never changes once something was published. */
  cut: ResultsCut;
  runs: { id: string; flowVersion: number; threshold: number; finishBy: Date; setting: { id: string; name: string } | null }[];
}

/** What counting needs of an answer: which option it is, which options, or only that there is one. */
export type Needed = 'option' | 'options' | 'any';

/** A response, as far as it is counted. */
export interface CountedResponse {
  run: string;
  state: 'started' | 'finished';
  late: boolean;
  mode: Mode;
  answers: Record<string, Answered>;
}

/** A response of which figures were published, some of its answers, and what its person agreed to, oldest first; null: it is nobody's. */
export interface ReleasedResponse extends Pick<CountedResponse, 'answers'> {
  /** It stays as it is from now on. */
  id: string;
  person: { ageBand: string | null; consents: ConsentRow[] } | null;
}

/** Which responses passed by: how many, and their ids in one number. */
export interface Passed {
  count: number;
  /** 32 digits of hex. */
  mark: string;
}

/** A show of hands: one question, put to everybody who was there. */
export interface HandsRow {
  /** Another whenever it is counted again. */
  id: string;
  run: string;
  step: string;
  /** How many were asked. */
  present: number;
  /** Option to how many raised their hand. */
  counts: Record<string, number>;
  /** As the audit names them. */
  capturedBy: string;
  /** YYYY-MM-DD */
  day: string;
  /** When they were counted: of a tablet, by its own clock. */
  at: Date;
  /** The release that it is in; null: none yet. */
  release: number | null;
}
