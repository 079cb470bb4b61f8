import type { Coding } from '../../insight/coding/index.ts';
import type { CountedResponse, ResultsUnit } from './results.ts';

export type { Codebook, Coding } from '../../insight/coding/index.ts';

/** Which areas coders found in what people wrote. Texts are never kept with it. */

/** A question of a survey whose answers are coded. */
export interface CodedStep {
  flow: string;
  step: string;
}

/** A text to be coded: an answer in words of somebody who is in a release of a survey that is over, or a note of a session. */
export interface CodableText {
  /** Stands for the text where staff see it: from it nobody finds the response, or another text of the same. */
  ref: string;
  /** An answer's; null: a note. */
  response: string | null;
  evidence: string | null;
  /** Empty of a note. */
  step: string;
  flow: string | null;
  flowVersion: number | null;
  /** The run, of an answer: what is settled may be published with it. */
  run: string | null;
  /** Who noted it, as the audit names them; null: an answer. */
  writer: string | null;
  text: string;
  codings: Coding[];
}

/** Who codes: as their codings name them, and every name by which the audit may know them. */
export interface Coder {
  coder: string;
  names: string[];
}

/** How many texts wait, of those that are settled how many, and for what. */
export interface CodingCounts {
  texts: number;
  settled: number;
  /** For a first coder, a second, and one who settles; and how many of these this coder may do. */
  first: number;
  second: number;
  third: number;
  yours: number;
  /** Surveys that are over and have figures that were not published yet: what is written there can be coded afterwards. Newest first. */
  unpublished: string[];
}

/** What came of a coding: see the function `code_text`. */
export type CodedAs = 'kept' | 'again' | 'settled' | 'differ' | 'open' | 'gone';

export interface SettledStep {
  /** Of the release. */
  number: number;
  step: string;
  /** The newest version by which somebody coded; null: nobody wrote anything. */
  codebook: number | null;
}

export interface WrittenResponse extends Omit<CountedResponse, 'answers'> {
  /** The number of the release. */
  release: number;
  /** By question. */
  codings: Record<string, Coding[] | null>;
}

/** What was published of what people wrote, as it is kept. */
export interface CodedReleaseRow {
  step: string;
  /** Of the release that it stands beside. */
  number: number;
  codebook: number;
  figures: unknown;
}

export interface Codings {
  /** Keeps a codebook unless it is the newest already; answers the version in force. */
  publish(digest: string, codebook: unknown, at: Date): Promise<number>;
  /** A codebook as it was published. */
  codebook(version: number): Promise<unknown>;
  /**
   * The next text for a coder, in an order of their own: not one that they coded or wrote down, nor one that needs nobody any more.
   * @param after a text's `ref`: the next behind it, and again from the beginning at the end
   */
  next(who: Coder, asked: CodedStep[], after: string | null, now: Date): Promise<CodableText | null>;
  /** By its `ref`, or the beginning of one. */
  find(ref: string, asked: CodedStep[], now: Date): Promise<CodableText | null>;
  /** @param settling they saw what two others found */
  code(
    text: Pick<CodableText, 'response' | 'evidence' | 'step'>,
    coding: { id: string; coder: string; codebook: number; areas: string[]; settling: boolean; at: Date },
  ): Promise<CodedAs>;
  undo(text: Pick<CodableText, 'response' | 'evidence' | 'step'>, coder: string): Promise<'undone' | 'settled' | 'none'>;
  counts(who: Coder, asked: CodedStep[], now: Date): Promise<CodingCounts>;
  /** Whether a text of these runs still waits for somebody. */
  waits(runs: string[], asked: CodedStep[], now: Date): Promise<boolean>;
  /** What the first and the second coder of each text found, of texts that both have coded. */
  pairs(): Promise<{ coders: [string, string]; areas: [string[], string[]] }[]>;
  /** Of the answers of these responses, all codings. */
  ofResponses(responses: string[]): Promise<{ response: string; step: string; codings: Coding[] }[]>;
  /** Releases of a unit, by number, and questions of which all that was written is settled. */
  settled(unit: Pick<ResultsUnit, 'flow' | 'anonymous' | 'unit'>, steps: string[]): Promise<SettledStep[]>;
  /** Shows one after the other who finished and is in a release, with what was found in what they wrote: null where they wrote nothing. */
  written(unit: Pick<ResultsUnit, 'flow' | 'anonymous' | 'unit'>, steps: string[], take: (one: WrittenResponse) => void): Promise<void>;
  /** Of the notes of these sessions. */
  ofNotes(sessions: string[]): Promise<{ evidence: string; codings: Coding[] }[]>;
  /** What was published of a unit, by step and number. */
  releases(unit: Pick<ResultsUnit, 'flow' | 'anonymous' | 'unit'>): Promise<CodedReleaseRow[]>;
  /** Keeps it beside its release, once. */
  release(unit: Pick<ResultsUnit, 'flow' | 'anonymous' | 'unit'>, row: CodedReleaseRow, at: Date): Promise<void>;
}
