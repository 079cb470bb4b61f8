import { isOpen, mayHear } from '../../pathways/index.ts';
import type { Choice } from '../../people/index.ts';
import type { About } from '../nudges/about.ts';
import type { DeskParts } from '../parts.ts';
import { today } from '../pathways/place.ts';
import type { DueNudge } from '../ports.ts';
import { fitFor } from './fit.ts';
import { fillsOf, lookAt } from './words.ts';

/** Somebody who takes a break is asked about again after so long, in ms. */
const LOOK_AGAIN = 24 * 3_600_000;

/** What staff decided, by the policy that says it. */
const decided = { opportunity_offered: 'offered', opportunity_not_this_time: 'not-this-time', opportunity_taken: 'taken' } as const;

/** The nudges of one opportunity are told apart by what comes after its id. */
export const occurrenceOf = (opportunity: string, which: string | number) => `${opportunity}:${which}`;

/**
 * What becomes of it, as things stand when it is to go, whatever was so when it was planned. An offer goes only while it is open, to somebody whom it
 * fits today, who said yes to hearing of such, and has said nothing to it; an answer only to who is still interested.
 */
export async function dueOf(parts: DeskParts, due: DueNudge, choices: readonly Choice[], now: Date): Promise<About> {
  const { store } = parts;
  const [id = '', which = ''] = due.occurrence.split(':');
  const found = await store.opportunities.standing(id, due.person);
  const end = (state: Extract<About, { kind: 'end' }>['state'], why: string): About => ({ kind: 'end', state, why });
  if (!found) return end('skipped', 'over');
  const { opportunity, interest, told } = found;
  const { language } = due.candidate;
  const say: About = { kind: 'say', told: { fills: fillsOf(parts, opportunity, language), quick: lookAt(parts, opportunity, language) } };
  const interested = interest?.state === 'interested';

  switch (due.policy) {
    case 'opportunity_offer':
    case 'opportunity_closing': {
      if (!isOpen(opportunity, today(parts, now))) return end('skipped', 'over');
      if (interest) return end('cancelled', 'answered');
      if (due.policy === 'opportunity_closing' && !told) return end('cancelled', 'not_told');
      const person = await store.pathways.of(due.person);
      if (!person) return end('skipped', 'over');
      if (!fitFor(parts, opportunity, person, now).fits) return end('refused', 'no_fit');
      const own = mayHear(person.enrolment, choices);
      if (own === 'break') return { kind: 'wait', until: new Date(now.getTime() + LOOK_AGAIN), why: 'paused' };
      return own === null ? say : end('refused', own);
    }
    case 'opportunity_changed': {
      const same = interested && interest.answer === null && opportunity.state === 'open' && which === `v${opportunity.version}`;
      return same ? say : end('cancelled', 'changed');
    }
    case 'opportunity_over':
      return interested && interest.answer === null && opportunity.state === 'withdrawn' ? say : end('cancelled', 'changed');
    default: {
      const answer = decided[due.policy as keyof typeof decided];
      const same = interested && interest.answer === answer && which === String(interest.answeredAt?.getTime());
      return same ? say : end('cancelled', 'changed');
    }
  }
}
