import { say, type Words } from '../../engine/index.ts';
import type { DeskParts } from '../parts.ts';
import type { Interest, Opportunity, Said } from '../ports.ts';

/** How an opportunity is told: the same words in an offer and in the chat. Staff's own words stand in them as they were typed. */

const long = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });

/** A local day as it is said. @param date YYYY-MM-DD */
const spoken = (date: string) => long.format(new Date(`${date}T00:00:00Z`));

type Parts = Pick<DeskParts, 'phrases' | 'lexicon'>;

const sayer =
  ({ lexicon }: Parts, language: string) =>
  (words: Words, fills: Record<string, string> = {}) =>
    say(words, language, (gap) => fills[gap] ?? lexicon.constants[gap] ?? '');

/** Pay, when and where, a line each, as far as they are known. */
function factsOf(parts: Parts, { pay, dates, place }: Opportunity, language: string): string[] {
  const text = sayer(parts, language);
  const { offer_pay, offer_no_pay, offer_dates, offer_place } = parts.phrases;
  return [
    pay === null ? text(offer_no_pay) : text(offer_pay, { pay }),
    ...(dates === null ? [] : [text(offer_dates, { dates })]),
    ...(place === null ? [] : [text(offer_place, { place })]),
  ];
}

/** What fills the gaps of words about it (`gapsAbout`). */
export function fillsOf(parts: Parts, opportunity: Opportunity, language: string): Record<string, string> {
  const { title, closes, hears } = opportunity;
  return { title, facts: factsOf(parts, opportunity, language).join('\n'), closes: spoken(closes), hears: spoken(hears) };
}

/** The button below an offer; null: there is nothing to look at any more. */
export function lookAt(parts: Parts, { state }: Opportunity, language: string): NonNullable<Said['quick']> | null {
  return state === 'open' ? [{ label: sayer(parts, language)(parts.phrases.offer_look), text: 'OFFERS' }] : null;
}

/** What it is, and how long they can say that they are interested. */
export function toldOf(parts: Parts, opportunity: Opportunity, language: string): string[] {
  const text = sayer(parts, language);
  const fills = fillsOf(parts, opportunity, language);
  const { title, about } = opportunity;
  return [
    text(parts.phrases.offer_what, { title, about }),
    ...factsOf(parts, opportunity, language),
    text(parts.phrases.offer_until, fills),
  ];
}

/** What is told beside it when they ask for more: what happens then, and where to read on. */
export function moreOf(parts: Parts, opportunity: Opportunity, language: string): string[] {
  const text = sayer(parts, language);
  const { offer_next, offer_link, offer_how } = parts.phrases;
  const { next, link } = opportunity;
  return [
    text(offer_how, fillsOf(parts, opportunity, language)),
    ...(next === null ? [] : [text(offer_next, { next })]),
    ...(link === null ? [] : [text(offer_link, { link })]),
  ];
}

/** What they said to it, and what they were told; null: nothing yet. */
export function saidOf(parts: Parts, opportunity: Opportunity, interest: Interest | null, language: string): string | null {
  if (interest === null) return null;
  const { phrases } = parts;
  const answered = {
    offered: phrases.offer_told_offered,
    'not-this-time': phrases.offer_told_not_this_time,
    taken: phrases.offer_told_taken,
  };
  const said = { interested: phrases.offer_said_yes, 'not-for-me': phrases.offer_said_no, 'taken-back': phrases.offer_said_back };
  const gone = opportunity.state === 'withdrawn' ? phrases.offer_said_gone : said.interested;
  const words = interest.state !== 'interested' ? said[interest.state] : interest.answer === null ? gone : answered[interest.answer];
  return sayer(parts, language)(words, fillsOf(parts, opportunity, language));
}
