import { z } from 'zod';
import { daysAfter, monthsAfter } from '../../calendar/index.ts';
import { today } from '../pathways/place.ts';
import type { CommandChoice, OpportunityTerms } from '../ports.ts';
import { meant, readDay } from './choose.ts';
import type { Context, Refused } from './command.ts';
import { listOf } from './outline.ts';
import { called, knownOf, readStage, requirementChoices } from './pathway-who.ts';
import { refuse, youngWordsFault } from './young-words.ts';

/** What staff say of an opportunity, and how it is read. */

/** Months ahead on which one may close: people are told when they hear, and nobody waits for longer than that. */
const MOST_MONTHS = 6;
/** Days after closing by which everybody has heard, where nothing is said. */
const TO_DECIDE = 14;

const text = (most: number, what: string) => z.string().trim().min(1).max(most).describe(what);
const long = (most: number, what: string) => z.string().trim().min(1).max(most).meta({ description: what, format: 'long' });
const day = (what: string) => z.string().trim().meta({ description: what, format: 'date' });

export const fields = {
  title: text(80, 'what it is called, such as: Run a session in Leeds'),
  about: long(400, 'what somebody does there, in easy words'),
  closes: day('the last day on which people can say that they are interested'),
  pay: text(80, 'what is paid, such as: £15 an hour; leave it out where nothing is').optional(),
  dates: text(120, 'when it is').optional(),
  place: text(80, 'where it is').optional(),
  requires: listOf(z.string().trim().toLowerCase().max(60))
    .optional()
    .describe(
      'what somebody has to meet: ids of what the pathway asks, with commas between; for paid work that is for adults, also: adult',
    ),
  stage: z.string().trim().toLowerCase().max(60).optional().describe('the stage from which it fits; any if not given'),
  hears: day('the day by which everybody who is interested has heard from you; two weeks after it closes if not given').optional(),
  next: long(300, 'what happens after somebody says that they are interested').optional(),
  link: z
    .url({ protocol: /^https$/ })
    .max(300)
    .optional()
    .describe('where to read more: a link that begins with https'),
};
export const Fields = z.strictObject(fields);
export type Given = { [Field in keyof z.infer<typeof Fields>]?: z.infer<typeof Fields>[Field] | undefined };

export const fieldChoices = (context: Context): Promise<{ requires: CommandChoice[]; stage: CommandChoice[] }> =>
  Promise.resolve({
    requires: requirementChoices(context, () => true),
    stage: context.parts.pathway.stages.map(({ stage, label }) => ({ value: stage, label: called(label) })),
  });

/** @param before what it is now, where it is changed: what is not given stays; "none" takes out what can be left out */
export function readTerms(context: Context, given: Given, before: OpportunityTerms | null): OpportunityTerms | Refused {
  const { parts, now, words } = context;
  const fault = youngWordsFault(context, given, ['title', 'about', 'pay', 'dates', 'place', 'next'], ['about', 'next']);
  if (fault) return fault;
  const on = today(parts, now);

  const closes = given.closes === undefined ? (before?.closes ?? '') : readDay(context, given.closes);
  if (!closes) return refuse('closes', words('date_unread'));
  if (given.closes !== undefined && closes < on) return refuse('closes', words('opportunity_closes_past'));
  if (closes > monthsAfter(on, MOST_MONTHS)) return refuse('closes', words('opportunity_closes_late'));
  const usual = before && before.hears >= closes ? before.hears : daysAfter(closes, TO_DECIDE);
  const hears = given.hears === undefined ? usual : readDay(context, given.hears);
  if (!hears) return refuse('hears', words('date_unread'));
  if (hears < closes) return refuse('hears', words('opportunity_hears_first'));

  const choices = requirementChoices(context, () => true);
  const requires = [];
  for (const one of given.requires ?? []) {
    const [found] = meant(one, choices);
    if (found === undefined) return refuse('requires', words('opportunity_no_requirement', { requirement: one, known: knownOf(choices) }));
    requires.push(found);
  }
  const stage = given.stage === undefined || given.stage === NONE ? null : readStage(context, given.stage);
  if (stage && 'refused' in stage) return stage;

  const optional = (field: 'pay' | 'dates' | 'place' | 'next' | 'link') =>
    given[field] === undefined ? (before?.[field] ?? null) : given[field].toLowerCase() === NONE ? null : given[field];
  return {
    title: given.title ?? before?.title ?? '',
    about: given.about ?? before?.about ?? '',
    pay: optional('pay'),
    dates: optional('dates'),
    place: optional('place'),
    requires: given.requires === undefined ? (before?.requires ?? []) : [...new Set(requires)],
    stage: given.stage === undefined ? (before?.stage ?? null) : (stage?.stage ?? null),
    closes,
    hears,
    next: optional('next'),
    link: optional('link'),
  };
}

/** Takes out what can be left out. */
const NONE = 'none';
