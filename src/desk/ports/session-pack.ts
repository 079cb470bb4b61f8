import type { CopyFile } from './chat.ts';

/** What somebody needs who runs a session where nobody has a phone. Plain JSON, with all words filled in, and nothing in it of anybody. */

/** Something that is said twice: once plainly, and once in easy read. */
export interface TwoWays {
  plain: string;
  easy: string;
}

/** What can be picked: how it is kept, and how it is said. */
export interface PackOption extends TwoWays {
  value: string;
}

/** A question of the survey, as this session is asked it. */
export interface PackQuestion extends TwoWays {
  /** Its step in the flow, under which its answers are kept. */
  step: string;
  /** As it is numbered on paper, from 1. */
  number: number;
  /** As in a flow: `scale`, `choice`, `several`, `yes_no`, `nought_to_ten`, `text` … */
  type: string;
  /** Empty where it is answered in own words. */
  options: PackOption[];
  /** Numbers of questions before it, of whose answers it depends whether it is asked. Empty: everybody is asked. */
  depends: number[];
  /** It can be put to a group that shows hands: everybody is asked, and there is something to pick. */
  hands: boolean;
}

/** A part of the session. Minutes are counted from its begin. */
export interface PackStep {
  title: string;
  from: number;
  minutes: number;
  lines: string[];
}

export interface SessionPack {
  session: string;
  /** YYYY-MM-DD */
  date: string;
  setting: { name: string; kind: string };
  areas: PackOption[];
  /** The flow of the survey, and the version whose words these are. */
  flow: string;
  flowVersion: number;
  title: string;
  runningOrder: PackStep[];
  bring: string[];
  /** Read aloud, word by word, and witnessed: the wording of the terms for the purpose `group`. */
  consent: TwoWays & { purpose: 'group'; version: string };
  /** What the survey says before its first question. */
  intro: TwoWays;
  questions: PackQuestion[];
  /** Ages by which heads are counted. */
  bands: { value: string; label: string }[];
  /** As whose words a quote may be shown. */
  attributions: string[];
  /** Who can help, as it may be said there: in a secure setting without phone numbers. */
  signposts: string[];
  /** What to do, in this order, when somebody says that they or others are in danger. */
  danger: string[];
  /** The page of the facilitator's tablet. @property code what opens it for this session, where one was made */
  start: { address: string; code: string | null };
}

/** How the pack is printed. */
export interface PackPrinting {
  /** When the session begins, HH:MM: the running order then has times of the clock. null: minutes from the begin. */
  begins: string | null;
  /** Forms with a number on each, from 1; 0: one without, to be copied. */
  forms: number;
  /** Numbered forms are in easy read. The one to be copied comes in both ways. */
  easy: boolean;
}

export type DrawPack = (pack: SessionPack, printing: PackPrinting) => Promise<CopyFile>;
