import type { Refused } from './command.ts';

/** With what is said of danger, at no field: a form that shows what is wrong with its fields would not show this. */
export const refusedWith = (refused: Refused, help: string[]): Refused =>
  help.length > 0 ? { refused: [refused.refused, ...help].join('\n') } : refused;
