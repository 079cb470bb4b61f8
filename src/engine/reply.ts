import { z } from 'zod';
import type { AskStep, QuestionType } from './flow.ts';
import { MAX_ANSWER_LETTERS, MAX_NAME_LETTERS } from './limits.ts';
import { normalise } from './normalise.ts';
import { numberIn } from './numbers.ts';
import type { Options } from './options.ts';
import { ageIn, bandOf } from './questions/age.ts';
import { answerOf, negated, pickOne } from './questions/choice.ts';
import { pickSeveral } from './questions/several.ts';
import type { Readers } from './readers.ts';
import type { Answered } from './session.ts';

/** What a reply means at a question. `guess`: it is said back to the person. `because`: which phrase tells them what did not fit. */
export type Understood =
  | { fits: true; answer: Answered; guess: boolean }
  | {
      fits: false;
      because?: 'misfit_part' | 'number_too_low' | 'number_too_high' | 'too_long';
      fills?: Record<string, string>;
      got?: string[];
    };

export interface Asked {
  ask: AskStep;
  options: Options;
  readers: Readers;
  now: Date;
}

const misfit: Understood = { fits: false };
const accepted = (value: Answered['value'], category: string | null, raw: string, guess = false): Understood => ({
  fits: true,
  answer: { value, category, raw },
  guess,
});

const leadIn =
  /^\s*(hi|hello|hey)?[\s,!.]*(my name is|my names|my name’s|my name's|i am called|i'm called|im called|call me|i am|i'm|i’m|im|it's|its|it’s)\s+(?=\S)/iu;

/** Something that can be seen: not space, and not letters of no width. */
const visible = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

const tooLong = (text: string, limit: number): Understood | null =>
  text.length > limit && [...text].length > limit ? { fits: false, because: 'too_long', fills: { limit: String(limit) } } : null;

function oneOf(raw: string, { ask, options, readers }: Asked): Understood {
  const picked = pickOne(raw, options, readers.distance);
  return picked && (picked.sure || !ask.exact) ? { fits: true, answer: answerOf([picked.pick], raw, false), guess: !picked.sure } : misfit;
}

function numbered(raw: string, asked: Asked): Understood {
  const figure = numberIn(raw)?.value;
  if (figure !== undefined && figure < 0) return misfit;
  const exact = asked.options.exact.get(normalise(raw));
  const named = exact ?? (negated(raw) ? undefined : asked.options.byValue.get(String(figure)));
  if (named) return accepted(Number(named.value), named.value, raw);
  const picked = asked.ask.type === 'scale' ? pickOne(raw, asked.options, asked.readers.distance) : null;
  return picked ? accepted(Number(picked.pick.value), picked.pick.value, raw, !picked.sure) : misfit;
}

/** A day up to today; the year may be left out. */
function dayBefore(raw: string, { readers, now }: Asked): string | null {
  const today = readers.date('today', now) ?? '';
  const year = Number(today.slice(0, 4));
  const texts = /\d{4}/.test(raw) ? [raw] : [raw, `${raw} ${year}`, `${raw} ${year - 1}`];
  for (const text of texts) {
    const day = readers.date(text, now);
    if (day !== null && day <= today) return day;
  }
  return null;
}

