import type { AnswerAt } from './contacts.ts';
import type { Pathway, PersonOnPathway } from './pathways.ts';
import type { Candidate } from './surveys.ts';

/** Opportunities: paid work and other roles, and who said that they are interested. Days are YYYY-MM-DD. */

/** What staff say of it, and people are told. */
export interface OpportunityTerms {
  title: string;
  /** What somebody does there. */
  about: string;
  pay: string | null;
  dates: string | null;
  place: string | null;
  /** Ids of the pathway's requirements: each has to be met. */
  requires: string[];
  /** The stage from which it fits; null: any, and none. */
  stage: string | null;
  /** The last day on which people can say that they are interested. */
  closes: string;
  /** The day by which everybody who did has heard from us. */
  hears: string;
  /** What happens next. */
  next: string | null;
  /** Where to read more. */
  link: string | null;
}

/** `closed`: nobody can say that they are interested any more. `withdrawn`: it is not going ahead. */
export type OpportunityState = 'open' | 'closed' | 'withdrawn';

export interface Opportunity extends OpportunityTerms {
  id: string;
  /** Who posted it, as the audit names them. */
  by: string;
  createdAt: Date;
  /** Counts changes of what people were told. */
  version: number;
  state: OpportunityState;
  /** How it ended: kept with it, for staff. */
  ended: { by: string; at: Date; why: string } | null;
}

/** `taken-back`: they were interested, and are not any more. */
export type InterestState = 'interested' | 'not-for-me' | 'taken-back';

/** What staff decided. `offered`: they can have it; `taken`: they do it now. */
export type InterestAnswer = 'offered' | 'not-this-time' | 'taken';

/** What somebody said to an opportunity, and what they were told in the end. */
export interface Interest {
  state: InterestState;
  at: Date;
  answer: InterestAnswer | null;
  answeredAt: Date | null;
}

/** An opportunity with how many said what. */
export interface OpportunityCounts extends Opportunity {
  interested: number;
  /** Of them, those whom nobody has answered. */
  waiting: number;
}

/** Somebody whom an opportunity fits, and who has said yes at some time to hearing of such: whether they may be told is asked of the pure rules. */
export interface FittingPerson {
  candidate: Candidate;
  pausedAt: Date | null;
  leftAt: Date | null;
  /** They were told of it, or will be, or have said something to it. */
  known: boolean;
}

export interface Opportunities {
  /** Once for an id: false: it is there already. */
  post(opportunity: Omit<Opportunity, 'version' | 'state' | 'ended'>): Promise<boolean>;
  /** By its id, or the start of one that fits only one. */
  find(id: string): Promise<OpportunityCounts | null>;
  /** The open ones first, each part by its last day. @param all also those that have ended, the newest first */
  list(all: boolean, limit: number): Promise<OpportunityCounts[]>;
  /** Changes what people are told. false: it has ended, or somebody else has changed it since. */
  edit(id: string, version: number, terms: OpportunityTerms): Promise<boolean>;
  /**
   * Ends it. What is planned to go to people about it and what waits to be sent goes no more, but for answers to those who are interested. What is closed
   * can still be withdrawn. false: it has ended before.
   */
  end(id: string, state: 'closed' | 'withdrawn', ended: NonNullable<Opportunity['ended']>): Promise<boolean>;
  /**
   * Whom it fits today, of those who ever said yes to hearing of such. Reads the database once, however many there are.
   * @param stages the one from which it fits, and those after it; null: any, and none
   * @param emails answers that are somebody's own email
   */
  fitting(
    pathway: Pathway,
    opportunity: Pick<Opportunity, 'id' | 'requires'>,
    stages: string[] | null,
    today: string,
    now: Date,
    emails: AnswerAt[],
  ): Promise<FittingPerson[]>;
  /** Who said that they are interested, in the order of names; also who took it back. */
  shortlist(id: string): Promise<(Interest & { person: PersonOnPathway })[]>;
  /** What one person can see: what is open on that day, and whatever they said something to. By its last day. */
  of(person: string, today: string): Promise<{ opportunity: Opportunity; interest: Interest | null }[]>;
  /** One opportunity and one person, as they stand now. `told`: an offer of it has gone to them. */
  standing(id: string, person: string): Promise<{ opportunity: Opportunity; interest: Interest | null; told: boolean } | null>;
  /** Keeps what staff decided, the newest. Answers since when it is so, said again the first time; null: they are not interested any more, or were never. */
  answer(id: string, person: string, answer: InterestAnswer, by: string, at: Date): Promise<Date | null>;
  /** Who is interested and has had no answer. */
  waiting(id: string): Promise<string[]>;
}
