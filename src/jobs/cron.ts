import type { Rhythm } from '../calendar/index.ts';

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** A rhythm as cron writes it. It wakes us at each slot, but at one that a clock change leaves out, and twice where the clocks show it twice: the slots count. */
export function cronOf(rhythm: Rhythm): { pattern: string; timezone: string } {
  if ('minutes' in rhythm) return { pattern: `*/${rhythm.minutes} * * * *`, timezone: 'UTC' };
  const [hour, minute] = rhythm.at.split(':').map(Number);
  return { pattern: `${minute} ${hour} * * ${rhythm.day === undefined ? '*' : days.indexOf(rhythm.day)}`, timezone: rhythm.zone };
}
