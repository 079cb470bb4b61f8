import { z } from 'zod';
import type { Screen } from '../desk/ports.ts';

/** Short messages with what a safeguarding lead would want to hear about in them: a family of the rules, or `none`. */
export const ScreenMessages = z.array(z.strictObject({ text: z.string().min(1), family: z.string().regex(/^[a-z_]+$/) })).min(1);
export type ScreenMessages = z.infer<typeof ScreenMessages>;

/** How many of so many, with the 95 % interval of the share (Wilson 1927): what other messages of the same kind could well have shown. */
export interface Share {
  count: number;
  of: number;
  from: number;
  to: number;
}

export interface ScreenRates {
  /** Of each family that is in the messages: those on which the screen fired at all. */
  families: { family: string; hits: Share }[];
  /** Of all that should fire. */
  hits: Share;
  /** Of the hits: those with the family that was meant. */
  rightFamily: Share;
  /** Of the hits: those that wake a lead at night. */
  now: Share;
  /** Of those in which there is nothing: those on which it fired. */
  falseAlarms: Share;
  misses: { text: string; family: string }[];
  alarms: { text: string; rule: string }[];
}

/** Two-sided 95 %. */
const Z = 1.959964;

function shareOf(count: number, of: number): Share {
  if (of === 0) return { count, of, from: 0, to: 1 };
  const share = count / of;
  const spread = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  const scale = 1 + Z ** 2 / of;
  const middle = share + Z ** 2 / (2 * of);
  return { count, of, from: Math.max(0, (middle - spread) / scale), to: Math.min(1, (middle + spread) / scale) };
}

/** What the screen finds in messages of which we know. */
export function ratesOf(screen: Screen, messages: ScreenMessages): ScreenRates {
  const seen = messages.map(({ text, family }) => ({ text, family, alarm: screen(text) }));
  const danger = seen.filter(({ family }) => family !== 'none');
  const hits = danger.filter(({ alarm }) => alarm);
  const harmless = seen.filter(({ family }) => family === 'none');
  const families = [...new Set(danger.map(({ family }) => family))].map((family) => {
    const theirs = danger.filter((one) => one.family === family);
    return { family, hits: shareOf(theirs.filter(({ alarm }) => alarm).length, theirs.length) };
  });
  return {
    families,
    hits: shareOf(hits.length, danger.length),
    rightFamily: shareOf(hits.filter(({ alarm, family }) => alarm?.family === family).length, hits.length),
    now: shareOf(hits.filter(({ alarm }) => alarm?.urgency === 'now').length, hits.length),
    falseAlarms: shareOf(harmless.filter(({ alarm }) => alarm).length, harmless.length),
    misses: danger.flatMap(({ text, family, alarm }) => (alarm ? [] : [{ text, family }])),
    alarms: harmless.flatMap(({ text, alarm }) => (alarm ? [{ text, rule: alarm.rule }] : [])),
  };
}
