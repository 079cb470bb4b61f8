import { z } from 'zod';

/** What staff are told about what is captured where nobody has a phone. */
export const roomWords = {
  /** {id} */
  room_there: z.string(),
  room_not_undone: z.string(),
  step_room: z.string(),
};
