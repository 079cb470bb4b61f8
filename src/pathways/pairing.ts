import type { Pair, PairApart } from '../desk/ports.ts';

/** Who may be whose mentor. Pure rules: they list and explain, and a person decides. There is no score and no order but that of names. */

export interface PairingPolicy {
  /** How many one mentor may have at a time. */
  mentees: number;
  /** Days in which the two can answer. */
  answerDays: number;
  /** Whether somebody under 18 may have a mentor: never, or where staff name them and a lead, who is another person, agrees. */
  under18: 'with-lead' | 'never';
}

/** Days in which a second one can say too that two shall not be paired. Until then the word of the first one holds. */
export const APART_DAYS = 14;
const DAY = 24 * 3_600_000;

/** The moment before which a word that nobody confirmed is over. */
export const lapsedBefore = (now: Date): Date => new Date(now.getTime() - APART_DAYS * DAY);

/** Where a pair is. `over`: it never came to be; nobody is told whose word that was. */
export type PairState = 'proposed' | 'asked' | 'agreed' | 'introduced' | 'over' | 'ended';

export function pairState(pair: Pair, now: Date): PairState {
  const { askedAt, answerBy, agreedAt, introducedAt, endedAt, mentee, mentor, menteeSaid, mentorSaid } = pair;
  if (endedAt || mentee === null || mentor === null) return agreedAt ? 'ended' : 'over';
  if (agreedAt) return introducedAt ? 'introduced' : 'agreed';
  if (menteeSaid === 'no' || mentorSaid === 'no') return 'over';
  if (!askedAt) return 'proposed';
  return answerBy && answerBy <= now ? 'over' : 'asked';
}

/** Whether it takes a place with the two. */
export const isPairOpen = (pair: Pair, now: Date): boolean => !['over', 'ended'].includes(pairState(pair, now));

/** Whether a word against two holds. */
export const holdsApart = ({ at, confirmedBy }: Pick<PairApart, 'at' | 'confirmedBy'>, now: Date): boolean =>
  confirmedBy !== null || at > lapsedBefore(now);

/** Somebody as the rules see them. */
export interface Pairable {
  person: string;
  /** 18 or over, as far as we know. */
  adult: boolean;
  away: boolean;
  /** Said yes to mentoring, is at a stage that mentors, and still meets what it asks. */
  mentors: boolean;
  interests: readonly string[];
  area: string | null;
}

/** Pairs that there are or were, two who are kept apart, and two who look alike and are not one. */
export interface Known {
  pairs: readonly Pair[];
  apart: readonly PairApart[];
  alike: readonly (readonly [string, string])[];
}

/** Why two may not be put to each other. */
export type NoPair = 'same' | 'no_mentor' | 'not_adult' | 'young' | 'away' | 'before' | 'apart' | 'alike' | 'full' | 'has_one';

const areThese = (a: string | null, b: string | null, one: string, other: string) =>
  (a === one && b === other) || (a === other && b === one);

/** Why these two may not be put to each other; null: nothing stands against it that staff may know of. @param but a pair that is looked at again */
export function noPair(
  policy: PairingPolicy,
  { pairs, apart, alike }: Known,
  mentee: Pairable,
  mentor: Pairable,
  now: Date,
  but: string | null = null,
): NoPair | null {
  const [one, other] = [mentee.person, mentor.person];
  const others = pairs.filter(({ id }) => id !== but);
  if (one === other) return 'same';
  if (apart.some((kept) => areThese(kept.first, kept.second, one, other) && holdsApart(kept, now))) return 'apart';
  if (alike.some(([a, b]) => areThese(a, b, one, other))) return 'alike';
  if (others.some((pair) => areThese(pair.mentee, pair.mentor, one, other))) return 'before';
  if (!mentor.mentors) return 'no_mentor';
  if (!mentor.adult) return 'not_adult';
  if (!mentee.adult && policy.under18 === 'never') return 'young';
  if (mentee.away || mentor.away) return 'away';
  if (others.some((pair) => pair.mentee === one && isPairOpen(pair, now))) return 'has_one';
  if (others.filter((pair) => pair.mentor === other && isPairOpen(pair, now)).length >= policy.mentees) return 'full';
  return null;
}

const town = (area: string | null) => area?.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase() ?? '';

/** What two have in common, of what may be said: areas that matter to both, and the town. Custody, age and history are no part of it. */
export function inCommon(mentee: Pairable, mentor: Pairable): { interests: string[]; area: string | null } {
  const interests = mentee.interests.filter((one) => mentor.interests.includes(one));
  return { interests, area: mentee.area && town(mentee.area) === town(mentor.area) ? mentee.area : null };
}

export interface Candidate<Person extends Pairable> {
  mentor: Person;
  interests: string[];
  area: string | null;
}

/** Who could be this person's mentor: those with whom they have something in common. As they came in, and in no other order. */
export function candidatesFor<Person extends Pairable>(
  policy: PairingPolicy,
  known: Known,
  mentee: Pairable,
  people: readonly Person[],
  now: Date,
): Candidate<Person>[] {
  return people.flatMap((mentor) => {
    if (noPair(policy, known, mentee, mentor, now)) return [];
    const { interests, area } = inCommon(mentee, mentor);
    return interests.length === 0 && area === null ? [] : [{ mentor, interests, area }];
  });
}