/** One reader for each type of question. */
const reading = {
  text: (raw, { ask }) => {
    if (!visible.test(raw)) return misfit;
    const nothing = ask.nothing.some((word) => normalise(word) === normalise(raw));
    return nothing ? accepted(null, 'skipped', raw) : accepted(raw.trim(), null, raw);
  },
  name: (raw) => {
    const name = raw.replace(leadIn, '').replace(/\s+/g, ' ').trim();
    if (!visible.test(name)) return misfit;
    return tooLong(name, MAX_NAME_LETTERS) ?? accepted(name, null, raw, name !== raw.trim().replace(/\s+/g, ' '));
  },
  number: (raw, { ask }) => {
    const read = numberIn(raw);
    if (!read || negated(raw)) return misfit;
    if (ask.min !== undefined && read.value < ask.min) return { fits: false, because: 'number_too_low', fills: { limit: String(ask.min) } };
    if (ask.max !== undefined && read.value > ask.max)
      return { fits: false, because: 'number_too_high', fills: { limit: String(ask.max) } };
    return accepted(read.value, null, raw, !read.bare);
  },
  age: (raw, asked) => {
    const { ask, options, readers, now } = asked;
    const named = options.exact.get(normalise(raw));
    if (named) return accepted(named.value, named.value, raw);
    const age = ageIn(raw, now, readers.date);
    const band = age === null || (numberIn(raw)?.bare && age <= options.list.length) ? undefined : bandOf(age, ask.options);
    if (band) return accepted(band.value, band.value, raw, !numberIn(raw)?.bare);
    const picked = age === null || age <= options.list.length ? pickOne(raw, options, () => 99) : null;
    return picked?.sure ? accepted(picked.pick.value, picked.pick.value, raw, true) : misfit;
  },
  date: (raw, asked) => {
    const date = asked.ask.past ? dayBefore(raw, asked) : asked.readers.date(raw, asked.now);
    return date ? accepted(date, date.slice(0, 7), raw, !/^\d+\/\d+\/\d{4}$/.test(raw.trim())) : misfit;
  },
  yes_no: (raw, asked) => {
    const read = oneOf(raw, asked);
    return read.fits ? { ...read, answer: { ...read.answer, value: read.answer.value === 'yes' } } : read;
  },
  choice: oneOf,
  several: (raw, { options, readers }) => {
    const { picked, unknown } = pickSeveral(raw, options, readers.distance);
    if (picked.length === 0) return misfit;
    if (unknown !== null) return { fits: false, because: 'misfit_part', fills: { unknown }, got: picked.map(({ pick }) => pick.value) };
    return {
      fits: true,
      answer: answerOf(
        picked.map(({ pick }) => pick),
        raw,
        true,
      ),
      guess: picked.some(({ sure }) => !sure),
    };
  },
  scale: numbered,
  nought_to_ten: numbered,
  email: (raw) => {
    const found = raw.match(/[^\s<>,;]+@[^\s<>,;]+/)?.[0]?.replace(/[.)]+$/, '');
    const read = z.email().safeParse(found?.toLowerCase());
    return read.success && found
      ? accepted(
          found.replace(/@.*$/, (domain) => domain.toLowerCase()),
          null,
          raw,
          found !== raw.trim(),
        )
      : misfit;
  },
  phone: (raw, { readers }) => {
    const phone = readers.phone(raw);
    return phone ? accepted(phone, null, raw) : misfit;
  },
  /** Never guessed: only yes, or no, or the words on the buttons. */
  consent: (raw, { options }) => {
    const picked = options.exact.get(normalise(raw));
    return picked ? accepted(picked.value === 'yes', picked.value, raw) : misfit;
  },
} satisfies Record<QuestionType, (raw: string, asked: Asked) => Understood>;

/** Reads what was typed. Never throws; a reply that does not fit is an outcome. */
export function understand(raw: string, asked: Asked): Understood {
  return tooLong(raw, MAX_ANSWER_LETTERS) ?? (reading[asked.ask.type] as (raw: string, asked: Asked) => Understood)(raw, asked);
}

/** Reads buttons or boxes: the values must be this question's own. `language` gives the label that is kept as raw text. */
export function understandChoice(values: string[], asked: Asked, language: string): Understood {
  const picks = [...new Set(values)].map((value) => asked.options.byValue.get(value));
  const several = asked.ask.type === 'several';
  if (picks.length === 0 || picks.some((pick) => pick === undefined) || (!several && picks.length > 1)) return misfit;
  const found = asked.options.list.filter((pick) => picks.includes(pick));
  const raw = found.map((pick) => pick.label[language] ?? pick.label.en).join(', ');
  const answer = answerOf(found, raw, several);
  const type = asked.ask.type;
  if (type === 'yes_no' || type === 'consent') return accepted(answer.value === 'yes', answer.category, raw);
  if (type === 'scale' || type === 'nought_to_ten') return accepted(Number(answer.value), answer.category, raw);
  return { fits: true, answer, guess: false };
}
