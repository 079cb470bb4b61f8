import { z } from 'zod';

/** What staff are told about tablets. */
export const tabletWords = {
  /** {code}, {address}, {link}, {starts}, {takes} */
  tablet_code: z.string(),
  tablet_how: z.string(),
  tablet_picture: z.string(),
  step_tablet: z.string(),
};
