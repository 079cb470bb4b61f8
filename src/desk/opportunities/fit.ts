import { daysAfter } from '../../calendar/index.ts';
import { type Fit, fitOf, isOpen } from '../../pathways/index.ts';
import type { Draft } from '../draft.ts';
import type { DeskParts } from '../parts.ts';
import { placeOf, today } from '../pathways/place.ts';
import type { Interest, Opportunity, PersonOnPathway } from '../ports.ts';

/** Days after everybody was to have heard in which somebody still sees what they said to it, and what came of it. */
const STILL_SEEN = 30;

type Parts = Pick<DeskParts, 'pathway' | 'contactHours'>;

/** How somebody stands to what an opportunity asks today. */
export function fitFor(parts: Parts, opportunity: Opportunity, person: PersonOnPathway, now: Date): Fit {
  return fitOf(parts.pathway, opportunity, person.facts, placeOf(parts, person, now).reached, today(parts, now));
}

/** An opportunity as one person sees it. */
export interface Seen {
  opportunity: Opportunity;
  interest: Interest | null;
}

/** An opportunity that is to be shown to somebody. */
export interface Looked extends Seen {
  /** More of it is told, and not its first words again. */
  more: boolean;
  /** There are others that they can see. */
  others: boolean;
}

/** What a conversation is about, as it stands at this turn. */
export interface Answering extends Seen {
  person: PersonOnPathway;
}

/** What of all that there is somebody can see: what is open and fits them, and what they are interested in. First what they have said nothing to, each part by its last day. */
export async function seenBy(parts: DeskParts, person: PersonOnPathway, now: Date): Promise<Seen[]> {
  const day = today(parts, now);
  const all = await parts.store.opportunities.of(person.id, day);
  const shown = all.filter(({ opportunity, interest }) =>
    interest?.state === 'interested'
      ? day <= daysAfter(opportunity.hears, STILL_SEEN)
      : isOpen(opportunity, day) && fitFor(parts, opportunity, person, now).fits,
  );
  return [...shown.filter(({ interest }) => interest === null), ...shown.filter(({ interest }) => interest !== null)];
}

/** Titles of what is open, fits somebody and was not turned down by them. Not of who takes a break or has left: they ask for it themselves. */
export async function openTo({ parts, now }: Pick<Draft, 'parts' | 'now'>, person: PersonOnPathway): Promise<string[]> {
  const { pausedAt, leftAt } = person.enrolment;
  if (pausedAt !== null || leftAt !== null) return [];
  const day = today(parts, now);
  const seen = (await seenBy(parts, person, now)).filter(({ opportunity }) => isOpen(opportunity, day));
  return seen.filter(({ interest }) => interest?.state !== 'not-for-me').map(({ opportunity }) => opportunity.title);
}
