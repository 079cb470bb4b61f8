import type { Option } from '../flow.ts';
import { MAX_AGE, MIN_AGE } from '../limits.ts';
import { numberIn } from '../numbers.ts';
import { negated } from './choice.ts';

/** Words that make a number something other than an age now: "nearly 13", "I turn 16 soon", "under 18". We ask again rather than guess. */
const notYet =
  /\b(nearly|almost|turn|turning|be|soon|yet|next|until|till|born|was|under|over|below|above|younger|older|less|more|least|most)\b|\d\s*\+/iu;

/** Whole years between a birth date and a day, both YYYY-MM-DD. */
function yearsBetween(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** The age in years that a reply means: an age, or a date of birth. null when it is neither. */
export function ageIn(text: string, now: Date, readDate: (text: string, now: Date) => string | null): number | null {
  const looksLikeDate = /\d\s*[/.-]\s*\d|\b(19|20)\d\d\b|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu.test(text);
  const birth = looksLikeDate ? readDate(text, now) : null;
  const age = birth
    ? yearsBetween(birth, readDate('today', now) ?? birth)
    : notYet.test(text) || negated(text) || looksLikeDate
      ? null
      : (numberIn(text)?.value ?? null);
  if (age === null || age < MIN_AGE || age > MAX_AGE) return null;
  return Math.floor(age);
}

/** The band that an age is in; undefined when the bands leave it out. */
export function bandOf(age: number, bands: Option[]): Option | undefined {
  return bands.find((band) => age >= (band.from ?? 0) && age <= (band.to ?? Number.POSITIVE_INFINITY));
}
