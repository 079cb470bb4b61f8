import { advance, begin, type Command, commandOf, promptOf, purposeAsked, type Reply, type Turn, takeBack } from '../engine/index.ts';
import { stop } from './actions.ts';
import { purposeRefused, sayNo } from './choices.ts';
import { marksOfErased } from './contacts.ts';
import { type Current, currentOf } from './current.ts';
import { auditOwn, type Draft, hear, keepConversation, phrase, startDraft, tell, tellPhrase } from './draft.ts';
import { write } from './events.ts';
import { hideLists, leadsElsewhere } from './narrow.ts';
import { endBreak, obeying, obeyingAtAQuestion, sayAgain } from './obey.ts';
import { openAfter, unfinishedOf, welcomeBack } from './opening.ts';
import { lookOn, offerEnds, openOffer } from './opportunities/open.ts';
import type { DeskParts } from './parts.ts';
import type { Inbound, Opened } from './ports.ts';
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

/** Nothing is asked of somebody of whom nothing is kept, and nothing may be said to somebody who said STOP. */
function deleteAtOnce(draft: Draft): void {
  const isNew = draft.record.person.isNew;
  draft.forget = { tally: isNew ? 'nothing_to_delete' : 'deleted', asked: true };
  tellPhrase(draft, isNew ? draft.parts.phrases.nothing_kept : draft.parts.phrases.deleted);
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
