import { z } from 'zod';

/** What staff are told about nudges. */
export const nudgeWords = {
  no_nudges: z.string(),
  no_unsent: z.string(),
  /** {id} */
  no_nudge: z.string(),
  nudge_ended: z.string(),
  nudge_held: z.string(),
  nudge_released: z.string(),
  nudge_cancelled: z.string(),
  /** {at} */
  nudge_edited: z.string(),
  nudge_edit_nothing: z.string(),
  nudge_no_hours: z.string(),
  nudge_survey_words: z.string(),
  /** {age}, {limit} */
  nudge_hard_words: z.string(),
  /** {found} */
  nudge_pushes: z.string(),
  nudge_no_stop: z.string(),
  nudge_by_staff: z.string(),
  step_hold: z.string(),
  step_release: z.string(),
  step_cancel: z.string(),
  /** Why something waits, or did not go. */
  why_quiet_hours: z.string(),
  why_blackout: z.string(),
  why_budget_day: z.string(),
  why_budget_week: z.string(),
  why_paused: z.string(),
  why_care: z.string(),
  why_stopped: z.string(),
  why_left: z.string(),
  why_age: z.string(),
  why_guardian: z.string(),
  why_no_yes: z.string(),
  why_no_address: z.string(),
  why_unreachable: z.string(),
  why_no_email: z.string(),
  why_late: z.string(),
  why_failed: z.string(),
  why_closed: z.string(),
  why_no_policy: z.string(),
  why_over: z.string(),
  why_answered: z.string(),
  why_begun: z.string(),
  why_registered: z.string(),
  why_wrote: z.string(),
  why_attended: z.string(),
  why_staff: z.string(),
  no_blackouts: z.string(),
  /** {id} */
  no_blackout: z.string(),
  blackout_added: z.string(),
  blackout_removed: z.string(),
  blackout_backwards: z.string(),
  blackout_long: z.string(),
  /** {known} */
  blackout_no_project: z.string(),
  blackout_everybody: z.string(),
  all_answered: z.string(),
  survey_unanswered: z.string(),
  survey_not_named: z.string(),
  /** {survey}, {count} */
  step_unanswered: z.string(),
};
