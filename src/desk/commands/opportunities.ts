import { z } from 'zod';
import { interestAnswers } from '../../pathways/index.ts';
import { offeredTo, planOffers, planWord } from '../opportunities/offer.ts';
import type { Opportunity, OpportunityCounts, OpportunityTerms, Sheet } from '../ports.ts';
import { type Context, staffCommand } from './command.ts';
import { Fields, fieldChoices, fields, readTerms } from './opportunity-fields.ts';
import { opportunitySheet, previewSheet, stateCalled } from './opportunity-sheet.ts';
import { findPerson, isSelf, person } from './pathway-who.ts';
import { day, short } from './when.ts';

const id = z.string().trim().min(1).describe('the id from the list, or its beginning');
const why = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .meta({ description: 'why: it is kept with the opportunity, for staff; no names', format: 'long' });
const MOST_BUTTONS = 3;

const find = ({ parts }: Context, input: { id: string }) =>
  parts.store.opportunities.find(input.id).then((opportunity) => opportunity && { id: opportunity.id, opportunity });

/** The opportunity as it is now, below what was done. */
async function shown(context: Context, of: string, text: string): Promise<Sheet> {
  const found = await context.parts.store.opportunities.find(of);
  return found ? opportunitySheet(context, found, [text]) : { text, data: null };
}

const drafted = ({ actor, now }: Context, of: string, terms: OpportunityTerms): Opportunity => {
  return { ...terms, id: of, by: actor.id, createdAt: now, version: 0, state: 'open', ended: null };
};

export const opportunityPost = staffCommand({
  name: 'opportunity post',
  summary: 'show whom paid work or another role fits, who would hear of it, and how it looks; nothing is posted yet',
  suggest: ['slash'],
  may: 'change pathways',
  input: Fields,
  positional: ['title'],
  choices: fieldChoices,
  run: async (context, given) => {
    const { parts, shelf, now } = context;
    const terms = readTerms(context, given, null);
    if ('refused' in terms) return terms;
    const opportunity = drafted(context, parts.ids.next(), terms);
    const order = Object.fromEntries(Object.entries({ ...terms, id: opportunity.id }).filter(([, value]) => value !== null));
    return previewSheet(context, opportunity, await offeredTo(parts, shelf, now, opportunity), order);
  },
});

export const opportunityConfirm = staffCommand({
  name: 'opportunity confirm',
  summary: 'post what a preview has shown, once, however often this is said',
  may: 'change pathways',
  input: z.strictObject({ id: z.uuid().describe('the id that the preview gave'), ...fields }),
  positional: ['id'],
  choices: fieldChoices,
  find: async (_context, { id: of }) => ({ id: of }),
  run: async (context, { id: of, ...given }) => {
    const { parts, shelf, now, words } = context;
    const terms = readTerms(context, given, null);
    if ('refused' in terms) return terms;
    const opportunity = drafted(context, of, terms);
    await parts.store.opportunities.post(opportunity);
    // As it is kept: a second press, or another's, offers what was posted first.
    const kept = await parts.store.opportunities.find(of);
    if (!kept) return { refused: words('no_opportunity', { id: of }) };
    const { tell } = await offeredTo(parts, shelf, now, kept);
    if (kept.state === 'open') await planOffers(parts, now, kept, tell);
    return shown(context, of, words('opportunity_posted', { count: String(tell.length), id: short(of) }));
  },
});

export const opportunityList = staffCommand({
  name: 'opportunity list',
  summary: 'paid work and other roles that are open, and how many are interested',
  may: 'see pathways',
  input: z.strictObject({
    all: z.boolean().default(false).describe('also those that have ended'),
    limit: z.coerce.number().int().min(1).max(1000).default(50).describe('how many at most'),
  }),
  positional: [],
  run: async (context, { all, limit }) => {
    const { parts, words } = context;
    const found = await parts.store.opportunities.list(all, limit);
    if (found.length === 0) return { text: words('no_opportunities'), data: [] };
    return {
      tables: [
        {
          head: ['What', 'State', 'Closes', 'All have heard by', 'Interested', 'Not answered', 'Id'],
          rows: found.map((one) => [
            ...[one.title, stateCalled(context, one), day(one.closes), day(one.hears)],
            ...[String(one.interested), String(one.waiting), short(one.id)],
          ]),
        },
      ],
      next: found.slice(0, MOST_BUTTONS).map((one) => openStep(context, one)),
      data: found,
    };
  },
});

export const openStep = ({ words }: Pick<Context, 'words'>, { id: of, title, interested }: OpportunityCounts) => ({
  label: words('step_opportunity', { title, count: String(interested) }),
  order: { name: 'opportunity of', input: { id: of } },
});

