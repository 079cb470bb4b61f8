import { z } from 'zod';

/** What staff are told about sessions, and on Home. */
export const sessionWords = {
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
  /** {days} */
  date_too_far: z.string(),
  /** {day} */
  session_early: z.string(),
  /** {day} */
  session_new_early: z.string(),
  session_is_planned: z.string(),
  session_unsaid: z.string(),
  session_said: z.string(),
  /** {day} */
  session_moved: z.string(),
  /** {session} */
  session_cancelled: z.string(),
  session_on_tablet: z.string(),
  step_session_move: z.string(),
  step_session_cancel: z.string(),
  home_planned: z.string(),
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
  session_survey_sent: z.string(),
  session_survey_room: z.string(),
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
  /** {people}, {batch} */
  attend_applied: z.string(),
  attend_nothing: z.string(),
  /** {heads}, {unnamed} */
  attend_counted: z.string(),
  attend_not_counted: z.string(),
  /** {people}, {removed} */
  attend_undone: z.string(),
  /** {batch} */
  no_batch: z.string(),
  note_kept: z.string(),
  note_taken_out: z.string(),
  note_of_concern: z.string(),
  no_note: z.string(),
  note_told: z.string(),
  note_unheard: z.string(),
  note_alarm: z.string(),
  note_alarm_secure: z.string(),
  unheard_alarm: z.string(),
  note_not_kept: z.string(),
  home_quiet: z.string(),
  step_record_session: z.string(),
  step_add_setting: z.string(),
  step_attend: z.string(),
  step_heads: z.string(),
  step_note: z.string(),
  step_note_out: z.string(),
  step_training: z.string(),
  step_pack: z.string(),
  /** {session} */
  pack_made: z.string(),
  step_survey: z.string(),
  /** {session} */
  step_survey_of: z.string(),
  /** {session} */
  step_open_session: z.string(),
  step_show_session: z.string(),
  /** {people}, {unnamed} */
  step_apply: z.string(),
  /** {new} */
  step_import: z.string(),
  step_undo: z.string(),
  /** {when} */
  step_read_concern: z.string(),
  /** {name} */
  step_show_person: z.string(),
  /** {name} */
  step_person_answered: z.string(),
};
