import { z } from 'zod';

/** What staff are told of how many were reached: each number with its rule. */
export const reachWords = {
  /** {people}, {settings}, {sessions}, {named}, {unnamed}, {attendances} */
  reach_told: z.string(),
  reach_inside: z.string(),
  reach_none: z.string(),
  reach_people: z.string(),
  reach_people_rule: z.string(),
  reach_apart: z.string(),
  reach_apart_rule: z.string(),
  reach_named: z.string(),
  reach_named_rule: z.string(),
  reach_unnamed: z.string(),
  reach_unnamed_rule: z.string(),
  reach_attendances: z.string(),
  reach_attendances_rule: z.string(),
  reach_sessions: z.string(),
  reach_sessions_rule: z.string(),
  reach_settings: z.string(),
  reach_settings_rule: z.string(),
  /** {sessions} */
  reach_open_sessions: z.string(),
  reach_fewer_heads: z.string(),
  reach_parts: z.string(),
  reach_area_parts: z.string(),
  reach_of_none: z.string(),
  reach_days: z.string(),
  reach_outside_one_way: z.string(),
  reach_outside_none: z.string(),
  /** {people}, {settings}, {sessions}, {attendances}, {span} */
  reach_outside_told: z.string(),
  /** {named} */
  reach_outside_named: z.string(),
  /** {unnamed} */
  reach_outside_unnamed: z.string(),
  /** {least} */
  reach_outside_rule: z.string(),
  /** {from}, {to} */
  reach_span: z.string(),
};
