import type { FlowBundle } from './flow.ts';

/** Something wrong with a flow. `path` leads into the definition (["steps", 3, "next"]), so that whoever read the file can name the line. */
export interface Problem {
  flow: string;
  path: (string | number)[];
  /** A sentence that says what is wrong and what to do. */
  message: string;
  /** `refuse`: it can't be published. `note`: shown, and published all the same (a missing translation, long words). */
  weight: 'refuse' | 'note';
}

/** What inspection has to be told: constants and policy that exist, actions the desk knows, purposes with terms, and how hard a text is to read. */
export interface Surroundings {
  constants: string[];
  policy: string[];
  actions: string[];
  purposes: string[];
  /** Reading age in years. */
  readingAge(text: string): number;
}
export declare function inspect(bundle: FlowBundle, surroundings: Surroundings): Problem[];
