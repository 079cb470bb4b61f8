import {
  type Agreed,
  advance,
  begin,
  type Command,
  commandOf,
  type MentoringContext,
  noPathway,
  type PathwayContext,
  promptOf,
  purposeAsked,
  type Reply,
  reopen,
  type Turn,
  takeBack,
} from '../engine/index.ts';
import { lastWords } from '../people/index.ts';
import { stop } from './actions.ts';
import { agreedFor, choicesFor, purposeRefused, sayNo, tellChoices } from './choices.ts';
import { marksOfErased } from './contacts.ts';
import { type Current, currentOf } from './current.ts';
import { auditOwn, closeOpen, type Draft, hear, keepConversation, phrase, startDraft, tell, tellPhrase, withoutErased } from './draft.ts';
import { write } from './events.ts';
import { hideLists, leadsElsewhere } from './narrow.ts';
import { endBreak, obeying, obeyingAtAQuestion, sayAgain } from './obey.ts';
import { lookOn, offerEnds, openOffer } from './opportunities/open.ts';
import type { DeskParts } from './parts.ts';
import { tellMentors } from './pathways/mentors.ts';
import { tellRecord } from './pathways/record.ts';
import { mayBeAsked, tellPathway } from './pathways/tell.ts';
import type { ConversationRow, Inbound, Opened } from './ports.ts';
import { hasOpenConcern, noticeAlarm } from './safeguard.ts';
import type { Shelf, Shelved } from './shelf.ts';
import { noteResponse, openSurvey, surveyEnds } from './surveys/answering.ts';

/** Drafts what one inbound event leads to. Reads the database only for what few turns need, such as old flow versions; writes nothing. */
export async function draftTurn(parts: DeskParts, shelf: Shelf, now: Date, opened: Opened, inbound: Inbound): Promise<Draft> {
  const draft = startDraft(parts, shelf, now, opened, inbound);
  const command = inbound.reply.kind === 'text' ? commandOf(inbound.reply.text, parts.lexicon.commands) : null;
  const current = await respond(draft, shelf, inbound, command, await currentOf(shelf, opened.conversation));
  if (current) keepConversation(draft, current.shelved, current.session, current.stored);
  if (draft.survey) await openSurvey(draft, shelf, draft.survey);
  else if (draft.looks) await openOffer(draft, shelf, draft.looks);
  else if (draft.offer && draft.looksOn) await lookOn(draft, shelf, draft.offer, draft.looksOn === 'more');
  else if (draft.open) await openAfter(draft, shelf, draft.open);
  else if (draft.resume && (await unfinishedOf(draft))) await openAfter(draft, shelf, parts.home.first);
  noteResponse(draft);
  hideLists(draft);
  if (draft.forget && (draft.record.concern || (await hasOpenConcern(draft)))) tellPhrase(draft, parts.phrases.concern_kept);
  const { record } = draft;
  if (record.erased.length > 0 && !record.person.isNew) record.marks = await marksOfErased(parts, shelf, draft.person.id, record.erased);
  return draft;
}

/** What is open after what somebody did: the first of these that applies decides. */
async function respond(
  draft: Draft,
  shelf: Shelf,
  inbound: Inbound,
  command: Command | null,
  stored: Current | null,
): Promise<Current | null> {
  const { parts, record } = draft;
  const { isNew } = record.person;
  const reply: Reply = inbound.prompt === undefined ? inbound.reply : { ...inbound.reply, prompt: inbound.prompt };

  // Somebody new answers the greeting that they were shown; where nothing was, their first words are a knock at the door.
  const greeted = isNew && command !== 'stop' && command !== 'delete' ? greet(draft, shelf) : null;
  const answersGreeting = greeted !== null && inbound.prompt === promptOf(greeted.shelved.flow, greeted.session)?.id;
  if (greeted && answersGreeting) {
    write(draft, greeted.begun.events);
    for (const message of record.messages) message.shown = true;
  }
  const current = answersGreeting ? greeted : stored;

  const options = optionsOf(current ?? greeted);
  hear(draft, wordsOf(inbound, options));
  const alarm = parts.screen(ownWords(inbound, options));
  if (alarm) noticeAlarm(draft, alarm);
  if (command === 'start') endBreak(draft);

  if (command === 'delete' && (isNew || draft.person.stopped) && !record.apart) {
    deleteAtOnce(draft);
    return current;
  }
  if (draft.person.stopped) {
    if (command === 'start') start(draft, current);
    return current;
  }
  if (command === 'stop') {
    stop(draft);
    return current;
  }
  if (leadsElsewhere(draft, command, current)) return current;
  if (greeted && !answersGreeting) {
    write(draft, greeted.begun.events);
    return greeted;
  }
  if (command === 'change' && !holdsAnswers(draft, current)) {
    draft.open = parts.home.first;
    return current;
  }
  const obey = command && (obeying[command] ?? (current ? obeyingAtAQuestion[command] : undefined));
  if (obey) {
    await obey(draft, current, shelf);
    return current;
  }
  const over = current && ((await surveyEnds(draft, current)) ?? (await offerEnds(draft, current)));
  if (over) return over;
  const refused = reply.kind === 'text' ? purposeRefused(reply.text, parts.purposes) : null;
  if (refused !== null) return refuse(draft, current, refused);
  if (current) return alarm ? answerGently(draft, current, reply) : answer(draft, current, reply);
  return welcomeBack(draft, shelf);
}

