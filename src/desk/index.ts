/** TAKING A TURN: receive, commit, and only then acknowledge. Knows no channel and no database; both are handed in. */
export { actions } from './actions.ts';
export { commandOutlines } from './commands/index.ts';
export { StaffWords } from './commands/words.ts';
export { createDesk } from './desk.ts';
export type { DeskParts } from './parts.ts';
export { DeskPhrases } from './phrases.ts';
