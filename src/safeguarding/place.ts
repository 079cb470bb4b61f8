import type { Heard } from './names.ts';
import type { Part, Phrase } from './phrase.ts';

/** Where a phrase stands in a sentence: its words are from `from` to before `to`, and its gaps took in the words at `skipped`. */
export interface Place {
  from: number;
  to: number;
  skipped: number[];
}

/** Words of a sentence, from the first to before the second. */
export type Span = [number, number];

export const whole = ({ words }: Heard): Span => [0, words.length];

/** Bounded: parts times gaps. Words from `end` on are not looked at. */
function matched(parts: Part[], part: number, heard: Heard, at: number, end: number): Omit<Place, 'from'> | null {
  const now = parts[part];
  if (!now) return { to: at, skipped: [] };
  if ('gap' in now) {
    for (let length = 0; length <= now.gap && at + length <= end; length++) {
      const rest = matched(parts, part + 1, heard, at + length, end);
      if (rest) return { to: rest.to, skipped: [...Array.from({ length }, (_, index) => at + index), ...rest.skipped] };
    }
    return null;
  }
  if (at < end)
    for (const { name, to } of heard.spans[at] ?? []) {
      const rest = to <= end && now.list.includes(name) ? matched(parts, part + 1, heard, to, end) : null;
      if (rest) return rest;
    }
  return now.optional ? matched(parts, part + 1, heard, at, end) : null;
}

/** Whether a sentence has something of each list that the phrase needs, the rarest first: nearly all phrases end here. */
export function possible({ needed }: Phrase, { here }: Heard): boolean {
  for (const list of needed()) if (!list.some((name) => here[name] === 1)) return false;
  return true;
}

/** The first place where the phrase stands, of those that suit. */
export function placeOf(phrase: Phrase, heard: Heard, suits: (place: Place) => boolean, [start, end] = whole(heard)): Place | undefined {
  if (!possible(phrase, heard)) return undefined;
  for (let from = start; from < end; from++) {
    const found = matched(phrase.parts, 0, heard, from, end);
    const place = found && { from, ...found };
    if (place && suits(place)) return place;
  }
  return undefined;
}

/** Whether the phrase begins here. */
export function beginsAt(phrase: Phrase, heard: Heard, from: number): boolean {
  return possible(phrase, heard) && matched(phrase.parts, 0, heard, from, heard.words.length) !== null;
}

/** Whether the phrase stands anywhere in these words. */
export function stands(phrase: Phrase, heard: Heard, span: Span): boolean {
  return placeOf(phrase, heard, () => true, span) !== undefined;
}
