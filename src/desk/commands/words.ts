import { z } from 'zod';

/** What staff are told. The words are data (flows/staff-words.yaml); the gaps that each may fill are named. */
export const StaffWords = z.strictObject({
  /** {command} */
  no_such_command: z.string(),
  /** {command}, {fault} */
  not_understood: z.string(),
  /** {me}: how an admin, or the configuration, names this person. */
  no_admin: z.string(),
  no_role: z.string(),
  /** {roles}: who may. */
  not_yours: z.string(),
  nobody_yet: z.string(),
  /** {id} */
  no_person: z.string(),
  no_answers: z.string(),
  no_consents: z.string(),
  /** {purpose}, {known} */
  no_purpose: z.string(),
  /** {purpose}, {age} */
  not_at_this_age: z.string(),
  only_their_own: z.string(),
  /** In place of an answer: {purpose} has no yes. */
  not_for_use: z.string(),
  no_concerns: z.string(),
  /** {id} */
  no_concern: z.string(),
  /** What was written is gone: the person was erased, or it was too long ago. */
  words_gone: z.string(),
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
  class_concern_log: z.string(),
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
  /** {who}, {role} */
  not_held: z.string(),
  no_audit: z.string(),
  /** {rows}, {head} */
  audit_holds: z.string(),
  /** {row}, {fault} */
  audit_broken: z.string(),
  fault_changed: z.string(),
  fault_missing: z.string(),
  /** {head} */
  fault_head: z.string(),
  /** {name} */
  setting_taken: z.string(),
  no_settings: z.string(),
  /** {name} */
  project_taken: z.string(),
  no_projects: z.string(),
  /** {project} */
  no_project: z.string(),
  /** {text}, {known} */
  means_none: z.string(),
  means_several: z.string(),
  date_unread: z.string(),
  date_ahead: z.string(),
  date_long_ago: z.string(),
  no_areas: z.string(),
  /** {area}, {areas} */
  unknown_area: z.string(),
  no_facilitators: z.string(),
  /** {project}, {until} */
  approval_over: z.string(),
  /** {project} */
  approval_missing: z.string(),
  /** {part} */
  heads_unread: z.string(),
  /** {band}, {bands} */
  unknown_band: z.string(),
  /** {band} */
  band_twice: z.string(),
  /** {limit} */
  too_many_heads: z.string(),
  /** {sum}, {heads} */
  bands_over_heads: z.string(),
  no_heads: z.string(),
  no_sessions: z.string(),
  /** {session} */
  no_session: z.string(),
  not_your_session: z.string(),
  /** {from} */
  reach_open: z.string(),
  /** {from}, {to} */
  reach_between: z.string(),
  /** {reach}, {sessions} */
  reach_all: z.string(),
  /** {sessions} */
  reach_uncounted: z.string(),
  not_counted: z.string(),
  /** {band} */
  of_age: z.string(),
  /** {named}, {heads} */
  heads_too_few: z.string(),
  survey_sent: z.string(),
  /** {which}: ids, and for those who may see people their ages */
  attend_here: z.string(),
  attend_there: z.string(),
  attend_several: z.string(),
  attend_several_hidden: z.string(),
  attend_unknown: z.string(),
  attend_new: z.string(),
  attend_skipped: z.string(),
  /** {like} */
  attend_twice: z.string(),
  attend_nobody: z.string(),
  attend_may_not_add: z.string(),
  attend_alarm: z.string(),
  /** {people}, {unnamed} */
  attend_preview: z.string(),
  /** {people}, {new}, {unnamed} */
  attend_preview_new: z.string(),
  /** {people}, {unnamed}, {heads} */
  attend_applied: z.string(),
  attend_counted: z.string(),
  attend_not_counted: z.string(),
  /** {people}, {removed} */
  attend_undone: z.string(),
  /** {batch} */
  no_batch: z.string(),
  note_kept: z.string(),
  note_told: z.string(),
  note_unheard: z.string(),
  note_alarm: z.string(),
  note_alarm_secure: z.string(),
  note_not_kept: z.string(),
  home_quiet: z.string(),
  step_record_session: z.string(),
  step_add_setting: z.string(),
  step_attend: z.string(),
  step_heads: z.string(),
  step_note: z.string(),
  step_survey: z.string(),
  /** {session} */
  step_survey_of: z.string(),
  /** {session} */
  step_open_session: z.string(),
  step_show_session: z.string(),
  /** {people}, {unnamed} */
  step_apply: z.string(),
  step_undo: z.string(),
  /** {when} */
  step_read_concern: z.string(),
  /** {name} */
  step_show_person: z.string(),
});
export type StaffWords = z.infer<typeof StaffWords>;
