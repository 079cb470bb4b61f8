import type { Clock } from './desk/ports.ts';

/** The only place that asks what time it is; everybody else is told. */
export const clock: Clock = { now: () => new Date() };
