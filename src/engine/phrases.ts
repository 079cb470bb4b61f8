import { z } from 'zod';
import { Words } from './words.ts';

/**
 * Every phrase that the engine itself says. The words are data (flows/words.yaml); this is the list that has to be there,
 * with the names that each may fill in braces.
 */
export const EnginePhrases = z.strictObject({
  /** Before `again`, after the first reply that did not fit. */
  misfit: Words,
  /** Second misfit, for a question with options. */
  misfit_options: Words,
  /** Third misfit and later: offers to skip. */
  misfit_offer_skip: Words,
  /** Third misfit and later, where SKIP is not allowed. */
  misfit_offer_person: Words,
  /** {got} and {unknown}: several options were named and one was not understood. */
  misfit_part: Words,
  /** {label}: a reply was understood by a guess (a typo, part of a label). */
  taken_as: Words,
  /** A button of an earlier question, or words that were sent before this one was seen. */
  stale: Words,
  skip_not_allowed: Words,
  nothing_to_undo: Words,
  nothing_to_change: Words,
  /** Above the numbered list of answers. */
  change_which: Words,
  /** {label}: which answer is asked again. {value}: the answer that stands until then. */
  change_asking: Words,
  /** Names of the two choices at a review. */
  review_right: Words,
  review_change: Words,
  /** The third, at a review that asks consent. */
  review_refuse: Words,
  /** A skipped answer in a list. */
  skipped: Words,
  yes: Words,
  no: Words,
  person_wanted: Words,
  number_too_low: Words,
  number_too_high: Words,
  /** {limit}: letters. */
  too_long: Words,
});
export type EnginePhrases = z.infer<typeof EnginePhrases>;

/** Whole replies that are commands at any question, by command: one list for all languages, lower case. */
export const Commands = z.strictObject({
  back: z.array(z.string()),
  skip: z.array(z.string()),
  why: z.array(z.string()),
  change: z.array(z.string()),
  /** Asks for somebody to talk to. */
  person: z.array(z.string()),
  help: z.array(z.string()),
  stop: z.array(z.string()),
  start: z.array(z.string()),
  menu: z.array(z.string()),
  /** A code to come back on another device. */
  code: z.array(z.string()),
  /** No reminders for two weeks. */
  pause: z.array(z.string()),
  /** Tells all that is held. */
  data: z.array(z.string()),
  /** Tells what was agreed to, and lets it be changed. */
  choices: z.array(z.string()),
  /** Tells where they are on the pathway, and lets them say what they want of it. */
  pathway: z.array(z.string()),
  /** Tells us how they are doing since. */
  check_in: z.array(z.string()),
  /** Tells of paid work and other roles that could fit them, and lets them say whether they are interested. */
  offers: z.array(z.string()),
  /** Tells of mentors: theirs, one whom the team thought of, and how to ask for one or be one. */
  mentor: z.array(z.string()),
  /** Gives a file of what they did, to show to others. */
  record: z.array(z.string()),
  /** Answers a survey that waits. */
  survey: z.array(z.string()),
  /** Erases everything, once it is said twice. */
  delete: z.array(z.string()),
});
export type Commands = z.infer<typeof Commands>;
export type Command = keyof Commands;
