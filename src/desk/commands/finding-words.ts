import { z } from 'zod';

/** What staff are told about findings: you said, they did. */
export const findingWords = {
  /** {id} */
  no_finding: z.string(),
  no_findings: z.string(),
  home_findings: z.string(),
  /** {area} */
  finding_no_sessions: z.string(),
  /** {session} */
  finding_other_session: z.string(),
  /** {least} */
  finding_few: z.string(),
  /** {place} */
  finding_says_place: z.string(),
  finding_says_name: z.string(),
  finding_private: z.string(),
  finding_day_ahead: z.string(),
  /** {day} */
  finding_day_before: z.string(),
  finding_by_first: z.string(),
  finding_by_late: z.string(),
  /** {text} */
  finding_promises_unread: z.string(),
  finding_added: z.string(),
  finding_there: z.string(),
  /** {to}, {answerBy} */
  finding_sent: z.string(),
  /** {to}, {day} */
  finding_sent_before: z.string(),
  finding_not_sent: z.string(),
  finding_answered: z.string(),
  finding_answered_so: z.string(),
  finding_promise_noted: z.string(),
  finding_promised_so: z.string(),
  /** {known}: open ones, by their number. */
  finding_which_promise: z.string(),
  finding_none_open: z.string(),
  finding_done_noted: z.string(),
  finding_done_before: z.string(),
  finding_taken_out: z.string(),
  finding_told_already: z.string(),
  finding_nothing_to_tell: z.string(),
  /** {count} */
  finding_preview: z.string(),
  finding_preview_none: z.string(),
  /** {count}, {settings} */
  finding_notices: z.string(),
  finding_secure: z.string(),
  /** {line} */
  finding_how: z.string(),
  /** {count}, {at}, {id} */
  finding_telling: z.string(),
  finding_telling_none: z.string(),
  /** {stopped}, {gone} */
  finding_untold: z.string(),
  finding_untold_part: z.string(),
  finding_untold_late: z.string(),
  finding_not_told: z.string(),
  /** {known} */
  finding_which_setting: z.string(),
  /** {setting} */
  finding_notice: z.string(),
  /** Where it stands, since {days} days. */
  finding_unsent: z.string(),
  finding_state_waiting: z.string(),
  finding_state_silent: z.string(),
  finding_state_answered: z.string(),
  finding_state_promised: z.string(),
  finding_state_overdue: z.string(),
  finding_state_done: z.string(),
  finding_kind_yes: z.string(),
  finding_kind_partly: z.string(),
  finding_kind_no: z.string(),
  finding_kind_looking: z.string(),
  /** Why somebody does not hear of it, beside those of surveys. */
  hears_known: z.string(),
  hears_no_news: z.string(),
  why_no_news: z.string(),
  why_told: z.string(),
  /** Buttons. */
  step_finding: z.string(),
  step_finding_send: z.string(),
  step_finding_answer: z.string(),
  step_finding_promise: z.string(),
  step_finding_done: z.string(),
  step_finding_tell: z.string(),
  step_finding_confirm: z.string(),
  step_finding_undo: z.string(),
  step_finding_notice: z.string(),
};
