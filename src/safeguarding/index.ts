/** THE SAFEGUARDING SCREEN: looks at every free text, by rules that are data (flows/screen/). Pure. What follows is the desk's. */
export { Duty, type Lead, leadsDue, rungsDue } from './duty.ts';
export { ratesOf, ScreenMessages, type ScreenRates } from './rates.ts';
export { ScreenRules, withoutExamples } from './rules.ts';
export { createScreen } from './screen.ts';
