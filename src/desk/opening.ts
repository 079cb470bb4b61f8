import { type Agreed, begin, type MentoringContext, noPathway, type PathwayContext, reopen, type Turn } from '../engine/index.ts';
import { lastWords } from '../people/index.ts';
import { agreedFor, choicesFor, tellChoices } from './choices.ts';
import type { Current } from './current.ts';
import { closeOpen, type Draft, keepConversation, tellPhrase, withoutErased } from './draft.ts';
import { write } from './events.ts';
import { tellMentors } from './pathways/mentors.ts';
import { tellRecord } from './pathways/record.ts';
import { mayBeAsked, tellPathway } from './pathways/tell.ts';
import type { ConversationRow } from './ports.ts';
import { hasOpenConcern } from './safeguard.ts';
import type { Shelf, Shelved } from './shelf.ts';

/** Somebody we know writes when nothing is open: they go on with what they had not finished, are asked again, or see the menu. */
export async function welcomeBack(draft: Draft, shelf: Shelf): Promise<Current> {
  const { phrases, home } = draft.parts;
  const name = draft.record.apart ? null : draft.person.name;
  tellPhrase(draft, name ? phrases.welcome_back : phrases.welcome_back_unnamed, { name: name ?? '' });
  const choices = await choicesFor(draft);
  const unfinished = await unfinishedOf(draft);
  if (unfinished) {
    const { flow, version } = await shelf.pinned(unfinished.flow, unfinished.flowVersion);
    const again = reopen(flow, unfinished.session, lastWords(choices));
    if (again) {
      tellPhrase(draft, phrases.resumed);
      write(draft, again.events);
      return { shelved: { flow, version }, session: again.session, stored: unfinished };
    }
  }
  const agreed = agreedFor(draft, choices);
  const shelved = shelf.current(agreed.changed.length > 0 ? home.again : home.menu);
  const begun = beginFor(draft, shelved, agreed);
  write(draft, begun.events);
  return { shelved, session: begun.session, stored: null };
}

function beginFor(
  { person }: Draft,
  { flow }: Shelved,
  agreed: Agreed,
  given: { pathway?: PathwayContext | undefined; mentoring?: MentoringContext | undefined } = {},
): Turn {
  const { pathway, mentoring } = given;
  return begin(flow, person.language, { ...(flow.asksAgreed && { agreed }), ...(pathway && { pathway }), ...(mentoring && { mentoring }) });
}

/** What somebody had begun and not finished, if they had. */
export async function unfinishedOf({ parts, person }: Draft): Promise<ConversationRow | null> {
  const latest = await parts.store.latest(person.id, parts.home.first);
  return latest?.session.ended === 'lapsed' ? latest : null;
}

/** Opens a flow for a person: at its review if they have finished it before, from the start if not. */
export async function openAfter(draft: Draft, shelf: Shelf, flow: string): Promise<void> {
  const { record, parts } = draft;
  const choices = await choicesFor(draft);
  if (flow === parts.home.choices) tellChoices(draft, choices);
  const saysOfRecord = flow === parts.home.record ? await tellRecord(draft) : null;
  if (flow === parts.home.record && !saysOfRecord) return;
  const pathway =
    saysOfRecord ??
    (flow === parts.home.pathway
      ? await tellPathway(draft, choices)
      : flow === parts.home.checkIn
        ? { ...noPathway, ...mayBeAsked(choices) }
        : undefined);
  const mentoring = flow === parts.home.mentors ? await tellMentors(draft) : undefined;
  if (flow === parts.home.delete && (await hasOpenConcern(draft))) tellPhrase(draft, parts.phrases.delete_keeps);
  const latest = record.person.isNew ? null : await parts.store.latest(record.person.id, flow);
  const shelved = latest ? await shelf.pinned(latest.flow, latest.flowVersion) : shelf.current(flow);
  // What began with how things were then begins anew.
  const comesBack = latest && !latest.session.agreed && !latest.session.pathway && !latest.session.mentoring;
  const again = comesBack ? reopen(shelved.flow, withoutErased(draft, flow, latest.session), lastWords(choices)) : null;
  const { session, events } = again ?? beginFor(draft, shelf.current(flow), agreedFor(draft, choices), { pathway, mentoring });
  write(draft, events);
  closeOpen(record);
  if (again) keepConversation(draft, shelved, session, latest);
  else keepConversation(draft, shelf.current(flow), session, null);
}
