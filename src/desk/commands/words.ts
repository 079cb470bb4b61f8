import { z } from 'zod';
import { codingWords } from './coding-words.ts';
import { findingWords } from './finding-words.ts';
import { importWords } from './import-words.ts';
import { insightWords } from './insight-words.ts';
import { mergeWords } from './merge-words.ts';
import { nudgeWords } from './nudge-words.ts';
import { opportunityWords } from './opportunity-words.ts';
import { pairWords } from './pair-words.ts';
import { paperWords } from './paper-words.ts';
import { pathwayWords } from './pathway-words.ts';
import { reachWords } from './reach-words.ts';
import { reportWords } from './report-words.ts';
import { roomWords } from './room-words.ts';
import { sessionWords } from './session-words.ts';
import { tabletWords } from './tablet-words.ts';

/** What staff are told. The words are data (flows/staff-words.yaml); the gaps that each may fill are named. */
export const StaffWords = z.strictObject({
  /** {command} */
  no_such_command: z.string(),
  /** {command}, {fault} */
  not_understood: z.string(),
  help_command: z.string(),
  help_what: z.string(),
  help_more: z.string(),
  is_missing: z.string(),
  /** {values}: all that there are. */
  is_none_of: z.string(),
  is_no_whole_id: z.string(),
  is_empty: z.string(),
  is_no_number: z.string(),
  /** {least} */
  is_too_few: z.string(),
  /** {most} */
  is_too_many: z.string(),
  /** {most}: letters. */
  is_too_long: z.string(),
  /** {fields} */
  is_not_taken: z.string(),
  /** {me}: how an admin, or the configuration, names this person. */
  no_admin: z.string(),
  no_role: z.string(),
  /** {roles}: who may. */
  not_yours: z.string(),
  name_in_why: z.string(),
  nobody_yet: z.string(),
  /** {id} */
  no_person: z.string(),
  no_answers: z.string(),
  no_consents: z.string(),
  /** {purpose}, {known} */
  no_purpose: z.string(),
  /** {purpose}; never the age, which a facilitator may not see. */
  not_at_this_age: z.string(),
  only_their_own: z.string(),
  /** {purpose} */
  said_no_in_chat: z.string(),
  /** In place of an answer: {purpose} has no yes. */
  not_for_use: z.string(),
  no_concerns: z.string(),
  /** {id} */
  no_concern: z.string(),
  /** What was written is gone: the person was erased, or it was too long ago. */
  words_gone: z.string(),
  /** Above what was kept of somebody who was deleted. */
  kept_for_concern: z.string(),
  /** {row}, and what is wrong with it or what became of it. */
  row_new: z.string(),
  row_known: z.string(),
  row_stopped: z.string(),
  row_skipped: z.string(),
  /** {like}: the number of the other row. */
  row_twice: z.string(),
  /** {cells}, {columns} */
  row_cells: z.string(),
  row_no_contact: z.string(),
  row_no_name: z.string(),
  /** {value} */
  row_bad_email: z.string(),
  row_bad_phone: z.string(),
  /** {value}, {choices} */
  row_bad_age: z.string(),
  row_bad_place: z.string(),
  row_too_young: z.string(),
  /** {limit} */
  row_long_name: z.string(),
  list_not_text: z.string(),
  /** {line} */
  list_not_csv: z.string(),
  /** {needed}, {columns} */
  list_no_columns: z.string(),
  /** {column} */
  list_column_twice: z.string(),
  /** {limit} */
  list_too_many: z.string(),
  list_no_rows: z.string(),
  list_other_secret: z.string(),
  /** {columns} */
  list_left_out: z.string(),
  /** {new}, {rows} */
  list_preview: z.string(),
  list_applied: z.string(),
  class_conversations: z.string(),
  class_answers: z.string(),
  class_contact_details: z.string(),
  class_anonymous_answers: z.string(),
  class_concern_log: z.string(),
  class_concern_kept: z.string(),
  class_audit: z.string(),
  class_inbound_keys: z.string(),
  class_resume_codes: z.string(),
  class_used_tickets: z.string(),
  class_tombstones: z.string(),
  /** {days} */
  kept_days: z.string(),
  kept_for_ever: z.string(),
  retention_preview: z.string(),
  retention_applied: z.string(),
  /** {concern}, {role} */
  retention_held: z.string(),
  /** {emptied} */
  retention_emptied: z.string(),
  no_roles: z.string(),
  /** {who} */
  no_grantee: z.string(),
  no_roles_left: z.string(),
  not_oneself: z.string(),
  place_of_leads: z.string(),
  /** {who}, {role} */
  not_held: z.string(),
  no_audit: z.string(),
  /** {id} */
  no_audit_about: z.string(),
  /** {rows}, {head} */
  audit_holds: z.string(),
  /** {row}, {day} */
  audit_cut: z.string(),
  /** {row}, {fault} */
  audit_broken: z.string(),
  fault_changed: z.string(),
  fault_missing: z.string(),
  fault_empty: z.string(),
  /** {head} */
  fault_head: z.string(),
  ...sessionWords,
  ...nudgeWords,
  ...codingWords,
  ...importWords,
  ...insightWords,
  ...reachWords,
  ...reportWords,
  ...mergeWords,
  ...pathwayWords,
  ...opportunityWords,
  ...pairWords,
  ...roomWords,
  ...tabletWords,
  ...findingWords,
  ...paperWords,
  /** {count}, {at} */
  survey_preview: z.string(),
  /** {least} */
  survey_few: z.string(),
  /** {line}: the whole command */
  survey_how: z.string(),
  survey_nobody: z.string(),
  survey_send: z.string(),
  /** {count}, {at}, {id} */
  survey_sent: z.string(),
  survey_gone: z.string(),
  survey_take_back: z.string(),
  survey_look: z.string(),
  survey_end: z.string(),
  /** {stopped} */
  survey_undone: z.string(),
  /** {stopped}, {gone}, {id} */
  survey_undone_part: z.string(),
  /** {gone}, {id} */
  survey_undo_late: z.string(),
  survey_closed: z.string(),
  /** {count}, {project} */
  results_of: z.string(),
  /** {base} */
  results_base: z.string(),
  /** {open} */
  results_open: z.string(),
  /** {label} */
  results_draw: z.string(),
  results_export: z.string(),
  /** {most} */
  results_read_quotes: z.string(),
  survey_results: z.string(),
  person_answered: z.string(),
  person_not_waiting: z.string(),
  done_before: z.string(),
  parked_gone: z.string(),
  no_surveys: z.string(),
  /** {id} */
  no_survey: z.string(),
  /** {known} */
  survey_no_template: z.string(),
  survey_no_session: z.string(),
  survey_session_needed: z.string(),
  survey_session_not_needed: z.string(),
  survey_session_planned: z.string(),
  survey_closes_first: z.string(),
  survey_closed_already: z.string(),
  survey_finish_first: z.string(),
  survey_too_long: z.string(),
  survey_approval_ends: z.string(),
  /** {least} */
  fewer_than: z.string(),
  /** {count} */
  at_least: z.string(),
  /** Words that staff write for young people. {found}; {age}, {limit} */
  words_push: z.string(),
  words_hard: z.string(),
  /** {until} */
  digest: z.string(),
  digest_what: z.string(),
  digest_count: z.string(),
  digest_sessions: z.string(),
  digest_registered: z.string(),
  digest_asked: z.string(),
  digest_surveysOpen: z.string(),
  digest_surveysClosed: z.string(),
  digest_published: z.string(),
  digest_opportunities: z.string(),
  digest_interested: z.string(),
  digest_surveysDue: z.string(),
  digest_unreached: z.string(),
  digest_late: z.string(),
  no_digest: z.string(),
  left_asked: z.string(),
  left_stopped: z.string(),
  left_paused: z.string(),
  left_left: z.string(),
  left_age: z.string(),
  left_guardian: z.string(),
  left_no_yes: z.string(),
  left_no_address: z.string(),
  left_unreachable: z.string(),
  no_failed: z.string(),
  failed_unreachable: z.string(),
  failed_refused: z.string(),
  failed_tries: z.string(),
  failed_doubt: z.string(),
  step_retry_all: z.string(),
  retry_which: z.string(),
  retry_none: z.string(),
  /** {count} */
  retried: z.string(),
  home_failed: z.string(),
  step_failed: z.string(),
  nobody_unreachable: z.string(),
  unreachable_how: z.string(),
  left_no_email: z.string(),
  left_closed: z.string(),
  left_taken_back: z.string(),
  left_unnamed: z.string(),
});
export type StaffWords = z.infer<typeof StaffWords>;
