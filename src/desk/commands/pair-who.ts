import { holdsApart, isOpen, type Known, pairState } from '../../pathways/index.ts';
import type { NamedPair, PersonOnPathway } from '../ports.ts';
import type { Context } from './command.ts';
import { findPerson } from './pathway-who.ts';
import { short } from './when.ts';

/** What commands about mentors have in common. */

export const callThem = ({ person, name }: { person: string; name: string | null }) => name ?? short(person);

/** How one of a pair is called; who was erased has no name. */
export const callOne = ({ words }: Pick<Context, 'words'>, id: string | null, name: string | null) =>
  id === null ? words('pair_gone') : (name ?? short(id));

export const callTwo = (context: Pick<Context, 'words'>, { mentee, menteeName, mentor, mentorName }: NamedPair) =>
  `${callOne(context, mentee, menteeName)}, ${callOne(context, mentor, mentorName)}`;

/** Two people whom a command names. */
export interface Two {
  /** Of the first: the audit is about them. */
  id: string;
  name: string | null;
  one: PersonOnPathway;
  other: PersonOnPathway;
}

export async function findTwo(context: Context, first: string, second: string): Promise<Two | null> {
  const [one, other] = [await findPerson(context, { person: first }), await findPerson(context, { person: second })];
  return one && other && { id: one.id, name: one.name, one, other };
}

/** Nobody decides about a pair of which they are one. */
export const isOneOf = ({ actor }: Context, ...people: (string | null)[]) => actor.person !== null && people.includes(actor.person);

/** What staff may know of a pair: not who of the two has answered, nor what. */
export function shownPair(pair: NamedPair, now: Date) {
  const { id, mentee, mentor, menteeName, mentorName, at, askedAt, answerBy, agreedAt, introducedAt, endedAt, why } = pair;
  const state = pairState(pair, now);
  return { id, state, mentee, mentor, menteeName, mentorName, at, askedAt, answerBy, agreedAt, introducedAt, endedAt, why };
}

/** The word against two that holds. */
export const apartOf = ({ apart }: Pick<Known, 'apart'>, one: string, other: string, now: Date) =>
  apart.find((kept) => [kept.first, kept.second].sort().join() === [one, other].sort().join() && holdsApart(kept, now));

/** The pair that is open of two. */
export const openPairOf = ({ pairs }: Pick<Known, 'pairs'>, one: string, other: string, now: Date) =>
  pairs.find((pair) => [pair.mentee, pair.mentor].sort().join() === [one, other].sort().join() && isOpen(pair, now));
