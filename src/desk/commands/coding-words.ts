import { z } from 'zod';

/** What staff are told who code what people wrote. */
export const codingWords = {
  /** {text} */
  no_text: z.string(),
  code_ask: z.string(),
  code_settle: z.string(),
  code_nothing: z.string(),
  /** {count} */
  code_unpublished: z.string(),
  code_no_area: z.string(),
  /** {area}, {areas} */
  code_unknown_area: z.string(),
  code_none_alone: z.string(),
  /** {areas} */
  code_kept: z.string(),
  code_again: z.string(),
  code_settled: z.string(),
  code_differ: z.string(),
  code_open: z.string(),
  code_own: z.string(),
  code_saw: z.string(),
  code_undone: z.string(),
  code_undo_settled: z.string(),
  code_undo_none: z.string(),
  code_note: z.string(),
  code_none: z.string(),
  code_one: z.string(),
  code_other: z.string(),
  home_coding: z.string(),
  step_code: z.string(),
  /** {areas} */
  step_code_take: z.string(),
  step_code_choose: z.string(),
  step_code_none: z.string(),
  step_code_skip: z.string(),
  step_code_undo: z.string(),
  step_code_status: z.string(),
  step_code_book: z.string(),
  step_code_agreement: z.string(),
  step_code_results: z.string(),
  code_texts: z.string(),
  code_texts_settled: z.string(),
  code_first: z.string(),
  code_second: z.string(),
  code_third: z.string(),
  code_yours: z.string(),
  /** {version} */
  code_version: z.string(),
  code_agreement: z.string(),
  code_no_agreement: z.string(),
  code_all_areas: z.string(),
  code_kappa_none: z.string(),
  code_interval_none: z.string(),
  /** {from}, {to} */
  code_interval: z.string(),
};
