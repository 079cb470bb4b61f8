import { z } from 'zod';
import { monthsAfter } from '../../calendar/index.ts';
import { today } from '../pathways/place.ts';
import type { Finding, Rests } from '../ports.ts';
import { readDay } from './choose.ts';
import type { Context, Refused } from './command.ts';
import { saysName } from './leave-out-names.ts';
import { day } from './when.ts';
import { refuse, youngWordsFault } from './young-words.ts';

/** What commands about findings have in common: whom they are about, and how what staff write is read. */

/** A finding rests on so many people at least: with fewer, its words say who said it. */
export const LEAST_PEOPLE = 5;
/** Months ahead by which something may be promised, or an answer asked for. */
const MOST_MONTHS = 36;

export const id = z.string().trim().min(1).describe('the id from the list, or its beginning');
export const sentence = (most: number, description: string) => z.string().trim().min(1).max(most).meta({ description, format: 'long' });
export const dayField = (description: string) => z.string().trim().min(1).meta({ description, format: 'date' });

export const findFinding = ({ parts }: Context, input: { id: string }) =>
  parts.store.findings.find(input.id).then((finding) => finding && { id: finding.id, finding });

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const saysPlace = (text: string, place: string) =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped(place)}(?![\p{L}\p{N}])`, 'iu').test(text);

/** What is wrong with words that young people, and those who decide, will read. */
export function wordsFault(context: Context, given: Record<string, string | undefined>, { settings, names }: Rests): Refused | null {
  const { words } = context;
  const fault = youngWordsFault(context, given, Object.keys(given));
  if (fault) return fault;
  for (const [field, text] of Object.entries(given)) {
    if (text === undefined) continue;
    const place = settings.find(({ name }) => saysPlace(text, name))?.name;
    if (place !== undefined) return refuse(field, words('finding_says_place', { place }));
    if (names.some((name) => saysName(text, name))) return refuse(field, words('finding_says_name'));
  }
  return null;
}

/** Somebody's own name or address: whoever holds an office after them would not be asked. */
export const isPrivate = (to: string): boolean =>
  /@|\d[\d ]{5,}\d/.test(to) || /(?<!\p{L})(?:mr|mrs|ms|miss|mx|dr|sir|dame)\.?\s+\p{Lu}/iu.test(to);

/** A day that has been, from when it was sent on; today where none is given. @param since null: any */
export function pastDay(context: Context, field: string, text: string | undefined, since: string | null): string | Refused {
  const { parts, now, words } = context;
  const on = today(parts, now);
  const read = text === undefined ? on : readDay(context, text);
  if (read === null) return refuse(field, words('date_unread'));
  if (read > on) return refuse(field, words('finding_day_ahead'));
  if (since !== null && read < since) return refuse(field, words('finding_day_before', { day: day(since) }));
  return read;
}

/** A day by which something is to be: no earlier than the day on which it was said. */
export function comingDay(context: Context, field: string, text: string, since: string): string | Refused {
  const { words } = context;
  const read = readDay(context, text);
  if (read === null) return refuse(field, words('date_unread'));
  if (read < since) return refuse(field, words('finding_by_first'));
  return read > monthsAfter(since, MOST_MONTHS) ? refuse(field, words('finding_by_late')) : read;
}

/** Promises as somebody types them: a day, a colon, and what; each on a line of its own, or with ; between. */
export function readPromises(context: Context, text: string | undefined, since: string): { by: string; words: string }[] | Refused {
  const found = [];
  for (const line of (text ?? '').split(/[\n;]/).map((one) => one.trim())) {
    if (line === '') continue;
    const [, on, what] = /^([^:]+):\s*(\S.*)$/.exec(line) ?? [];
    if (on === undefined || what === undefined || what.length > 200)
      return refuse('promises', context.words('finding_promises_unread', { text: line }));
    const by = comingDay(context, 'promises', on, since);
    if (typeof by !== 'string') return by;
    found.push({ by, words: what });
  }
  return found;
}

/** What is noted of a finding only once it was sent. */
export function sentOf({ words }: Context, { sent }: Finding): NonNullable<Finding['sent']> | Refused {
  return sent ?? { refused: words('finding_not_sent') };
}
