import type { Commands } from './phrases.ts';

/** Something wrong with a flow. `path` leads into the definition (["steps", 3, "next"]), so that whoever read the file can name the line. */
export interface Problem {
  flow: string;
  path: (string | number)[];
  /** A sentence that says what is wrong and what to do. */
  message: string;
  /** `refuse`: it can't be published. `note`: shown, and published all the same (a missing translation, long words). */
  weight: 'refuse' | 'note';
}

/**
 * What inspection has to be told: constants and policy that exist, actions the desk knows, purposes with terms, whole messages that are
 * commands, how hard a text is to read, and what in it pushes people.
 */
export interface Surroundings {
  constants: string[];
  policy: string[];
  actions: string[];
  purposes: string[];
  commands: Commands;
  /** Reading age in years. */
  readingAge(text: string): number;
  /** Words in a text that put pressure on people; none: []. */
  pressure(text: string): string[];
}

/** Notes a problem. `refuse` if no weight is given. */
export type Report = (path: Problem['path'], message: string, weight?: Problem['weight']) => void;
