/** PEOPLE: who they are to us, what they agreed to, who comes in by a list, and when they are forgotten. Pure rules. */
export { agreedOf, type Choice, choicesOf, lastWords, mayUse, ruleFor, type Standing, saidNoInChat, whoConsents } from './consent.ts';
export { type TableFault, tableOf } from './csv-table.ts';
export { type Judged, judge, type Verdict } from './judge.ts';
export { type FileFault, type ListReaders, type ListRow, oneLine, type ReadList, type RowFault, readList } from './list.ts';
export { type Match, type MatchReason, matchesOf } from './match.ts';
export { choiceOf, type Offered } from './offered.ts';
export { beforeOf, dataClasses } from './retention.ts';
export { type GrantedRole, grantedRoles, type Permission, permissions, type Role, rolesThatMay } from './roles.ts';
export { contactOf, emailOf, isKeyMark, keyMark, keyOf, markOf, marksOf } from './tombstone.ts';
export type { Work } from './work.ts';
