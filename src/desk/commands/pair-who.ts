import { holdsApart, isPairOpen, type Known, pairState } from '../../pathways/index.ts';
import type { NamedPair, NextStep, PersonOnPathway } from '../ports.ts';
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

type Shown = Pick<Context, 'words' | 'now'>;

/** Where a pair is, in words. */
export const pairCalled = ({ words, now }: Shown, pair: NamedPair) => words(`pair_state_${pairState(pair, now)}`);

/** What can be done next about a pair; a door offers it to whoever may. */
export function pairSteps({ words, now }: Shown, pair: NamedPair): NextStep[] {
  const two = callTwo({ words }, pair);
  const input = { pair: pair.id };
  switch (pairState(pair, now)) {
    case 'agreed':
      return [{ label: words('step_pair_introduced', { two }), order: { name: 'pair introduced', input } }];
    case 'proposed':
      return [
        { label: words('step_pair_allow', { two }), order: { name: 'pair allow', input } },
        { label: words('step_pair_not', { two }), weight: 'danger', order: { name: 'pair end', input } },
      ];
    default:
      return [];
  }
}

/** Pairs that wait for whoever asks: to be introduced, and of a lead to be looked at. */
export async function pairsWaiting({ parts, may, now }: Context): Promise<NamedPair[]> {
  const { pairs } = await parts.store.pairs.known();
  const states = ['agreed', ...(may('handle concerns') ? ['proposed'] : [])];
  return pairs.filter((pair) => states.includes(pairState(pair, now)));
}

/** The word against two that holds. */
export const apartOf = ({ apart }: Pick<Known, 'apart'>, one: string, other: string, now: Date) =>
  apart.find((kept) => [kept.first, kept.second].sort().join() === [one, other].sort().join() && holdsApart(kept, now));

/** The pair that is open of two. */
export const openPairOf = ({ pairs }: Pick<Known, 'pairs'>, one: string, other: string, now: Date) =>
  pairs.find((pair) => [pair.mentee, pair.mentor].sort().join() === [one, other].sort().join() && isPairOpen(pair, now));
