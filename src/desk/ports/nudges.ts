import type { NudgeEnd, PathwayEvent } from '../../engine/index.ts';
import type { ChannelName } from './basics.ts';
import type { Said } from './chat.ts';
import type { AnswerAt } from './contacts.ts';
import type { Claimed, Nudging } from './outbox.ts';
import type { Pathway } from './pathways.ts';
import type { Candidate, InvitationState, SurveyRun } from './surveys.ts';

/** Messages that nobody asked for at that moment: what is planned, and what became of it. */

/** `held`: by staff. `refused`: it may not go. `skipped`: its time was over before it could. `cancelled`: by staff, or nothing was left to say. */
export type NudgeState = 'planned' | 'held' | 'sent' | 'refused' | 'skipped' | 'cancelled';

/** One to plan. Flow, policy, person and occurrence make it the one that it is: planned twice, it is there once. */
export interface NewNudge {
  person: string;
  flow: string;
  policy: string;
  occurrence: string;
  kind: Nudging;
  /** The invitation that it is about, of a survey. */
  invitation: string | null;
  from: Date;
  until: Date;
}

/** A nudge that is due, with all that has to be known to say whether it goes. */
export interface DueNudge extends NewNudge {
  id: string;
  version: number;
  /** Words that staff wrote in the place of the policy's. */
  words: string | null;
  candidate: Candidate;
  /** Counts what went to them unasked. */
  nudged: number;
  /** When something went to them unasked in the last two weeks, or is on its way. */
  sent: Date[];
  /** A concern about them is not closed. */
  concern: boolean;
  /** Projects that they were at a session of. */
  projects: string[];
  /** What has come true of what could make it pointless. */
  ends: NudgeEnd[];
  survey: { run: SurveyRun; state: InvitationState /** Of its session, YYYY-MM-DD. */; date: string | null } | null;
}

/** What becomes of it. Holds only if it is as it was read. */
export type NudgeDecision = Pick<DueNudge, 'id' | 'version' | 'person' | 'nudged'> &
  (
    | { kind: 'send'; message: { kind: Nudging; channel: ChannelName; address: string; said: Said; pushed: boolean; until: Date } }
    | { kind: 'wait'; dueAt: Date; why: string }
    | { kind: 'end'; state: 'refused' | 'skipped' | 'cancelled'; why: string }
  );

/** One as staff see it. */
export interface NudgeRow extends Omit<NewNudge, 'invitation'> {
  id: string;
  name: string | null;
  state: NudgeState;
  reason: string | null;
  dueAt: Date;
  decidedAt: Date | null;
  words: string | null;
  /** The survey that it is about. */
  run: string | null;
  /** Of a survey without names: who has had a reminder, and who has not, says who has answered. */
  anonymous: boolean;
}

/** Days on which nobody is written to unasked, or nobody of a project. Both ends are in it, YYYY-MM-DD. */
export interface Blackout {
  id: string;
  from: string;
  until: string;
  why: string;
  project: string | null;
}

/** Somebody of whom an event is new. */
export interface NudgeEventRow {
  person: string;
  zone: string | null;
  at: Date;
  /** What it happened to: part of the occurrence. */
  of: string;
}

/** A policy that is timed by somebody's pathway. Spans as PostgreSQL reads them: `-60 day`, `3 month`. */
export interface PathwayTiming {
  flow: string;
  policy: string;
  event: PathwayEvent;
  /** From the day of the event on. */
  shift: string;
  lasts: string;
  /** Since the last that went to the same person; null: no matter. */
  apart: string | null;
}

/** What is planned of pathways anew. */
export interface Replan {
  pathway: Pathway;
  timings: PathwayTiming[];
  /** Age bands of those who may be written to unasked. */
  bands: string[];
  /** Where days are counted, the local day, and the local time at which a day's nudges begin. */
  zone: string;
  today: string;
  time: string;
  /** What begins between these is planned. */
  from: Date;
  until: Date;
}

export interface Nudges {
  /** Adds what is new; what is planned already moves to these times; what has ended, or staff have changed, stays. Answers how many were added or moved. */
  plan(nudges: NewNudge[], now: Date): Promise<number>;
  /** Plans the nudges of everybody's pathway, and takes out those that are about nothing any more. One statement. */
  replan(replan: Replan, now: Date): Promise<{ planned: number; dropped: number }>;
  /** The same for one person, of whom it is known what is so. @param about what there is something to say about: the rest goes. @param policies whose */
  keepOnly(person: string, policies: string[], about: Pick<NewNudge, 'flow' | 'policy' | 'occurrence'>[]): Promise<number>;
  /** When the last nudge of each policy went to somebody. */
  lastSent(person: string): Promise<{ flow: string; policy: string; at: Date }[]>;
  /** Who registered between these moments and has no nudge of this policy yet. */
  registered(flow: string, policy: string, after: Date, before: Date, limit: number): Promise<NudgeEventRow[]>;
  /** Whose open conversation in the flow has been silent since a moment between these, and has no nudge of this policy yet. @param minutes after which the flow's silence comes due */
  silent(flow: string, policy: string, minutes: number, after: Date, before: Date, limit: number): Promise<NudgeEventRow[]>;
  /** What is due, one for each person: whose time is over first. @param emails answers that are somebody's own email */
  due(now: Date, limit: number, emails: AnswerAt[]): Promise<DueNudge[]>;
  /** What a message that was queued says, as if it were decided on now; null: no nudge. */
  leaving(message: Pick<Claimed, 'id' | 'person'>, now: Date, emails: AnswerAt[]): Promise<DueNudge | null>;
  /** Answers the people to whom something was said. */
  settle(decisions: NudgeDecision[], now: Date): Promise<string[]>;
  /** When the next one is due; null: none is. */
  nextDue(): Promise<Date | null>;
  /** Planned and held ones that come up to then, the next first. */
  coming(until: Date, limit: number): Promise<NudgeRow[]>;
  /** Projects that somebody was at a session of. */
  projectsOf(person: string): Promise<string[]>;
  /** What ended without being sent since then, the newest first. */
  unsent(since: Date, limit: number): Promise<NudgeRow[]>;
  /** By id or the start of one that fits only one nudge. */
  find(id: string): Promise<NudgeRow | null>;
  /** What staff change of one that has not ended. false: it has. */
  change(
    id: string,
    change: { state?: 'planned' | 'held' | 'cancelled'; reason?: string | null; dueAt?: Date; words?: string | null },
    now: Date,
  ): Promise<boolean>;
  /** Surveys with names of this owner that closed no earlier than then, of which reminders are over and some have not answered. */
  overdue(owner: string, closed: Date): Promise<{ run: string; flow: string; people: number }[]>;
  /** Who has not answered a survey with names, and has no nudge left about it. */
  unanswered(run: string): Promise<{ person: string; name: string | null }[]>;
  blackouts: {
    /** Those that end on that day or later, YYYY-MM-DD. */
    list(from: string): Promise<Blackout[]>;
    add(blackout: Blackout, at: Date): Promise<void>;
    /** By id or the start of one that fits only one. false: there is none. */
    remove(id: string): Promise<boolean>;
    find(id: string): Promise<Blackout | null>;
  };
}
