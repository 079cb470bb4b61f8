import { thresholdFor } from './disclosure.ts';

/** The smallest number of people that a figure may be about: in a secure setting others know more of each. */
export function thresholdOf(anonymous: boolean, settingKind: string | null): number {
  return thresholdFor({ anonymous, secure: settingKind === 'secure' }).cell;
}

/** The smallest number of people that a figure outside of any survey may be about: the same rule. */
export const fewest = thresholdOf(false, null);

/** null: about too few people to be said, and nobody is too few as well. */
export const guarded = (count: number): number | null => (count < fewest ? null : count);

/**
 * A count of an anonymous survey in steps of its threshold: whoever looks twice, and knows who was at their phone in between, learns of no
 * one person that they answered. null: fewer than one step, none included.
 */
export function inSteps(count: number, step: number): number | null {
  const whole = Math.floor(count / step) * step;
  return whole === 0 ? null : whole;
}
