import { begin, lapse } from '../../engine/index.ts';
import { isOpen, PAID_WORK } from '../../pathways/index.ts';
import { choicesFor } from '../choices.ts';
import type { Current } from '../current.ts';
import { closeOpen, type Draft, keepConversation, phrase, tell, tellPhrase } from '../draft.ts';
import { write } from '../events.ts';
import { sayAgain } from '../obey.ts';
import { lineOf } from '../pathways/line.ts';
import { today } from '../pathways/place.ts';
import type { Shelf } from '../shelf.ts';
import { type Answering, fitFor, type Looked, type Seen, seenBy } from './fit.ts';
import { fillsOf, moreOf, saidOf, toldOf } from './words.ts';

/** OFFERS: the first that they have said nothing to, or else the next that they have. What was open is left where it is. */
export async function askForOffers(draft: Draft, current: Current | null): Promise<void> {
  const { parts, record, person, now } = draft;
  const found = record.person.isNew ? null : await parts.store.pathways.of(person.id);
  const seen = found ? await seenBy(parts, found, now) : [];
  const [first] = seen;
  if (first) {
    draft.looks = { ...first, more: false, others: seen.length > 1 };
    return;
  }
  tellPhrase(draft, parts.phrases.offers_none);
  const asked = (await choicesFor(draft)).find(({ purpose }) => purpose === PAID_WORK)?.standing;
  // Who never said anything to it is told where a yes can be said. A no is not asked about again.
  if (!record.person.isNew && (asked === 'not asked' || asked === 'out of date')) tellPhrase(draft, parts.phrases.offers_hear);
  sayAgain(draft, current);
}

/** Shows one, and asks what they think. */
export async function openOffer(draft: Draft, shelf: Shelf, { opportunity, interest, more, others }: Looked): Promise<void> {
  const { parts, person, record } = draft;
  closeOpen(record);
  const { language } = person;
  const said = saidOf(parts, opportunity, interest, language);
  const lines = more
    ? [...moreOf(parts, opportunity, language), ...(await standsLines(draft, opportunity))]
    : [...toldOf(parts, opportunity, language), ...(said === null ? [] : [said])];
  tell(draft, { text: lines.join('\n') });
  const shelved = shelf.current(parts.home.offers);
  const [interested, refused] = [interest?.state === 'interested', interest?.state === 'not-for-me'];
  const { session, events } = begin(shelved.flow, language, {
    opportunity: { of: opportunity.id, interested, refused, told: more, others },
  });
  write(draft, events);
  keepConversation(draft, shelved, session, null);
}

/** What it asks, line by line, as PATHWAY shows it: of a check only whether it is done. */
async function standsLines(draft: Draft, opportunity: Seen['opportunity']): Promise<string[]> {
  const { parts, person, now } = draft;
  const found = await parts.store.pathways.of(person.id);
  if (!found) return [];
  const { lines } = fitFor(parts, opportunity, found, now);
  if (lines.length === 0) return [phrase(draft, parts.phrases.offer_asks_nothing)];
  const text = (words: Parameters<typeof phrase>[1], fills = {}) => phrase(draft, words, fills);
  return [phrase(draft, parts.phrases.offer_asks), ...lines.map((line) => lineOf(draft, text, line))];
}

/**
 * What the conversation is about, as it stands now, for what is answered in this turn. Where it closed, or fits them no more, and they had not said that
 * they are interested, it ends here with a kind word, and what had been interrupted goes on.
 */
export async function offerEnds(draft: Draft, current: Current): Promise<Current | null> {
  const { opportunity: about } = current.session;
  if (!about) return null;
  const { parts, person, now } = draft;
  const standing = await parts.store.opportunities.standing(about.of, person.id);
  const found = standing && (await parts.store.pathways.of(person.id));
  if (standing && found) {
    const { opportunity, interest } = standing;
    const open = isOpen(opportunity, today(parts, now));
    const fits = open && fitFor(parts, opportunity, found, now).fits;
    if (fits || interest?.state === 'interested') {
      draft.offer = { opportunity, interest, person: found };
      return null;
    }
    const { offer_withdrawn, offer_over, offer_no_fit } = parts.phrases;
    const words = opportunity.state === 'withdrawn' ? offer_withdrawn : open ? offer_no_fit : offer_over;
    tellPhrase(draft, words, fillsOf(parts, opportunity, person.language));
  } else tellPhrase(draft, parts.phrases.offer_gone);
  draft.resume = true;
  return { ...current, session: lapse(current.session) };
}

/** The next of all that they can see, after the one that they have in front of them. */
export async function lookOn(draft: Draft, shelf: Shelf, { opportunity, interest, person }: Answering, more: boolean): Promise<void> {
  const seen = await seenBy(draft.parts, person, draft.now);
  const at = seen.findIndex((one) => one.opportunity.id === opportunity.id);
  const shown = more ? { opportunity, interest } : seen[(at + 1) % seen.length];
  if (shown) await openOffer(draft, shelf, { ...shown, more, others: seen.length > 1 });
}
