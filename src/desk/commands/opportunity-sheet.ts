import { isOpen, stageOf } from '../../pathways/index.ts';
import { fitFor } from '../opportunities/fit.ts';
import type { Offered, Reason } from '../opportunities/offer.ts';
import { fillsOf, toldOf } from '../opportunities/words.ts';
import { today } from '../pathways/place.ts';
import type { Interest, Opportunity, OpportunityCounts, PersonOnPathway, Sheet } from '../ports.ts';
import type { Context } from './command.ts';
import { stateOf } from './pathway-sheet.ts';
import { stageCalled } from './pathway-who.ts';
import { day, short, when } from './when.ts';

type Table = NonNullable<Sheet['tables']>[number];

/** Buttons for people: whoever is not among them is in the table. */
const MOST_BUTTONS = 3;

/** What it asks that the pathway knows no more. */
export function unknownOf({ parts }: Pick<Context, 'parts'>, { requires, stage }: Pick<Opportunity, 'requires' | 'stage'>): string[] {
  const known = new Set(parts.pathway.requirements.map(({ requirement }) => requirement));
  return [...requires.filter((one) => !known.has(one)), ...(stage !== null && !stageOf(parts.pathway, stage) ? [stage] : [])];
}

const labelOf = ({ parts }: Pick<Context, 'parts'>, id: string) => {
  const found = parts.pathway.requirements.find(({ requirement }) => requirement === id);
  return found?.staff ?? id;
};

/** All that was said of it. */
export function termsTable(
  context: Context,
  { id, title, about, pay, dates, place, requires, stage, closes, hears, next, link }: Opportunity,
): Table {
  const facts: [string, string][] = [
    ['What', title],
    ['What somebody does', about],
    ['Pay', pay ?? ''],
    ['When', dates ?? ''],
    ['Where', place ?? ''],
    ['Asks', requires.map((one) => labelOf(context, one)).join(', ')],
    ['From the stage', stage === null ? '' : stageCalled(context, stage)],
    ['Closes', day(closes)],
    ['All have heard by', day(hears)],
    ['What happens next', next ?? ''],
    ['To read more', link ?? ''],
  ];
  return { head: ['Opportunity', short(id)], rows: facts.filter(([, fact]) => fact) };
}

const leftWords = ({ words }: Context, why: Reason) =>
  why === 'known' || why === 'break' || why === 'left' ? words(`offered_${why}`) : words(`left_${why}`);

/** The order below the preview as somebody would type it. Within quotes no others can be typed. */
function lineOf({ id, ...fields }: Record<string, unknown>): string {
  const named = Object.entries(fields).filter(([, value]) => String(value) !== '');
  return ['opportunity confirm', id, ...named.map(([name, value]) => `--${name} "${String(value).replaceAll('"', "'")}"`)].join(' ');
}

/** Who would hear of it, who would not and why, how it looks, and the way to post it. */
export function previewSheet(
  context: Context,
  opportunity: Opportunity,
  { tell, leftOut }: Offered,
  order: Record<string, unknown>,
): Sheet {
  const { parts, words } = context;
  const whys = [...new Set(leftOut.map(({ why }) => why))];
  const counts = whys.map((why): [Reason, number] => [why, leftOut.filter((one) => one.why === why).length]);
  const looks = offerText(context, opportunity);
  return {
    text: [
      words(tell.length > 0 ? 'opportunity_preview' : 'opportunity_preview_none', { count: String(tell.length) }),
      words('opportunity_how', { line: lineOf(order) }),
    ].join('\n'),
    tables: [
      termsTable(context, opportunity),
      {
        head: ['Who does not hear of it, and why', 'People'],
        rows: counts.map(([why, count]) => [leftWords(context, why), String(count)]),
      },
      { head: ['How it looks'], rows: [[`${looks}\n…\n${toldOf(parts, opportunity, 'en').join('\n')}`]] },
    ].filter(({ rows }) => rows.length > 0),
    next: [{ label: words('opportunity_post'), weight: 'main', order: { name: 'opportunity confirm', input: order } }],
    data: { opportunity, tell: tell.length, leftOut: Object.fromEntries(counts) },
  };
}

