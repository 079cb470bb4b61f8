import type { CopyFile } from './chat.ts';

/** A page for the wall of a place where nobody has a phone: what people said there, and what came of it. Days are YYYY-MM-DD. */
export interface Notice {
  language: string;
  /** The day on which it is written. */
  date: string;
  /** What young people said, a sentence each. */
  said: string[];
  /** Whom we told, and when. null: it is still to be sent */
  told: { to: string; on: string } | null;
  /** What they answered, in their words. null: nothing yet, and the notice says so */
  answer: string | null;
  /** What they say that they will do, and by when. */
  will: { words: string; by: string }[];
  /** What they have done. */
  did: { words: string; on: string }[];
  /** Who can be asked about it there, such as "Bo, who runs the Tuesday group". null: whoever runs the sessions */
  ask: string | null;
}

export type DrawNotice = (notice: Notice) => Promise<CopyFile>;
