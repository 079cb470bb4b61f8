import { z } from 'zod';
import { packWords } from './pack-words.ts';

/** Words of charts and exports. They are data (flows/results-words.yaml); the gaps that each may fill are named. */
export const ResultsWords = z.strictObject({
  /** {question} */
  title: z.string(),
  /** {base} */
  people: z.string(),
  about_people: z.string(),
  hidden: z.string(),
  /** {cell} */
  hidden_why: z.string(),
  /** {options} */
  together: z.string(),
  no_answer: z.string(),
  /** {count}, {share} */
  count_and_share: z.string(),
  share: z.string(),
  interval: z.string(),
  /** {value} */
  mean: z.string(),
  median: z.string(),
  /** {from}, {to} */
  range: z.string(),
  /** {base} */
  not_yet: z.string(),
  /** {title}, {people}, {bars} */
  alt: z.string(),
  /** {label}, {value} */
  bar: z.string(),
  sheet_figures: z.string(),
  sheet_by_part: z.string(),
  sheet_quotes: z.string(),
  sheet_drop_off: z.string(),
  sheet_how: z.string(),
  head_how: z.string(),
  how_self: z.string(),
  how_assisted: z.string(),
  how_scribe: z.string(),
  how_paper: z.string(),
  how_tablet: z.string(),
  head_question: z.string(),
  head_areas: z.string(),
  head_option: z.string(),
  head_people: z.string(),
  head_share: z.string(),
  head_from: z.string(),
  head_to: z.string(),
  head_of: z.string(),
  head_of_about: z.string(),
  head_part: z.string(),
  head_quote: z.string(),
  head_step: z.string(),
  head_reached: z.string(),
  ...packWords,
});
export type ResultsWords = z.infer<typeof ResultsWords>;

/** Fills the gaps of a phrase once: what is filled in may have braces of its own. */
export function filled(phrase: string, gaps: Record<string, string | number>): string {
  return phrase.replace(/\{([a-z]+)\}/g, (whole, gap: string) => String(gaps[gap] ?? whole));
}
