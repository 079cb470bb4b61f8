import { type Match, matchesOf } from '../people/index.ts';
import { contactIn, waysOfContact } from './contacts.ts';
import type { DeskParts } from './parts.ts';
import type { MergeCandidate } from './ports.ts';
import type { Shelf } from './shelf.ts';

/** Two who look alike, with what is known of both. */
export interface Proposal extends Pick<Match, 'why'> {
  keep: MergeCandidate;
  other: MergeCandidate;
}

/** Who may be one person, for staff to look at. What they gave as their own is compared as lists of people are. */
export async function proposals(parts: DeskParts, shelf: Shelf): Promise<Proposal[]> {
  const { merges } = parts.store;
  const asked = waysOfContact(parts, shelf).filter(({ flow, step }) => shelf.asksContact(flow, step));
  const people: MergeCandidate[] = [];
  for (const { addresses, answers, since, registeredAt, ...person } of await merges.candidates(asked)) {
    const given = await Promise.all(answers.map((answer) => contactIn(parts, shelf, answer)));
    people.push({ ...person, since, registeredAt, contacts: [...addresses, ...given.filter((one) => one !== null)] });
  }
  const of = new Map(people.map((person) => [person.id, person]));
  return matchesOf(people, await merges.apart()).flatMap(({ keep, other, why }) => {
    const [first, second] = [of.get(keep), of.get(other)];
    return first && second ? [{ keep: first, other: second, why }] : [];
  });
}
