/** SURVEYS: who is asked, when, how often, and what may be said of it. Pure rules; the desk does the rest. */
export { type Judged, judgeCandidate, mayRemind, type Reason, reasons } from './audience.ts';
export { inSteps, thresholdOf } from './counts.ts';
export { mayQuote } from './quotes.ts';
export { nextReminder } from './reminders.ts';
export { type Days, invitesAt, isLate, mayAnswer, type Window, type WindowFault, windowOf } from './window.ts';
