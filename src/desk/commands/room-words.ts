import { z } from 'zod';

/** What staff are told about what is captured where nobody has a phone. */
export const roomWords = {
  /** {id} */
  room_there: z.string(),
  room_not_undone: z.string(),
  step_room: z.string(),
  step_consent: z.string(),
  step_script: z.string(),
  read_aloud: z.string(),
  read_aloud_head: z.string(),
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
