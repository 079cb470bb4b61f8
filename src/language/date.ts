import { en } from 'chrono-node';

/** Longer texts are stories, not dates; reading them costs time and finds dates that nobody meant. */
const longestDate = 120;
const numeric = /(?<![\d./-])(\d{1,2})(?:\s*[./-]\s*|\s+)(\d{1,2})(?:\s*[./-]\s*|\s+)(\d{4}|\d{2})(?![\d/-]|\.\d)/g;
const whichWeekday = /\b(last|next|this)\b/i;
const span = /\b(last|next|this|past)\s+(week|month|year)\b/i;
/** A year that is not written in full and lies further ahead than this belongs to the century before. */
const yearsAhead = 10;

const londonDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});

interface Day {
  year: number;
  month: number;
  day: number;
}

function todayInLondon(now: Date): Day {
  const parts = new Map(londonDay.formatToParts(now).map((part) => [part.type, Number(part.value)]));
  return { year: parts.get('year') as number, month: parts.get('month') as number, day: parts.get('day') as number };
}

/** YYYY-MM-DD, or null when the calendar has no such day or it is too far away to be meant. */
function isoOf({ year, month, day }: Day): string | null {
  if (year < 1900 || year > 2199) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

/** "10" is 2010 and "98" is 1998, seen from 2026. */
function fullYear(short: number, today: Day): number {
  const year = Math.floor(today.year / 100) * 100 + short;
  return year > today.year + yearsAhead ? year - 100 : year;
}

/** Dates in figures, day first always: 12/25/2010 is no date. undefined: none in the text. */
function numericDate(text: string, today: Day): string | null | undefined {
  const found = [...text.matchAll(numeric)].map(([, day, month, year]) =>
    isoOf({
      day: Number(day),
      month: Number(month),
      year: year?.length === 2 ? fullYear(Number(year), today) : Number(year),
    }),
  );
  if (found.length === 0) return undefined;
  return new Set(found).size === 1 ? (found[0] ?? null) : null;
}

/**
 * A date in British English as YYYY-MM-DD; null when the text holds none, half of one ("May 2010", "the 3rd", "Monday", "last week"), an
 * impossible one, or two that differ. Relative dates count from the day it is in London at `now`.
 *
 * chrono is given noon, in UTC, of that day: its sums are then days from a fixed hour, whatever the clocks did and wherever this runs.
 */
export function date(text: string, now: Date): string | null {
  const plain = text.normalize('NFKC').trim();
  if (!plain || plain.length > longestDate) return null;
  const today = todayInLondon(now);
  const figures = numericDate(plain, today);
  if (figures !== undefined) return figures;

  const noon = new Date(Date.UTC(today.year, today.month - 1, today.day, 12));
  const found = en.GB.parse(plain, { instant: noon, timezone: 0 }).map(({ start, end, text: part }) => {
    const whole = start.isCertain('day') && start.isCertain('month') && start.isCertain('year');
    const weekday = start.isCertain('weekday') && !start.isCertain('day') && whichWeekday.test(part);
    // "5 minutes ago" counts from a time of day, which noon is not.
    if (end || span.test(part) || !(whole || weekday) || start.tags().has('result/relativeDateAndTime')) return null;
    const day = { year: start.get('year') ?? 0, month: start.get('month') ?? 0, day: start.get('day') ?? 0 };
    if (day.year > today.year + yearsAhead && !/\d{4}/.test(part)) day.year -= 100;
    return isoOf(day);
  });
  return new Set(found).size === 1 ? (found[0] ?? null) : null;
}
