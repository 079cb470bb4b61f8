import { z } from 'zod';

/** What staff are told of the evidence matrix, of reports and of quotes in them. */
export const insightWords = {
  /** {project} */
  matrix_title: z.string(),
  matrix_none: z.string(),
  matrix_draws: z.string(),
  matrix_basis: z.string(),
  matrix_no_area: z.string(),
  matrix_no_setting: z.string(),
  basis_step: z.string(),
  pack_step: z.string(),
  /** {project}, {figures} */
  pack_made_told: z.string(),
  /** {count} */
  pack_quotes_wait: z.string(),
  packs_none: z.string(),
  no_pack: z.string(),
  /** {figure} */
  no_figure: z.string(),
  pack_check_step: z.string(),
  /** {count} */
  pack_same: z.string(),
  /** {count}, {all} */
  pack_differ: z.string(),
  verify_changed: z.string(),
  verify_release: z.string(),
  verify_reach: z.string(),
  verify_facts: z.string(),
  quotes_done: z.string(),
  /** {waiting} */
  quote_read: z.string(),
  quote_step: z.string(),
  quote_approve: z.string(),
  quote_leave: z.string(),
  quote_gone: z.string(),
  quote_approved: z.string(),
  quote_left: z.string(),
  quote_other_way: z.string(),
};
