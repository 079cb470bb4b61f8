import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pair } from '../../src/desk/ports.ts';
import {
  candidatesFor,
  holdsApart,
  inCommon,
  isPairOpen,
  type Known,
  noPair,
  type Pairable,
  type PairingPolicy,
  pairState,
} from '../../src/pathways/index.ts';

const now = new Date('2026-03-10T10:00:00Z');
const at = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000);

const somebody = (person: string, over: Partial<Pairable> = {}): Pairable => {
  return { person, adult: true, away: false, mentors: true, interests: ['health'], area: 'Leeds', ...over };
};
const nothing: Known = { pairs: [], apart: [], alike: [] };
const policy: PairingPolicy = { mentees: 2, answerDays: 14, under18: 'with-lead' };
const pairOf = (id: string, mentee: string, mentor: string, over: Partial<Pair> = {}): Pair => ({
  ...{ id, mentee, mentor, by: 'bo', at: at(-9), askedAt: null, answerBy: null, menteeSaid: null, mentorSaid: null },
  ...{ agreedAt: null, introducedAt: null, endedAt: null, endedBy: null, why: null },
  ...over,
});

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const anyId = fc.constantFrom(...ids);
const anyTwo = fc.uniqueArray(anyId, { minLength: 2, maxLength: 2 }) as fc.Arbitrary<[string, string]>;
const anyMoment = fc.integer({ min: -40, max: 20 }).map(at);
const anySaid = fc.constantFrom('yes' as const, 'no' as const, null);
const anyPair = fc
  .record({
    two: anyTwo,
    askedAt: fc.option(anyMoment),
    answerBy: fc.option(anyMoment),
    menteeSaid: anySaid,
    mentorSaid: anySaid,
    agreedAt: fc.option(anyMoment),
    endedAt: fc.option(anyMoment),
  })
  .map(({ two: [mentee, mentor], ...rest }) => pairOf(`${mentee}${mentor}`, mentee, mentor, rest));
const anyApart = fc
  .record({ two: anyTwo, at: anyMoment, confirmedBy: fc.option(fc.constant('cy')) })
  .map(({ two, ...rest }) => ({ first: two[0], second: two[1], by: 'bo', liftBy: null, ...rest }));
const anyPerson = (person: string): fc.Arbitrary<Pairable> =>
  fc.record({
    person: fc.constant(person),
    adult: fc.boolean(),
    away: fc.boolean(),
    mentors: fc.boolean(),
    interests: fc.subarray(['health', 'policing', 'education']),
    area: fc.constantFrom('Leeds', ' leeds ', 'York', null),
  });
const anyWorld = fc.record({
  people: fc.tuple(...ids.map(anyPerson)),
  pairs: fc.array(anyPair, { maxLength: 8 }),
  apart: fc.array(anyApart, { maxLength: 4 }),
  alike: fc.array(anyTwo, { maxLength: 2 }),
  mentees: fc.integer({ min: 1, max: 3 }),
  under18: fc.constantFrom('with-lead' as const, 'never' as const),
});

