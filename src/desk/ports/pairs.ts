import type { PairEvent } from '../../engine/index.ts';

export type { PairEvent };

/** Mentors: who would like one, who would be one, and who was put to whom. */

export type PairSaid = 'yes' | 'no';

/** Who ended it: one of the two, staff, one of the two by leaving the pathway, or because everything about one of the two was deleted. */
export type PairEnd = 'mentee' | 'mentor' | 'staff' | 'left' | 'gone';

/** Why staff end a pair: fixed words, because a reason could speak of the other one. */
export type PairWhy = 'finished' | 'not-working' | 'away' | 'other';

/** Two people whom somebody on the team thought of. A half that was erased is null. */
export interface Pair {
  id: string;
  mentee: string | null;
  mentor: string | null;
  /** Who proposed it, as the audit names them. */
  by: string;
  at: Date;
  /** When a safeguarding lead said that the two may be asked; null: it waits for that. */
  askedAt: Date | null;
  /** Until when they can answer. */
  answerBy: Date | null;
  menteeSaid: PairSaid | null;
  mentorSaid: PairSaid | null;
  agreedAt: Date | null;
  introducedAt: Date | null;
  endedAt: Date | null;
  endedBy: PairEnd | null;
  why: PairWhy | null;
}

export interface NamedPair extends Pair {
  menteeName: string | null;
  mentorName: string | null;
}

/** Two who shall not be paired. One of the team said so, and for good when `confirmedBy` did too. */
export interface PairApart {
  first: string;
  second: string;
  by: string;
  at: Date;
  confirmedBy: string | null;
  /** Who would lift it. */
  liftBy: string | null;
}

/** Somebody who wants a mentor, or would be one, or of whom it is asked. */
export interface MentoringRow {
  person: string;
  name: string | null;
  ageBand: string | null;
  wantedAt: Date | null;
  offeredAt: Date | null;
  /** They take a break, left, or said STOP. */
  away: boolean;
  /** Areas that matter to them, as they said it. */
  interests: string[];
  /** The town that they named. */
  area: string | null;
}

/** Where people said what matters to them, and in which town they are. */
export interface InterestsAt {
  flow: string;
  matters: string;
  area: string;
}

/** What one turn says about mentors. */
export interface MentoringSaid {
  wants?: boolean;
  offers?: boolean;
  /** About one pair: yes, no, or that it shall end. */
  pair?: { id: string; says: PairSaid | 'end' };
}

/** Each write is one statement. */
export interface Pairs {
  /** All who want a mentor or would be one, or these; in the order of names. */
  people(whom: string[] | 'all', at: InterestsAt): Promise<MentoringRow[]>;
  /** Every pair that there is or was, and every two who are kept apart: what the rules need. */
  known(): Promise<{ pairs: NamedPair[]; apart: PairApart[]; alike: [string, string][] }>;
  /** What one person said, and their pairs, the oldest first. */
  of(person: string): Promise<{ wantedAt: Date | null; offeredAt: Date | null; pairs: NamedPair[] }>;
  /** By its id, or the start of one that fits only one. */
  find(id: string): Promise<NamedPair | null>;
  /** Who of these has a concern that is not closed. */
  concerned(people: string[]): Promise<string[]>;
  /** false: the two were a pair before, or one of them is gone. */
  propose(pair: Pick<Pair, 'id' | 'mentee' | 'mentor' | 'by' | 'at'>): Promise<boolean>;
  /** The two may be asked. Not where a concern about one of them is open. false: it does not wait for that any more. */
  ask(id: string, at: Date, answerBy: Date): Promise<boolean>;
  introduced(id: string, at: Date): Promise<boolean>;
  /** By staff. */
  end(id: string, why: PairWhy, at: Date): Promise<boolean>;
  /** Pairs of which both said yes in time, and which are not agreed yet. */
  bothSaidYes(now: Date): Promise<NamedPair[]>;
  /** Not where a concern about one of them is open. false: so, or it is not as it was read. */
  agree(id: string, at: Date): Promise<boolean>;
  /** Ends pairs of which one has left the pathway or was erased, and forgets those of which both were. */
  close(now: Date): Promise<void>;
  /** Says that two shall not be paired. false: it is said already, or one of the two is gone. @param lapsed what was said earlier and not confirmed is over */
  keepApart(apart: Pick<PairApart, 'first' | 'second' | 'by' | 'at'>, lapsed: Date): Promise<boolean>;
  /** A second one says so too. false: it is their own word, or it does not wait. */
  confirmApart(first: string, second: string, by: string, lapsed: Date): Promise<boolean>;
  /** Takes back one's own word, or lifts what another one would lift too. false: there is nothing such. */
  liftApart(first: string, second: string, by: string): Promise<boolean>;
  /** The first of two who would lift it. */
  wouldLift(first: string, second: string, by: string): Promise<boolean>;
  /** Whom an event of a pair is new for, and who has no nudge of this policy about it yet. */
  events(
    event: PairEvent,
    policy: { flow: string; nudge: string },
    after: Date,
    before: Date,
    limit: number,
  ): Promise<{ person: string; zone: string | null; at: Date; of: string }[]>;
}
