import { z } from 'zod';

/** What staff are told about mentors. */
export const pairWords = {
  /** {pair} */
  no_pair_id: z.string(),
  no_two: z.string(),
  /** Why two may not be put to each other. */
  pair_not_same: z.string(),
  pair_not_no_mentor: z.string(),
  pair_not_not_adult: z.string(),
  pair_not_young: z.string(),
  pair_not_away: z.string(),
  pair_not_before: z.string(),
  pair_not_apart: z.string(),
  pair_not_alike: z.string(),
  /** {mentees} */
  pair_not_full: z.string(),
  pair_not_has_one: z.string(),
  pair_own: z.string(),
  pair_raced: z.string(),
  /** {name} */
  pair_suggest: z.string(),
  pair_suggest_none: z.string(),
  pair_suggest_asked: z.string(),
  pair_suggest_nobody: z.string(),
  pair_suggest_young: z.string(),
  pair_young: z.string(),
  /** {interests} */
  pair_reason_interests: z.string(),
  /** {area} */
  pair_reason_area: z.string(),
  /** {mentee}, {mentor} */
  pair_proposed: z.string(),
  pair_list_none: z.string(),
  pair_state_proposed: z.string(),
  pair_state_asked: z.string(),
  pair_state_agreed: z.string(),
  pair_state_introduced: z.string(),
  pair_state_over: z.string(),
  pair_state_ended: z.string(),
  /** In place of a name that is gone. */
  pair_gone: z.string(),
  pair_allow_own: z.string(),
  pair_allow_concern: z.string(),
  pair_allow_not: z.string(),
  /** {day} */
  pair_allowed: z.string(),
  pair_introduced: z.string(),
  pair_introduced_not: z.string(),
  pair_ended: z.string(),
  pair_ended_already: z.string(),
  /** {day} */
  apart_said: z.string(),
  apart_confirmed: z.string(),
  apart_own: z.string(),
  apart_already: z.string(),
  apart_none: z.string(),
  apart_lifted: z.string(),
  apart_lift_asked: z.string(),
  /** {day} */
  apart_lift_waits: z.string(),
  apart_waits: z.string(),
  apart_holds: z.string(),
  apart_lifting: z.string(),
  /** {name} */
  step_pair_suggest: z.string(),
  step_pair_propose: z.string(),
  /** {two} */
  step_pair_allow: z.string(),
  step_pair_introduced: z.string(),
  step_pair_not: z.string(),
  step_pair_list: z.string(),
  step_apart_confirm: z.string(),
};
