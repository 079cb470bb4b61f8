import { shifted, startOfDay } from '../../calendar/index.ts';
import { occurrencesOf } from '../../nudges/index.ts';
import { isOpen, mayHear, stagesFrom } from '../../pathways/index.ts';
import { ruleFor } from '../../people/index.ts';
import { standingsOf } from '../choices.ts';
import { emailAnswers } from '../mail.ts';
import { mightHear } from '../nudges/might.ts';
import type { DeskParts } from '../parts.ts';
import { today } from '../pathways/place.ts';
import type { Candidate, FittingPerson, NewNudge, Opportunity } from '../ports.ts';
import type { Shelf } from '../shelf.ts';
import { occurrenceOf } from './due.ts';

/** Days that lie at least between an offer and the word that it closes: two so soon after each other would push. */
const APART = 3;

/** Why somebody whom it fits, and who said yes at some time, is not written to. */
export const reasons = ['known', 'break', 'left', 'stopped', 'age', 'guardian', 'no_yes', 'no_address', 'unreachable', 'no_email'] as const;
export type Reason = (typeof reasons)[number];

/** Whom an opportunity is offered to. */
export interface Offered {
  /** Who is written to, if nothing changes until then. */
  tell: Candidate[];
  leftOut: { person: string; why: Reason }[];
}

function reasonOf(parts: DeskParts, { candidate, pausedAt, leftAt, known }: FittingPerson, now: Date): Reason | null {
  if (known) return 'known';
  const choices = standingsOf(parts, candidate.ageBand, candidate.consents);
  const oldEnough = ruleFor(parts.ageRules, candidate.ageBand)?.nudges ?? false;
  const own = candidate.stopped ? null : oldEnough ? mayHear({ pausedAt, leftAt }, choices) : 'age';
  if (own) return own;
  const might = mightHear(parts, candidate, { purpose: 'paid_work', oldEnough, choices }, now);
  if (might.kind === 'not') return might.why;
  return might.paused ? 'break' : null;
}

/** Whom it fits today, and who of them may be written to. The planner asks again when it goes. */
export async function offeredTo(parts: DeskParts, shelf: Shelf, now: Date, opportunity: Opportunity): Promise<Offered> {
  const { pathway, store } = parts;
  const stages = opportunity.stage === null ? null : stagesFrom(pathway, opportunity.stage);
  const found = await store.opportunities.fitting(pathway, opportunity, stages, today(parts, now), now, emailAnswers(shelf));
  const judged = found.map((one) => ({ candidate: one.candidate, why: reasonOf(parts, one, now) }));
  return {
    tell: judged.flatMap(({ candidate, why }) => (why === null ? [candidate] : [])),
    leftOut: judged.flatMap(({ candidate, why }) => (why === null ? [] : [{ person: candidate.person, why }])),
  };
}

const policiesOf = ({ flows, home }: DeskParts) => flows.get(home.offers)?.main.nudges ?? [];

/** Plans the offer to each of these, and the word that it closes, where there is time between them. Answers how many were planned. */
export async function planOffers(parts: DeskParts, now: Date, opportunity: Opportunity, people: readonly Candidate[]): Promise<number> {
  const { store, contactHours, home } = parts;
  const ending = startOfDay(contactHours.zone, opportunity.closes, 1);
  const soonest = shifted(contactHours.zone, now, { count: APART, unit: 'day' });
  const nudges = policiesOf(parts)
    .filter(({ nudge }) => nudge === 'opportunity_offer' || nudge === 'opportunity_closing')
    .flatMap((policy) =>
      people.flatMap(({ person, zone }) =>
        occurrencesOf(policy, { posted: now, ending }, zone ?? contactHours.zone)
          .filter(({ from }) => policy.nudge === 'opportunity_offer' || from >= soonest)
          .map(({ number, from, until }): NewNudge => {
            const occurrence = occurrenceOf(opportunity.id, number);
            return { person, flow: home.offers, policy: policy.nudge, occurrence, kind: policy.kind, invitation: null, from, until };
          }),
      ),
    );
  return nudges.length > 0 ? store.nudges.plan(nudges, now) : 0;
}

/** Plans what whoever is interested is told of what staff decided. @param which tells it from another of the same policy */
export async function planWord(
  parts: DeskParts,
  now: Date,
  opportunity: Opportunity,
  policy: string,
  which: string,
  people: readonly string[],
): Promise<number> {
  const { store, contactHours, home } = parts;
  const rule = policiesOf(parts).find(({ nudge }) => nudge === policy);
  if (!rule || people.length === 0) return 0;
  const [when] = occurrencesOf(rule, { decided: now }, contactHours.zone);
  if (!when) return 0;
  const { from, until } = when;
  const word = {
    flow: home.offers,
    policy,
    occurrence: occurrenceOf(opportunity.id, which),
    kind: rule.kind,
    invitation: null,
    from,
    until,
  };
  return store.nudges.plan(
    people.map((person): NewNudge => ({ person, ...word })),
    now,
  );
}

/** Offers what is open to those whom it has come to fit since, or who have said yes since. Answers how many offers and reminders were planned. */
export async function offerAgain(parts: DeskParts, shelf: Shelf, now: Date): Promise<number> {
  let planned = 0;
  for (const opportunity of await parts.store.opportunities.list(false, 1000)) {
    if (!isOpen(opportunity, today(parts, now))) continue;
    planned += await planOffers(parts, now, opportunity, (await offeredTo(parts, shelf, now, opportunity)).tell);
  }
  return planned;
}
