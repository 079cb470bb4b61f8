import type { MergeCandidate } from '../desk/ports.ts';

/** Why two may be one person: the id of a sentence for staff. */
export type MatchReason = 'email' | 'phone' | 'name';

/** Two who may be one. Nobody scores it, nothing is done by itself, and neither of the two is ever told. */
export interface Match {
  /** Who came first. */
  keep: string;
  other: string;
  why: MatchReason[];
}

/** Who registers twice does so soon, because they lost the first chat or found another door. In milliseconds: thirty days. (Judgement.) */
const SOON = 30 * 24 * 3_600_000;

/** A contact of more people than that is a family's or a youth club's, and says nothing of who is who. (Judgement.) */
const MOST_SHARING = 4;

const folded = (name: string) => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

const time = ({ since, registeredAt }: MergeCandidate) => (registeredAt ?? since).getTime();

/** People by what they have in common; who has nothing of it is in no group. */
function groups(people: readonly MergeCandidate[], marks: (person: MergeCandidate) => string[]): MergeCandidate[][] {
  const found = new Map<string, MergeCandidate[]>();
  for (const person of people) for (const mark of new Set(marks(person))) found.set(mark, [...(found.get(mark) ?? []), person]);
  return [...found.values()];
}

/**
 * Who may be the same person: the same email or phone number, or the same name, age and place, registered soon after each other. An age or a place
 * that somebody did not say is no likeness.
 * @param apart pairs that staff know to be two: ids in any order
 * @returns each pair once, the newest first
 */
export function matchesOf(people: readonly MergeCandidate[], apart: readonly (readonly [string, string])[]): Match[] {
  const known = new Set(apart.map((pair) => [...pair].sort().join(' ')));
  const order = [...people].sort((a, b) => a.since.getTime() - b.since.getTime() || (a.id < b.id ? -1 : 1));
  const matches = new Map<string, Match>();
  const note = (reason: MatchReason, group: MergeCandidate[], alike: (a: MergeCandidate, b: MergeCandidate) => boolean = () => true) => {
    for (const [at, keep] of group.entries())
      for (const other of group.slice(at + 1)) {
        const key = [keep.id, other.id].sort().join(' ');
        if (known.has(key) || !alike(keep, other)) continue;
        const before = matches.get(key)?.why ?? [];
        matches.set(key, { keep: keep.id, other: other.id, why: before.includes(reason) ? before : [...before, reason] });
      }
  };
  for (const [channel, reason] of [
    ['email', 'email'],
    ['sms', 'phone'],
  ] as const)
    for (const group of groups(order, ({ contacts }) => contacts.flatMap((one) => (one.channel === channel ? [one.value] : []))))
      if (group.length <= MOST_SHARING) note(reason, group);
  const called = ({ name, ageBand, place }: MergeCandidate) =>
    name && ageBand && place ? [JSON.stringify([folded(name), ageBand, place])] : [];
  for (const group of groups(order, called)) note('name', group, (a, b) => Math.abs(time(a) - time(b)) <= SOON);
  const at = new Map(order.map(({ id }, index) => [id, index]));
  return [...matches.values()].sort(
    (a, b) => (at.get(b.other) ?? 0) - (at.get(a.other) ?? 0) || (at.get(b.keep) ?? 0) - (at.get(a.keep) ?? 0),
  );
}
