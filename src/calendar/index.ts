/** LOCAL TIME: opening hours and days as people in a place know them, over both clock changes of a year. Pure. */
export { dayOf, startOfDay, timeOf } from './day.ts';
export { afterOpenMinutes, Hours, isOpen, openingAt, opensAt } from './hours.ts';
export { daysAfter, monthsAfter } from './months.ts';
export { LocalTime, type Rhythm, slotAfter, slotAt } from './rhythm.ts';
export { dayAndTime } from './say.ts';
export { daysBetween, shifted } from './span.ts';
export { isZone } from './zone.ts';