export const opportunityOf = staffCommand({
  name: 'opportunity of',
  summary: 'one opportunity and who is interested, in the order of names, with how each stands to what it asks',
  may: 'see pathways',
  input: z.strictObject({ id }),
  positional: ['id'],
  find,
  missing: 'no_opportunity',
  run: (context, _input, { opportunity }) => opportunitySheet(context, opportunity),
});

export const opportunityEdit = staffCommand({
  name: 'opportunity edit',
  summary: 'change what is open, and tell those who are interested; "none" takes out what can be left out',
  may: 'change pathways',
  input: z.strictObject({ id, ...Fields.partial().shape }),
  positional: ['id'],
  choices: fieldChoices,
  find,
  missing: 'no_opportunity',
  run: async (context, { id: _id, ...given }, { opportunity }) => {
    const { parts, now, words } = context;
    if (Object.values(given).every((value) => value === undefined)) return { refused: words('opportunity_edit_nothing') };
    if (opportunity.state !== 'open') return { refused: words('opportunity_ended') };
    const terms = readTerms(context, given, opportunity);
    if ('refused' in terms) return terms;
    if (!(await parts.store.opportunities.edit(opportunity.id, opportunity.version, terms))) return { refused: words('opportunity_raced') };
    const waiting = await parts.store.opportunities.waiting(opportunity.id);
    const next = { ...opportunity, ...terms, version: opportunity.version + 1 };
    await planWord(parts, now, next, 'opportunity_changed', `v${next.version}`, waiting);
    return shown(context, opportunity.id, words('opportunity_edited', { count: String(waiting.length) }));
  },
});

/** How something ends: with a reason that is kept with it. */
const ending = {
  may: 'change pathways' as const,
  input: z.strictObject({ id, why }),
  positional: ['id' as const],
  find,
  missing: 'no_opportunity' as const,
  keepsWhy: true as const,
};

export const opportunityClose = staffCommand({
  ...ending,
  name: 'opportunity close',
  summary: 'close it now: nobody is offered it any more, and those who are interested still hear from you',
  run: async (context, input, { opportunity }) => {
    const { parts, now, actor, words } = context;
    const ended = { by: actor.id, at: now, why: input.why };
    if (!(await parts.store.opportunities.end(opportunity.id, 'closed', ended))) return { refused: words('opportunity_ended') };
    return shown(context, opportunity.id, words('opportunity_closed'));
  },
});

export const opportunityWithdraw = staffCommand({
  ...ending,
  name: 'opportunity withdraw',
  summary: 'say that it is not going ahead, and tell those who are interested',
  run: async (context, input, { opportunity }) => {
    const { parts, now, actor, words } = context;
    const did = await parts.store.opportunities.end(opportunity.id, 'withdrawn', { by: actor.id, at: now, why: input.why });
    if (!did && opportunity.state !== 'withdrawn') return { refused: words('opportunity_ended') };
    const waiting = await parts.store.opportunities.waiting(opportunity.id);
    // Said again, it finishes what was not finished, and tells nobody twice.
    await planWord(parts, now, opportunity, 'opportunity_over', 'over', waiting);
    return shown(context, opportunity.id, words('opportunity_withdrawn', { count: String(waiting.length) }));
  },
});

const policyOf = { offered: 'opportunity_offered', 'not-this-time': 'opportunity_not_this_time', taken: 'opportunity_taken' } as const;

export const opportunityTell = staffCommand({
  name: 'opportunity tell',
  summary: 'tell somebody who is interested what you decided, in kind words: offered, not this time, or theirs now',
  may: 'change pathways',
  input: z.strictObject({ id, person, answer: z.enum(interestAnswers).describe('what you decided') }),
  positional: ['id', 'person', 'answer'],
  find: async (context, input) => {
    const opportunity = await context.parts.store.opportunities.find(input.id);
    const found = opportunity && (await findPerson(context, input));
    return found ? { id: found.id, name: found.name, opportunity } : null;
  },
  missing: 'no_interest',
  detail: ({ answer }) => answer,
  run: async (context, { answer }, { id: who, opportunity }) => {
    const { parts, now, actor, words } = context;
    if (isSelf(context, who)) return { refused: words('opportunity_own') };
    const since = await parts.store.opportunities.answer(opportunity.id, who, answer, actor.id, now);
    if (since === null) return { refused: words('no_interest', { id: short(opportunity.id) }) };
    // By when it was decided: said twice, it is one message; changed and changed back, they are told each time.
    await planWord(parts, now, opportunity, policyOf[answer], String(since.getTime()), [who]);
    return shown(context, opportunity.id, words('opportunity_told', { answer: words(`interest_${answer}`) }));
  },
});
