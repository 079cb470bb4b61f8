import { z } from 'zod';

/** What staff are told about two people who may be one. */
export const mergeWords = {
  no_matches: z.string(),
  /** {count} */
  matches: z.string(),
  match_email: z.string(),
  match_phone: z.string(),
  match_name: z.string(),
  /** {number} */
  step_merge: z.string(),
  step_apart: z.string(),
  step_matches: z.string(),
  step_merge_apply: z.string(),
  step_merge_turned: z.string(),
  step_apart_these: z.string(),
  step_unmerge: z.string(),
  /** {keep}, {other} */
  no_pair: z.string(),
  merge_preview: z.string(),
  /** {age} */
  merge_ages: z.string(),
  merge_stopped: z.string(),
  /** {id}, {other} */
  merged: z.string(),
  merge_same: z.string(),
  merge_gone: z.string(),
  merge_elsewhere: z.string(),
  merge_others: z.string(),
  merge_role: z.string(),
  merge_staff: z.string(),
  /** {id} */
  no_merge: z.string(),
  /** {id}, {other} */
  unmerged: z.string(),
  unmerge_newer: z.string(),
  unmerge_gone: z.string(),
  kept_apart: z.string(),
};
