import type { Span } from './kinds.ts';
import type { Piece } from './words.ts';

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const ordinal =
  '(?:(?:twenty|thirty)[\\s-])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\\w{3,6}teenth|twentieth|thirtieth)';
const day = '\\d{1,2}(?:st|nd|rd|th)?';
const year = "(?:,?\\s(?:19|20)\\d\\d|,?\\s'?\\d\\d)";
const figures = [/\b(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d\d)\b/g, /\b(\d{1,2})(\s)(\d{1,2})\s(?:19|20)\d\d\b/g];
const backwards = /\b(?:19|20)\d\d([./-])\d{1,2}\1\d{1,2}\b/g;
const written = new RegExp(`\\b(?:(?:${day}|${ordinal})(?:\\sof)?\\s${month}|${month}\\s(?:the\\s)?${day})\\b(${year}\\b)?`, 'gi');
/** Without a year a date is a birthday only where that is said. */
const birth = /\b(?:born|birthday|bday|b-day|dob|d\.o\.b|birth|turn|turned|turning|(?:im|i'm|i am|be) \d\d)\b/i;

/** A prisoner's number, a National Insurance number, a car's plate, a sort code. */
const codes = [
  /\b[a-z]\d{4}[a-z]{2}\b/gi,
  /\b[A-Z]\s?\d{4}\s?[A-Z]{2}\b/g,
  /\b[a-z]{2}\s?\d\d\s?\d\d\s?\d\d\s?[a-d]\b/gi,
  /\b[A-Z]{2}\d\d\s?[A-Z]{3}\b/g,
  /\b[a-z]{2}\d\d[a-z]{3}\b/g,
  /\b\d\d-\d\d-\d\d\b/g,
];
const digits = /[+(]{0,2}\p{Nd}+(?:[ .()/-]{1,2}\p{Nd}+)*/gu;
/** Digits in a row that are somebody's account, case or phone, and no price or score. */
const MANY_AT_ONCE = 6;
const MANY_IN_PARTS = 7;
/** Looks like a phone, whether or not the library knows such a range. */
const phoneLike = /^\(?[+0]/;
const SHORTEST_PHONE = 10;

const figure = 'zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|triple';
/** "07700 900 one two three" */
const spelt = new RegExp(`\\b(?:\\d{1,5}|${figure})(?:[\\s,-]{1,2}(?:\\d{1,5}|${figure}))+\\b`, 'gi');

/** Every date in full: rarely what a quote is about, and a birthday finds one person in a prison. */
function dates(text: string): Span[] {
  const spans: Span[] = [];
  const add = (index: number, { length }: string) => spans.push({ kind: 'date', from: index, to: index + length });
  for (const pattern of figures)
    for (const { 0: found, 1: first, 3: second, index } of text.matchAll(pattern))
      if (Math.max(Number(first), Number(second)) <= 31 && Math.min(Number(first), Number(second)) <= 12) add(index, found);
  for (const { 0: found, index } of text.matchAll(backwards)) add(index, found);
  const born = birth.test(text);
  for (const { 0: found, 1: inYear, index } of text.matchAll(written)) if (inYear || born) add(index, found);
  return spans;
}

function numbers(text: string): Span[] {
  const spans = codes.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }): Span => ({ kind: 'number', from: index, to: index + found.length })),
  );
  for (const { 0: found, index } of text.matchAll(digits)) {
    const parts = found.match(/\p{Nd}+/gu) ?? [];
    const count = parts.join('').length;
    const years = parts.every((part) => /^(?:19|20)\d\d$/.test(part));
    const times = parts.length <= 4 && parts.every(({ length }) => length <= 2);
    if (parts.some(({ length }) => length >= MANY_AT_ONCE) || (count >= MANY_IN_PARTS && !years && !times))
      spans.push({ kind: phoneLike.test(found) && count >= SHORTEST_PHONE ? 'phone' : 'number', from: index, to: index + found.length });
  }
  for (const { 0: found, index } of text.matchAll(spelt)) {
    const words = found.match(/[a-z]+/gi)?.length ?? 0;
    if (words > 2 && words + (found.match(/\d/g)?.length ?? 0) >= MANY_IN_PARTS)
      spans.push({ kind: 'number', from: index, to: index + found.length });
  }
  return spans;
}

const postcode = /\b([a-z]{1,2})(\d[a-z\d]?)\s?(\d[abd-hjlnp-uw-z]{2})\b/gi;
const district = /\b(from|in|into|round|near|ends|to|of|off)\s([a-z]{1,2})(\d{1,2}[a-z]?)\b/gi;
/** "SE15", "E8": written so it is a part of a town; with other single letters it is a level, a cell or a motorway. */
const capitals = /\b([A-Z]{2}|[ENW])(\d{1,2})\b/g;

/** @param areas what postcodes begin with */
export function figuresOf(areas: string[]): (piece: Piece) => Span[] {
  const known = new Set(areas);
  return ({ text }) => {
    const spans = [...dates(text), ...numbers(text)];
    const add = (from: number, to: number) => spans.push({ kind: 'place', from, to });
    for (const { 0: found, 1: area = '', 3: inward = '', index } of text.matchAll(postcode))
      if (known.has(area.toLowerCase()) && !/^(?:1st|2nd|3rd|\dth)$/i.test(inward)) add(index, index + found.length);
    for (const { 0: found, 1: lead = '', 2: area = '', index } of text.matchAll(district))
      if (known.has(area.toLowerCase())) add(index + lead.length + 1, index + found.length);
    for (const { 0: found, 1: area = '', index } of text.matchAll(capitals))
      if (known.has(area.toLowerCase())) add(index, index + found.length);
    return spans;
  };
}
