import { isDay } from '../../sessions/index.ts';
import type { CommandChoice } from '../ports.ts';
import type { Context } from './command.ts';

/** As many as a menu can show. Whoever is not in it is typed. */
export const MOST_CHOICES = 100;

const folded = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/** What somebody picked or typed, by value, by the beginning of an id, or by its whole name: those that it can mean. */
export function meant(text: string, choices: readonly CommandChoice[]): string[] {
  const typed = folded(text);
  const exact = choices.filter(({ value, label }) => value === text || folded(label) === typed);
  const found = exact.length > 0 ? exact : choices.filter(({ value }) => /^[0-9a-f-]{8,}$/.test(typed) && value.startsWith(typed));
  return [...new Set(found.map(({ value }) => value))];
}

/** A day as a form gives it, or as somebody types it; null: it is none. */
export function readDay({ parts, now }: Context, text: string): string | null {
  return isDay(text.trim()) ? text.trim() : parts.lexicon.readers.date(text, now);
}
