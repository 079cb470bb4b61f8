import { z } from 'zod';

/** What staff are told about what is captured where nobody has a phone. */
export const roomWords = {
  /** {id} */
  room_there: z.string(),
  room_not_undone: z.string(),
  step_room: z.string(),
  /** {label} */
  step_hands: z.string(),
  step_paper: z.string(),
  step_paper_sheet: z.string(),
  /** {id} */
  no_room: z.string(),
  /** {heads}, {session} */
  room_over_heads: z.string(),
  /** {agreed}, {session} */
  room_over_agreed: z.string(),
  /** {known} */
  hands_no_question: z.string(),
  /** {part} */
  hands_unread: z.string(),
  /** {many}, {got}, {known} */
  hands_not_as_many: z.string(),
  /** {raised}, {present} */
  hands_over_present: z.string(),
  hands_nobody: z.string(),
  /** {option}, {known} */
  hands_no_option: z.string(),
  hands_published: z.string(),
  /** {label}, {left} */
  hands_kept: z.string(),
  hands_head: z.string(),
  hands_asked: z.string(),
  hands_again: z.string(),
  cut_fixed: z.string(),
  cut_by_setting: z.string(),
  cut_by_how: z.string(),
  step_consent: z.string(),
  step_script: z.string(),
  read_aloud: z.string(),
  read_aloud_head: z.string(),
  read_aloud_easy_head: z.string(),
  no_group_terms: z.string(),
  /** {agreed}, {refused}, {version}, {at} */
  group_agreed: z.string(),
  group_said_no: z.string(),
  /** {session} */
  group_not_asked: z.string(),
  /** {heads} */
  group_over_heads: z.string(),
  /** {known} */
  unknown_attribution: z.string(),
};
