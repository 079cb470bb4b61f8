/** SESSIONS: what one needs to be right, how far ahead it can be planned, who was there and how many, whether it may be captured, and when its survey is due. Pure rules. */
export { isEarly, isPlanned, MOST_DAYS_AHEAD } from './ahead.ts';
export { type ApprovalFault, approvalFault } from './approval.ts';
export { dayOf, isDay } from './day.ts';
export { surveyDue } from './due.ts';
export { type HeadsFault, MOST_HEADS, readHeads } from './heads.ts';
export { readNames } from './names.ts';
export { MOST_IN_NOTE, readNote } from './note.ts';
export { type Outside, outsideOf } from './outside.ts';
export { linesFor, PackFile } from './pack-file.ts';
export { type Bounds, type Counted, countsOf, type Reach, reached, reachOf, type Tally } from './reach.ts';
export { type SessionFault, sessionFaults } from './right.ts';
export { runningOrder } from './running-order.ts';
export { type Attender, type Entry, judgeAttenders } from './who.ts';