/** Whether what is open has answers that somebody who says CHANGE could mean. The menu and its like have none: there, they mean what they registered. */
function holdsAnswers({ parts }: Draft, current: Current | null): boolean {
  const { menu, delete: goodbye, choices, again, pathway, record, mentors, offers } = parts.home;
  return current !== null && ![menu, goodbye, choices, again, pathway, record, mentors, offers].includes(current.shelved.flow.id);
}

/** "No photos", whatever was asked. Where that was just what was asked, it is the answer. */
async function refuse(draft: Draft, current: Current | null, purpose: string): Promise<Current | null> {
  if (current && purposeAsked(current.shelved.flow, current.session) === purpose)
    return answer(draft, current, { kind: 'choice', values: ['no'] });
  await sayNo(draft, purpose);
  const after = current && { ...current, session: takeBack(current.shelved.flow, current.session, purpose).session };
  sayAgain(draft, after);
  return after;
}

/** Drafts what a silence leads to. Those who said STOP are not among them: `Store.silent` leaves them out. */
export async function draftSilence(
  parts: DeskParts,
  shelf: Shelf,
  now: Date,
  opened: Opened,
  from: Pick<Inbound, 'channel' | 'address'>,
): Promise<Draft | null> {
  const current = await currentOf(shelf, opened.conversation);
  if (!current) return null;
  const draft = startDraft(parts, shelf, now, opened, { ...from, externalId: null });
  const next = answer(draft, current, { kind: 'silence' });
  keepConversation(draft, next.shelved, next.session, next.stored);
  return draft;
}

/** STOP by the link of an email: as if it had been said in the chat, where the answer can be read. Nothing is sent any more. */
export async function draftStopped(parts: DeskParts, shelf: Shelf, now: Date, opened: Opened, inbound: Inbound): Promise<Draft> {
  const draft = await draftTurn(parts, shelf, now, opened, inbound);
  draft.record.pushed = false;
  auditOwn(draft, 'stopped by a link');
  return draft;
}

/** The greeting that a new person gets, before anything is known of them. */
export function greeting(shelf: Shelf, first: string): { shelved: Shelved; begun: Turn } {
  const shelved = shelf.current(first);
  return { shelved, begun: begin(shelved.flow, 'en') };
}

export function greet({ parts }: Draft, shelf: Shelf): Current & { begun: Turn } {
  const { shelved, begun } = greeting(shelf, parts.home.first);
  return { shelved, begun, session: begun.session, stored: null };
}

function answer(draft: Draft, current: Current, reply: Reply): Current {
  const { session, events } = advance(current.shelved.flow, current.session, reply, draft.now);
  write(draft, events);
  return { ...current, session };
}

/** Somebody who tells us that something is wrong is not told that it was no answer: the question waits. */
function answerGently(draft: Draft, current: Current, reply: Reply): Current {
  const { session, events } = advance(current.shelved.flow, current.session, reply, draft.now);
  if (events.some(({ type }) => type === 'misfitted')) {
    const prompt = promptOf(current.shelved.flow, current.session);
    tell(draft, { text: phrase(draft, draft.parts.phrases.no_hurry), ...(prompt && { prompt }) });
    return current;
  }
  write(draft, events);
  return { ...current, session };
}

function start(draft: Draft, current: Current | null): void {
  draft.person.stopped = false;
  draft.record.person.set.stoppedAt = null;
  tellPhrase(draft, draft.parts.phrases.started);
  sayAgain(draft, current);
}

/** Somebody we know writes when nothing is open: they go on with what they had not finished, are asked again, or see the menu. */
async function welcomeBack(draft: Draft, shelf: Shelf): Promise<Current> {
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
async function unfinishedOf({ parts, person }: Draft): Promise<ConversationRow | null> {
  const latest = await parts.store.latest(person.id, parts.home.first);
  return latest?.session.ended === 'lapsed' ? latest : null;
}

/** Nothing is asked of somebody of whom nothing is kept, and nothing may be said to somebody who said STOP. */
function deleteAtOnce(draft: Draft): void {
  const isNew = draft.record.person.isNew;
  draft.forget = { tally: isNew ? 'nothing_to_delete' : 'deleted', asked: true };
  tellPhrase(draft, isNew ? draft.parts.phrases.nothing_kept : draft.parts.phrases.deleted);
}

/** Opens a flow for a person: at its review if they have finished it before, from the start if not. */
async function openAfter(draft: Draft, shelf: Shelf, flow: string): Promise<void> {
  const { record, parts } = draft;
  const choices = await choicesFor(draft);
  if (flow === parts.home.choices) tellChoices(draft, choices);
  if (flow === parts.home.record && !(await tellRecord(draft))) return;
  const pathway =
    flow === parts.home.pathway
      ? await tellPathway(draft, choices)
      : flow === parts.home.checkIn
        ? { ...noPathway, ...mayBeAsked(choices) }
        : undefined;
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

type Option = NonNullable<ReturnType<typeof promptOf>>['options'][number];

function optionsOf(current: Current | null): Option[] {
  return (current && promptOf(current.shelved.flow, current.session)?.options) ?? [];
}

/** What the person said, as they saw it: their words, or the labels of what they pressed. */
function wordsOf({ reply }: Inbound, options: Option[]): string {
  if (reply.kind === 'text') return reply.text;
  return reply.values.map((value) => options.find((option) => option.value === value)?.label ?? value).join(', ');
}

/** What of it could be somebody's own words: all that is none of our options, also where it came as a button. */
function ownWords({ reply }: Inbound, options: Option[]): string {
  if (reply.kind === 'text') return reply.text;
  return reply.values.filter((value) => !options.some((option) => option.value === value)).join('\n');
}
