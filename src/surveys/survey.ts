import type { Mode } from '../desk/ports.ts';
import type { Answered, QuestionType } from '../engine/index.ts';

/** Something that can be picked, or a part that people can be in. */
export interface Choice {
  value: string;
  label: string;
}

export interface Question {
  step: string;
  type: QuestionType;
  label: string;
  /** Areas of the codebook that it belongs to. */
  areas: string[];
  /** All that can be picked, in their order: also "yes" and "no", and "0" to "10". Empty for what is not counted, such as text. */
  options: Choice[];
}

export interface Survey {
  questions: Question[];
  /**
   * The one attribute by which results can be read beside the whole (setting, session, area, or how it was captured), and every part that there can be, in a fixed
   * order: `elsewhere` is one of them if somebody can be in none. One attribute, because two of them overlap, and then somebody who reads
   * both knows more. It never changes while the survey lives.
   */
  split: { by: string; parts: Choice[] } | null;
  /** The yes-or-no question that allows us to use somebody's words. null: nobody was asked. */
  quotesIf: string | null;
}

/** What one person answered, when they finished or their time was over. It never changes afterwards. */
export interface Response {
  answers: Record<string, Answered>;
  state: 'finished' | 'partial';
  late: boolean;
  /** How it was captured. */
  how: Mode;
  /** The questions that were put to them, where those were not all that there are. */
  asked?: ReadonlySet<string>;
  /** Attribute to part, such as `setting` to the id of one. */
  groups: Record<string, string>;
}

/** Nobody's option: no answer, a skipped question, one that was not asked, or an answer that is no option any more. */
export const noAnswer = '';
/** The part of everybody who is in no other. */
export const elsewhere = '';