describe('Mentors', () => {
  it('are never listed for somebody where anything stands against it, in any world, and all others who have something in common are', () => {
    fc.assert(
      fc.property(anyWorld, ({ people, mentees, under18, ...known }) => {
        const rules = { ...policy, mentees, under18 };
        const among = (one: string, other: string) => (two: readonly (string | null)[]) => two.includes(one) && two.includes(other);
        for (const mentee of people) {
          const listed = candidatesFor(rules, known, mentee, people, now).map(({ mentor }) => mentor.person);
          const may = people.filter((mentor) => {
            const both = among(mentee.person, mentor.person);
            const takes = known.pairs.filter((pair) => pair.mentor === mentor.person && isPairOpen(pair, now)).length;
            const { interests, area } = inCommon(mentee, mentor);
            return (
              mentor.person !== mentee.person &&
              mentor.mentors &&
              mentor.adult &&
              !mentor.away &&
              !mentee.away &&
              (mentee.adult || under18 === 'with-lead') &&
              !known.pairs.some((pair) => both([pair.mentee, pair.mentor])) &&
              !known.apart.some((kept) => both([kept.first, kept.second]) && (kept.confirmedBy !== null || kept.at > at(-14))) &&
              !known.alike.some(both) &&
              !known.pairs.some((pair) => pair.mentee === mentee.person && isPairOpen(pair, now)) &&
              takes < mentees &&
              (interests.length > 0 || area !== null)
            );
          });
          // In the order in which they came, and in no other.
          expect(listed).toEqual(may.map(({ person }) => person));
        }
      }),
    );
  });

  it('never have more than they may, and nobody is put to the same person twice, however long a team goes on', () => {
    const step = fc.record({ mentee: anyId, mentor: anyId, end: fc.option(fc.nat()), no: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 3 }), (steps, mentees) => {
        const pairs: Pair[] = [];
        const known = { ...nothing, pairs };
        for (const [index, { mentee, mentor, end, no }] of steps.entries()) {
          const ending = end === null ? undefined : pairs[end % Math.max(1, pairs.length)];
          if (ending) Object.assign(ending, no ? { menteeSaid: 'no' } : { endedAt: now });
          if (!noPair({ ...policy, mentees }, known, somebody(mentee), somebody(mentor), now))
            pairs.push(pairOf(`${index}`, mentee, mentor));
          for (const id of ids) {
            expect(pairs.filter((pair) => pair.mentor === id && isPairOpen(pair, now)).length).toBeLessThanOrEqual(mentees);
            expect(pairs.filter((pair) => pair.mentee === id && isPairOpen(pair, now)).length).toBeLessThanOrEqual(1);
          }
          const twos = pairs.map((pair) => [pair.mentee, pair.mentor].sort().join());
          expect(new Set(twos).size).toBe(twos.length);
        }
      }),
    );
  });

  it('have areas and a town in common with somebody, and nothing else is said', () => {
    const one = somebody('a', { interests: ['policing', 'health'], area: ' Leeds' });
    expect(inCommon(one, somebody('b', { interests: ['health', 'policing'], area: 'leeds' }))).toEqual({
      interests: ['policing', 'health'],
      area: ' Leeds',
    });
    expect(inCommon(one, somebody('b', { interests: ['data'], area: null }))).toEqual({ interests: [], area: null });
    expect(inCommon(somebody('a', { area: null }), somebody('b', { area: null })).area).toBeNull();
  });

  it('wait, are asked, agree and end; a no and a silence look the same', () => {
    const asked = { askedAt: at(-1), answerBy: at(13) };
    const state = (over: Partial<Pair>) => pairState(pairOf('p', 'a', 'b', over), now);
    expect(state({})).toBe('proposed');
    expect(state(asked)).toBe('asked');
    expect(state({ ...asked, menteeSaid: 'yes', mentorSaid: 'yes' })).toBe('asked');
    expect(state({ ...asked, mentorSaid: 'no' })).toBe('over');
    expect(state({ ...asked, answerBy: now })).toBe('over');
    expect(state({ ...asked, agreedAt: now })).toBe('agreed');
    expect(state({ ...asked, answerBy: now, agreedAt: now, introducedAt: now })).toBe('introduced');
    expect(state({ ...asked, agreedAt: now, endedAt: now })).toBe('ended');
    expect(state({ ...asked, endedAt: now })).toBe('over');
    expect(state({ agreedAt: now, mentor: null })).toBe('ended');
  });

  it('are kept apart by one for fourteen days, and by two for good', () => {
    expect(holdsApart({ at: at(-13.9), confirmedBy: null }, now)).toBe(true);
    expect(holdsApart({ at: at(-14), confirmedBy: null }, now)).toBe(false);
    expect(holdsApart({ at: at(-900), confirmedBy: 'cy' }, now)).toBe(true);
  });
});
