/** WHO IS DUE, AND MAY THEY BE WRITTEN TO NOW? Nudges: messages that nobody asked for at that moment. Pure; `desk/nudges/` does the rest. */
export { allowed, type Refusal, refusals, type Verdict, type Wait, waits } from './allowed.ts';
export type { Budget } from './budget.ts';
export { type BlackoutDays, blackoutsFor, holdOf, openHours } from './hold.ts';
export { lateness, missesIt } from './late.ts';
export { type Occurrence, occurrencesOf } from './plan.ts';
export { createPressure } from './pressure.ts';
