import type { Answered, Words } from '../engine/index.ts';

/**
 * All that is held about one person, as they may keep it or take it elsewhere: plain JSON, every time as ISO 8601 in UTC. A new kind of
 * thing that is kept about people belongs in here: test/store/held.test.ts asks for it.
 *
 * Left out: where in a conversation somebody is (it repeats the answers), hashes of the browser's cookie and of codes (they say nothing
 * and open nothing), and what staff did about a concern, which may be about others too: a person answers who asks for that.
 */
export interface Copy {
  /** Of this shape; grows when a name changes or goes. */
  version: 1;
  madeAt: string;
  person: {
    id: string;
    name: string | null;
    ageBand: string | null;
    place: string | null;
    language: string;
    /** Time zone, as their Slack says it: an IANA name. */
    zone: string | null;
    startedAt: string;
    /** Finished registering. */
    registeredAt: string | null;
    /** Said STOP, and has not said START since. */
    stoppedAt: string | null;
    /** Said PAUSE: no reminders until then. */
    pausedUntil: string | null;
    /** Asked to talk to somebody. */
    personWantedAt: string | null;
  };
  /** The ways in that they used, a browser or an account each; never the address on it. */
  channels: { channel: string; since: string }[];
  /** `title`: what their flow is called, in their language. */
  conversations: { title: string; flow: string; flowVersion: number; startedAt: string; endedAt: string | null; outcome: string | null }[];
  answers: CopiedAnswer[];
  consents: CopiedConsent[];
  /** The chat, oldest first: `in` is what they said, `out` what they were told. */
  messages: { direction: 'in' | 'out'; channel: string; text: string; at: string }[];
  /** A note that someone may be in danger: when it was made, and nothing of what made us think so. */
  concerns: { at: string }[];
  /** Codes to come back on another device: when each runs out, and when it was used. */
  codes: { until: string; usedAt: string | null }[];
  /** What was done with all of this, from the audit: by themselves (`self`), by `staff`, who are not named, or by `onward` of its own accord. */
  record: { action: string; by: 'self' | 'staff' | 'onward'; at: string }[];
  /** Sessions that they came to, ran, or wrote down; `since`: when that was noted. `kind` is that of the setting. */
  sessions: { date: string; setting: string; kind: string; part: 'attended' | 'facilitated' | 'recorded'; since: string }[];
  /** Surveys that they were asked to answer. Of one without names, what they answered cannot be found: nothing in it says that it is theirs. */
  invitations: { title: string; flow: string; flowVersion: number; anonymous: boolean; state: string; channel: string; reminded: number }[];
  /** What we planned to write to them unasked: `at` is when it is due, or when it was decided. `state`: planned, held, sent, refused, skipped or cancelled. */
  nudges: { title: string; flow: string; policy: string; state: string; at: string }[];
  /** What they answered in surveys with names, in the chat or by a link. `day`: YYYY-MM-DD. */
  responses: CopiedResponse[];
  /** Where two that we took for two people turned out to be them: when that was noted, and what stood with the second. */
  merges: { at: string; name: string | null; ageBand: string | null; place: string | null }[];
  /** What they said about their own pathway; null: nothing. */
  pathway: { goal: string | null; pausedAt: string | null; leftAt: string | null } | null;
  /** Stages that they were moved to, as the pathway of that version calls them. `at` null: it waits for a second person, or never came to be. */
  stages: {
    title: string;
    stage: string;
    version: number;
    at: string | null;
    why: string;
    reversedAt: string | null;
    reversedWhy: string | null;
  }[];
  /** What shows that they meet a requirement. `date`, `validUntil`: YYYY-MM-DD. Of a check its outcome, and never what it says. */
  proofs: CopiedProof[];
  /** Requirements that they need not meet. */
  waivers: { title: string; requirement: string; why: string; until: string | null; at: string }[];
  /** Paid work and other roles that they said something to: `interested`, `not-for-me` or `taken-back`; `answer`: what they were told in the end. */
  interests: { title: string; state: string; at: string; answer: string | null; answeredAt: string | null }[];
  /** What they said about mentors; null: nothing. */
  mentoring: { wantedAt: string | null; offeredAt: string | null } | null;
  /** Mentors or mentees whom the team thought of for them: what they said themselves, and not who it was nor what the other one said. */
  pairs: {
    part: 'mentee' | 'mentor';
    at: string;
    askedAt: string | null;
    said: string | null;
    agreedAt: string | null;
    endedAt: string | null;
  }[];
  /** Since when the team does not pair them with somebody, and not with whom: that is about the other one too. */
  keptApart: { at: string }[];
  /** What a list of ours says of them and a stage: from when to when they were there (YYYY-MM-DD), or, `held` false, that they never were. `at`: since when we have it. */
  tenures: { title: string; stage: string; held: boolean; since: string | null; until: string | null; at: string }[];
  /** What they may do here beyond their own chat; `place` is empty for everywhere. */
  roles: { role: string; place: string; since: string }[];
}

