import { lapse, type MentoringContext, type Session, say, type Words } from '../engine/index.ts';
import { ruleFor } from '../people/index.ts';
import { pushedChannels } from './deliver.ts';
import type { Answering, Looked } from './opportunities/fit.ts';
import type { DeskParts } from './parts.ts';
import type { ChannelName, ConsentRow, ConversationRow, Opened, PersonRow, Said, SurveyRun, TurnRecord } from './ports.ts';
import type { Shelf, Shelved } from './shelf.ts';

/** A turn being drafted: what will be written, and what the person will be told. Nothing is kept until it is committed. */
export interface Draft {
  parts: DeskParts;
  now: Date;
  person: PersonRow;
  record: TurnRecord;
  /** What the channel says at once: also in the record, unless the person is forgotten. */
  said: Said[];
  /** Set when everything about the person must go: which tally counts it, and whether they asked for it, so that no list may bring them back. */
  forget: { tally: string; asked: boolean } | null;
  /** Set when a flow asked for another to be opened after it. */
  open: string | null;
  /** Set when what had been interrupted should go on. */
  resume: boolean;
  /** Set when a survey is to be opened. */
  survey: SurveyRun | null;
  /** The survey that this turn answers. */
  answering: SurveyRun | null;
  /** Set when an opportunity is to be shown. */
  looks: Looked | null;
  /** The opportunity that this turn is about. */
  offer: Answering | null;
  /** Set when more of it is to be told, or the next one. */
  looksOn: 'more' | 'next' | null;
  /** What stood about mentors when the conversation that is open began. */
  mentoring: MentoringContext | null;
  /** Answers that a purpose needs a yes for. */
  keptUnder: Shelf['keptUnder'];
  asksContact: Shelf['asksContact'];
}

export interface From {
  channel: ChannelName;
  address: string;
  externalId: string | null;
  place?: string;
}

export function startDraft(
  parts: DeskParts,
  shelf: Shelf,
  now: Date,
  opened: Opened,
  { channel, address, externalId, place }: From,
): Draft {
  const person = opened.person ?? {
    id: parts.ids.next(),
    language: 'en',
    stopped: false,
    name: null,
    ageBand: null,
    place: null,
    concernAt: null,
    pausedUntil: null,
  };
  return {
    parts,
    now,
    person: { ...person },
    said: [],
    forget: null,
    open: null,
    resume: false,
    survey: null,
    answering: null,
    looks: null,
    offer: null,
    looksOn: null,
    mentoring: opened.conversation?.session.mentoring ?? null,
    keptUnder: shelf.keptUnder,
    asksContact: shelf.asksContact,
    record: {
      channel,
      address,
      externalId,
      at: now,
      person: { id: person.id, isNew: opened.person === null, set: {} },
      conversation: null,
      closes: null,
      messages: [],
      ...(opened.moved && place !== undefined && { letterbox: place }),
      pushed: pushedChannels.includes(channel),
      apart: opened.narrow,
      answers: [],
      retired: [],
      termsVersion: noticeFor(parts, person.ageBand),
      consents: [],
      erased: [],
      code: null,
      concern: null,
      audit: [],
    },
  };
}

/** The version of the privacy notice that is said to people of that age. Whose age is not known gets the one for the young. */
export function noticeFor(parts: DeskParts, ageBand: string | null): string {
  return versionOf(parts, ruleFor(parts.ageRules, ageBand)?.youngNotice === false ? 'privacy' : 'privacy-young');
}

export function versionOf({ terms }: DeskParts, purpose: string): string {
  return terms.find((one) => one.purpose === purpose)?.version ?? 'none';
}

/** Tells the person something. */
export function tell(draft: Draft, said: Said): void {
  draft.said.push(said);
  draft.record.messages.push({ direction: 'out', said });
}

/** One of the desk's own phrases, in the person's language. */
export function phrase({ person, parts }: Draft, words: Words, fills: Record<string, string> = {}): string {
  return say(words, person.language, (gap) => fills[gap] ?? parts.lexicon.constants[gap] ?? '');
}

export function tellPhrase(draft: Draft, words: Words, fills: Record<string, string> = {}): void {
  tell(draft, { text: phrase(draft, words, fills) });
}

/** Puts what the person did to their own record in the audit. */
export function auditOwn({ record }: Draft, action: string): void {
  record.audit.push({ who: record.person.id, action, about: record.person.id, why: null });
}

/** Keeps a word on a purpose, said by the person in the chat. @param terms the version they read; the one in force where nobody read one */
export function agree(draft: Draft, purpose: string, state: ConsentRow['state'], terms: string | null = null): void {
  draft.record.consents.push({ purpose, termsVersion: terms ?? versionOf(draft.parts, purpose), state, how: 'self', witness: null });
  auditOwn(draft, `consent ${state}: ${purpose}`);
}

/**
 * Answers that may not be kept any more: not as current ones, not as what was said first, not in the history. Of an email or phone number that
 * goes because the person wants it a mark stays, and is told. What goes by silence leaves none: nobody has said a word against it.
 */
export function erase(draft: Draft, answers: TurnRecord['erased']): void {
  const { record, asksContact, parts } = draft;
  const isNew = ({ flow, step }: TurnRecord['erased'][number]) => !record.erased.some((one) => one.flow === flow && one.step === step);
  const isContact = ({ flow, step }: TurnRecord['erased'][number]) => asksContact(flow, step);
  const told = record.erased.some(isContact);
  const fresh = answers.filter(isNew);
  for (const { flow, step } of fresh) record.erased.push({ flow, step });
  if (record.externalId !== null && !told && fresh.some(isContact)) tellPhrase(draft, parts.phrases.mark_stays);
}

/** A conversation that was read in this turn, without what this turn erases. */
export function withoutErased({ record }: Draft, flow: string, session: Session): Session {
  const answers = { ...session.answers };
  for (const one of record.erased)
    if (one.flow === flow && answers[one.step]) answers[one.step] = { value: null, category: 'skipped', raw: '' };
  return { ...session, answers };
}

/** Keeps what the person said in the history. */
export function hear(draft: Draft, text: string): void {
  const { externalId } = draft.record;
  draft.record.messages.push({ direction: 'in', said: { text }, ...(externalId === null ? {} : { externalId }) });
}

/** Ends what was open before another is: a conversation that was begun in an earlier turn is stored and has to be closed; one of this turn was never stored. */
export function closeOpen(record: TurnRecord): void {
  const ended = record.conversation;
  if (!ended || ended.version === 0) return;
  const session = ended.ended === null ? lapse(ended.session) : ended.session;
  record.closes = { id: ended.id, version: ended.version, session, outcome: session.ended ?? 'lapsed' };
}

/** Puts a conversation's new state in the record. `previous` null: it begins with this turn. */
export function keepConversation(draft: Draft, { flow, version }: Shelved, session: Session, previous: ConversationRow | null): void {
  const { silence } = flow.bundle.main;
  draft.record.conversation = {
    id: previous?.id ?? draft.parts.ids.next(),
    flow: flow.id,
    flowVersion: version,
    version: previous?.version ?? 0,
    session,
    ended: session.ended,
    silentAt: silence && session.ended === null ? new Date(draft.now.getTime() + silence.after_minutes * 60_000) : null,
  };
}
