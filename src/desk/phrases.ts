import { z } from 'zod';
import { Words } from '../engine/index.ts';

/** What the desk itself says, whatever flow is open. The words are data (flows/words.yaml); the gaps that each may fill are named. */
export const DeskPhrases = z.strictObject({
  /** What can be typed at any time. */
  help: Words,
  /** Added to `help` where the question can be skipped. */
  help_skip: Words,
  /** The one confirmation of STOP. */
  stopped: Words,
  started: Words,
  /** What there is, while a conversation is open. {title}: its name. */
  menu: Words,
  /** {name} */
  welcome_back: Words,
  welcome_back_unnamed: Words,
  /** After it, when something was not finished. */
  resumed: Words,
  /** To somebody new who asks to be deleted. */
  nothing_kept: Words,
  /** After everything about somebody who had said STOP is gone. */
  deleted: Words,
  /** {code} */
  code_is: Words,
});
export type DeskPhrases = z.infer<typeof DeskPhrases>;