export interface CopiedProof {
  /** What asks for it, as the pathway calls it in their language. */
  title: string;
  kind: string;
  which: string;
  outcome: string | null;
  date: string;
  validUntil: string | null;
  /** In their own words. */
  words: string | null;
  /** Who told us: `self`, `staff` or a `list`. */
  how: string;
  at: string;
  /** null: nobody has signed it off yet. */
  signedAt: string | null;
}

export interface CopiedAnswer {
  flow: string;
  flowVersion: number;
  step: string;
  /** What was asked, as lists call it; the step where its flow does not know it any more. */
  question: string;
  /** What was understood, in their language. */
  answer: string;
  value: Answered['value'];
  category: string | null;
  /** What was typed, or the label of what was pressed. */
  raw: string;
  /** Who typed it: `self`, or somebody beside them. */
  mode: string;
  /** Version of the privacy notice in force. */
  termsVersion: string;
  at: string;
  /** When another answer took its place; null: this one counts. */
  replacedAt: string | null;
}

export interface CopiedResponse {
  title: string;
  flow: string;
  flowVersion: number;
  day: string;
  /** `started` or `finished`. */
  state: string;
  /** Finished after the survey had closed. */
  late: boolean;
  mode: string;
  answers: Pick<CopiedAnswer, 'step' | 'question' | 'answer' | 'value' | 'category' | 'raw'>[];
}

export interface CopiedConsent {
  purpose: string;
  /** What they were asked, in their language; null where those words are not kept. */
  wording: string | null;
  termsVersion: string;
  /** `given`, `refused` or `withdrawn`. */
  state: string;
  how: string;
  /** Who stood by it, where it was not the person alone. */
  witness: string | null;
  channel: string;
  at: string;
}

/** The same as the tables have it: without the words of questions, and with a consent's wording in every language. */
export interface Held
  extends Omit<
    Copy,
    | 'version'
    | 'madeAt'
    | 'conversations'
    | 'answers'
    | 'consents'
    | 'invitations'
    | 'nudges'
    | 'responses'
    | 'stages'
    | 'proofs'
    | 'waivers'
    | 'tenures'
  > {
  conversations: Omit<Copy['conversations'][number], 'title'>[];
  answers: Omit<CopiedAnswer, 'question' | 'answer'>[];
  consents: (Omit<CopiedConsent, 'wording'> & { wording: Words | null })[];
  invitations: Omit<Copy['invitations'][number], 'title'>[];
  nudges: Omit<Copy['nudges'][number], 'title'>[];
  stages: Omit<Copy['stages'][number], 'title'>[];
  proofs: Omit<CopiedProof, 'title'>[];
  waivers: Omit<Copy['waivers'][number], 'title'>[];
  tenures: Omit<Copy['tenures'][number], 'title'>[];
  /** Step to its answer. */
  responses: (Omit<CopiedResponse, 'title' | 'answers'> & { answers: Record<string, Answered> })[];
}
