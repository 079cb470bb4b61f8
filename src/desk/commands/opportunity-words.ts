import { z } from 'zod';

/** What staff are told about opportunities. */
export const opportunityWords = {
  /** {id} */
  no_opportunity: z.string(),
  no_opportunities: z.string(),
  /** {known} */
  opportunity_no_requirement: z.string(),
  opportunity_closes_past: z.string(),
  opportunity_closes_late: z.string(),
  opportunity_hears_first: z.string(),
  /** {count} */
  opportunity_preview: z.string(),
  opportunity_preview_none: z.string(),
  opportunity_how: z.string(),
  opportunity_post: z.string(),
  opportunity_posted: z.string(),
  opportunity_unknown: z.string(),
  opportunity_edit_nothing: z.string(),
  /** {count}: interested people who are told. */
  opportunity_edited: z.string(),
  opportunity_raced: z.string(),
  opportunity_ended: z.string(),
  opportunity_closed: z.string(),
  opportunity_withdrawn: z.string(),
  /** {interested}, {waiting} */
  opportunity_list_of: z.string(),
  opportunity_nobody: z.string(),
  interest_interested: z.string(),
  'interest_taken-back': z.string(),
  interest_offered: z.string(),
  'interest_not-this-time': z.string(),
  interest_taken: z.string(),
  no_interest: z.string(),
  opportunity_own: z.string(),
  /** {answer} */
  opportunity_told: z.string(),
  opportunity_open: z.string(),
  opportunity_state_closed: z.string(),
  opportunity_state_withdrawn: z.string(),
  /** Why somebody is not written to. */
  offered_known: z.string(),
  offered_break: z.string(),
  offered_left: z.string(),
  /** Buttons. {title}, {count}; {name} */
  step_opportunity: z.string(),
  step_opportunity_answer: z.string(),
  step_opportunity_close: z.string(),
  step_opportunity_withdraw: z.string(),
  home_interested: z.string(),
  /** Why a nudge about one waits or did not go. */
  why_not_told: z.string(),
  why_no_fit: z.string(),
  why_changed: z.string(),
};