/** The offer as it is written to somebody. */
function offerText({ parts }: Context, opportunity: Opportunity): string {
  const policy = parts.flows.get(parts.home.offers)?.main.nudges.find(({ nudge }) => nudge === 'opportunity_offer');
  const fills = fillsOf(parts, opportunity, 'en');
  return (policy?.text?.en ?? '').replace(/\{(\w+)\}/g, (whole, gap: string) => fills[gap] ?? parts.lexicon.constants[gap] ?? whole);
}

/** How it is: its state in a word. */
export function stateCalled({ parts, now, words }: Pick<Context, 'parts' | 'now' | 'words'>, { state, closes }: Opportunity): string {
  if (isOpen({ state, closes }, today(parts, now))) return words('opportunity_open');
  return words(state === 'withdrawn' ? 'opportunity_state_withdrawn' : 'opportunity_state_closed');
}

type Row = Interest & { person: PersonOnPathway };

/** Who is interested, in the order of names, and how each stands to what it asks, line by line. Nothing adds up, and nothing is put in another order. */
function shortlistTable(context: Context, opportunity: Opportunity, rows: Row[]): Table {
  const { parts, now, words } = context;
  const asked = opportunity.requires.map((one) => labelOf(context, one));
  return {
    head: [
      'Name',
      'Said',
      'Since',
      ...asked,
      ...(opportunity.stage === null ? [] : [stageCalled(context, opportunity.stage)]),
      'Answer',
      'Id',
    ],
    rows: rows.map(({ person, state, at, answer }) => {
      const fit = fitFor(parts, opportunity, person, now);
      const stands = opportunity.requires.map((one) => {
        const line = fit.lines.find(({ requirement }) => requirement.requirement === one);
        return line ? stateOf(context, line) : '?';
      });
      return [
        person.name ?? short(person.id),
        words(`interest_${state === 'taken-back' ? state : 'interested'}`),
        when(at),
        ...stands,
        ...(opportunity.stage === null ? [] : [words(fit.reached ? 'line_met' : 'line_missing')]),
        answer === null ? '' : words(`interest_${answer}`),
        short(person.id),
      ];
    }),
  };
}

/** One opportunity with its shortlist, and what may be done. */
export async function opportunitySheet(context: Context, opportunity: OpportunityCounts, above: string[] = []): Promise<Sheet> {
  const { parts, words, may, actor } = context;
  const rows = await parts.store.opportunities.shortlist(opportunity.id);
  const counts = { interested: String(opportunity.interested), waiting: String(opportunity.waiting) };
  const order = (name: string) => ({ name, input: { id: opportunity.id } });
  const waiting = rows.filter(({ state, answer, person }) => state === 'interested' && answer === null && person.id !== actor.person);
  const { ended, ...shown } = opportunity;
  const facts = termsTable(context, opportunity);
  const history = [
    ['State', stateCalled(context, opportunity)],
    ...(ended
      ? [
          ['Ended', when(ended.at)],
          ['Why', ended.why],
        ]
      : []),
  ];
  return {
    text: [
      ...above,
      ...(unknownOf(context, opportunity).length > 0 ? [words('opportunity_unknown')] : []),
      rows.length > 0 ? words('opportunity_list_of', counts) : words('opportunity_nobody'),
    ].join('\n'),
    tables: [{ ...facts, rows: [...facts.rows, ...history] }, ...(rows.length > 0 ? [shortlistTable(context, opportunity, rows)] : [])],
    next: [
      ...(may('change pathways') ? waiting.slice(0, MOST_BUTTONS) : []).map(({ person }) => ({
        label: words('step_opportunity_answer', { name: person.name ?? short(person.id) }),
        order: { name: 'opportunity tell', input: { id: opportunity.id, person: person.id } },
      })),
      ...(opportunity.state === 'open' ? [{ label: words('step_opportunity_close'), order: order('opportunity close') }] : []),
      ...(opportunity.state !== 'withdrawn'
        ? [{ label: words('step_opportunity_withdraw'), order: order('opportunity withdraw'), weight: 'danger' as const }]
        : []),
    ],
    data: {
      ...shown,
      ended,
      shortlist: rows.map(({ person, ...interest }) => ({
        ...{ person: person.id, name: person.name, ...interest },
        lines: fitFor(parts, opportunity, person, context.now).lines.map(({ requirement, state, until }) => {
          return { requirement: requirement.requirement, state, until };
        }),
      })),
    },
  };
}
