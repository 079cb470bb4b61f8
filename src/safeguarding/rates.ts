import { z } from 'zod';
import type { Screen } from '../desk/ports.ts';
import { type Share, shareOf } from '../share.ts';

/** Short messages with what a safeguarding lead would want to hear about in them: a family of the rules, or `none`. */
export const ScreenMessages = z.array(z.strictObject({ text: z.string().min(1), family: z.string().regex(/^[a-z_]+$/) })).min(1);
export type ScreenMessages = z.infer<typeof ScreenMessages>;

export interface ScreenRates {
  /** Of each family that is in the messages: those on which the screen fired at all. */
  families: { family: string; hits: Share }[];
  /** Of all that should fire. */
  hits: Share;
  /** Of the hits: those with the family that was meant. */
  rightFamily: Share;
  /** Of those in which there is nothing: those on which it fired. */
  falseAlarms: Share;
  misses: { text: string; family: string }[];
  alarms: { text: string; rule: string }[];
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
    falseAlarms: shareOf(harmless.filter(({ alarm }) => alarm).length, harmless.length),
    misses: danger.flatMap(({ text, family, alarm }) => (alarm ? [] : [{ text, family }])),
    alarms: harmless.flatMap(({ text, alarm }) => (alarm ? [{ text, rule: alarm.rule }] : [])),
  };
}
