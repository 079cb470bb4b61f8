import { isOpen } from '../../pathways/index.ts';
import { type Draft, tellPhrase } from '../draft.ts';
import { today } from '../pathways/place.ts';
import type { InterestState } from '../ports.ts';
import { fillsOf } from './words.ts';

type Act = (draft: Draft, details: Record<string, string>) => void;

/** Keeps what they say to the opportunity that the conversation is about, and says what happens next. */
function says(draft: Draft, state: InterestState): void {
  const { offer, parts, record, person, now } = draft;
  if (!offer) return;
  const { opportunity, interest } = offer;
  const { offer_thanks, offer_fine, offer_back, offer_over } = parts.phrases;
  const fills = fillsOf(parts, opportunity, person.language);
  if (state === 'interested' && !isOpen(opportunity, today(parts, now))) return tellPhrase(draft, offer_over, fills);
  if (interest?.state !== state) record.interest = { opportunity: opportunity.id, state };
  tellPhrase(draft, { interested: offer_thanks, 'not-for-me': offer_fine, 'taken-back': offer_back }[state], fills);
}

/** What the flow about an opportunity may ask for. */
export const opportunityActions: Record<string, Act> = {
  offer_yes: (draft) => says(draft, 'interested'),
  offer_no: (draft) => says(draft, 'not-for-me'),
  offer_take_back: (draft) => says(draft, 'taken-back'),
  /** Shows more of it, or the next, once this turn is over. */
  offer_more: (draft) => {
    draft.looksOn = 'more';
  },
  offer_next: (draft) => {
    draft.looksOn = 'next';
  },
};
