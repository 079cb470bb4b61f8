import { oneLine } from '../people/index.ts';

/** Numbers and bullets that stand before names in a list that somebody pastes. */
const bullet = /^\s*(?:[-–—•*·]|\d{1,3}[.)])\s*/u;

/** Names, or ids of people, as somebody pastes them: a line each, or with commas between. Never guesses what they mean. */
export function readNames(text: string): string[] {
  return text
    .split(/[\n\r,;\t]/)
    .map((one) => oneLine(one.replace(bullet, '')))
    .filter(Boolean);
}
