import * as by from '../split.ts';

/** Texts cut to what Slack counts, which is what they are when they are escaped. */

const costs: Record<string, number> = { '&': 5, '<': 4, '>': 4 };

const escapedWeight: by.Weight = (letter) => costs[letter] ?? letter.length;

const weightOf = (text: string) => (/[&<>]/.test(text) ? escapedWeight : undefined);

/** In pieces of at most `most` letters. */
export const split = (text: string, most: number): string[] => by.split(text, most, weightOf(text));

/** At most `most` letters; what was cut off shows. */
export const cut = (text: string, most: number): string => by.cut(text, most, weightOf(text));
