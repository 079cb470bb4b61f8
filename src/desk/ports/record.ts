import type { CopyFile } from './chat.ts';

/** What somebody can show to an employer of what they did with us. Only what is in evidence, and signed off where somebody has to. */

/** What the person may leave out. */
export type LeftOut = 'projects' | 'stages' | 'trainings' | 'pieces';

/** How many sessions, and the months of the first and the last, as YYYY-MM. */
export interface Span {
  sessions: number;
  from: string;
  to: string;
}

/**
 * Facts, with titles in the person's language. Nothing of where sessions took place: whoever reads it cannot tell who was in a secure setting.
 * No check, reference or right to work, nothing that was waived, and no concern.
 */
export interface ParticipationRecord {
  /** As they gave it. */
  name: string | null;
  language: string;
  /** YYYY-MM-DD, as are all days here. */
  made: string;
  /** null: none. What they ran is not in it a second time. */
  attended: Span | null;
  led: Span | null;
  /** Public titles. */
  projects: string[];
  /** In their order. `month`: when they came to it, as YYYY-MM. */
  stages: { title: string; month: string | null }[];
  /** `until`: the last day on which it counts, where it has one. */
  trainings: { title: string; date: string; until: string | null }[];
  /** Pieces of work that somebody of the team signed off. `title` null: of no one kind. `words`: their own. */
  pieces: { title: string | null; words: string | null; date: string }[];
}

/** The record in words: the same ones in the chat and in the file. Pure, but that a PDF is a promise. */
export interface DrawRecord {
  /** A line for each thing that it says, without what stands around it. */
  lines(record: ParticipationRecord): string[];
  file(record: ParticipationRecord): Promise<CopyFile>;
}
