import { z } from 'zod';

/** What staff are told about pathways. */
export const pathwayWords = {
  /** {person} */
  no_such_person: z.string(),
  /** {stage}, {known} */
  no_stage: z.string(),
  /** {requirement}, {known} */
  no_requirement: z.string(),
  /** {change}, {proof} or {batch} */
  no_change: z.string(),
  no_proof: z.string(),
  no_proof_batch: z.string(),
  /** {stage}, {met}, {of} */
  pathway_ready: z.string(),
  pathway_not_ready: z.string(),
  /** {lacks}: what is missing, each with why */
  pathway_missing: z.string(),
  /** {label}, {until} */
  lack_missing: z.string(),
  'lack_not yet': z.string(),
  'lack_ran out': z.string(),
  /** States of a line; {until} */
  line_met: z.string(),
  line_met_until: z.string(),
  line_waived: z.string(),
  line_waived_until: z.string(),
  'line_not yet': z.string(),
  'line_ran out': z.string(),
  line_missing: z.string(),
  /** What would change a line; {more}, {from}, {until} */
  change_nothing: z.string(),
  change_renew: z.string(),
  change_attend: z.string(),
  change_lead: z.string(),
  change_record: z.string(),
  'change_sign off': z.string(),
  change_wait: z.string(),
  'change_say age': z.string(),
  'change_be older': z.string(),
  /** Stages: done, here, next */
  stage_done: z.string(),
  stage_here: z.string(),
  stage_next: z.string(),
  /** {stage}, {since} */
  pathway_at: z.string(),
  pathway_nowhere: z.string(),
  pathway_paused: z.string(),
  pathway_left: z.string(),
  /** {stage}, {by} */
  pathway_waits: z.string(),
  /** {stage}, {ready}, {lacking} */
  pathway_ready_list: z.string(),
  pathway_ready_none: z.string(),
  /** {shown}, {of} */
  pathway_more: z.string(),
  pathway_board_quiet: z.string(),
  /** How something is called that no requirement asks for. */
  proof_else: z.string(),
  /** Takes away what somebody told of themselves. {what} */
  step_not_sign: z.string(),
  /** {stage}, {from} */
  move_no_way: z.string(),
  move_first: z.string(),
  move_there: z.string(),
  move_own: z.string(),
  /** {stage}, {roles} */
  move_not_yours: z.string(),
  move_waits_already: z.string(),
  move_raced: z.string(),
  /** {stage} */
  moved: z.string(),
  move_asked: z.string(),
  move_confirmed: z.string(),
  confirm_gone: z.string(),
  confirm_own: z.string(),
  reverse_none: z.string(),
  /** {stage} */
  reversed: z.string(),
  request_reversed: z.string(),
  /** {requirement}, {until} */
  waived_for_good: z.string(),
  waived_until: z.string(),
  until_past: z.string(),
  /** {known} */
  no_training: z.string(),
  no_check: z.string(),
  training_whom: z.string(),
  training_nobody: z.string(),
  training_new: z.string(),
  training_known: z.string(),
  /** {people}, {training}, {date} */
  training_preview: z.string(),
  training_recorded: z.string(),
  training_nothing: z.string(),
  proof_recorded: z.string(),
  proof_own: z.string(),
  proof_signed: z.string(),
  proof_signed_already: z.string(),
  proof_not_own: z.string(),
  /** {count} */
  proof_undone: z.string(),
  /** {people} */
  step_record_training: z.string(),
  /** {stage} */
  step_move: z.string(),
  step_confirm: z.string(),
  step_not_confirm: z.string(),
  /** {what} */
  step_sign: z.string(),
  step_record: z.string(),
  step_pathway: z.string(),
  step_pathway_of: z.string(),
  /** {part}, {more}, {limit} */
  pathway_and_more: z.string(),
  step_board: z.string(),
  /** {name} */
  record_made: z.string(),
};
