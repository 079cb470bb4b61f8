import type { CommandOutline, Sheet } from '../../desk/ports.ts';

/** What came of a command of staff, before it is drawn. */
export type Came =
  /** `stranger`: there is no such command, or they have no role. */
  | { kind: 'said'; text: string; stranger?: true }
  /** Of what came before, and was answered then: a sentence for where one has to stand. */
  | { kind: 'before'; text: string }
  /** It lacks something. `faults`: what is wrong with which field. */
  | { kind: 'form'; form: CommandOutline; note?: string; faults?: Record<string, string> }
  | { kind: 'sheet'; sheet: Sheet };
