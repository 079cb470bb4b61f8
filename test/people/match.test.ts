import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MergeCandidate } from '../../src/desk/ports.ts';
import { matchesOf } from '../../src/people/index.ts';

const day = (at: number) => new Date(Date.UTC(2026, 2, 1 + at));

function person(id: string, over: Partial<MergeCandidate> = {}): MergeCandidate {
  return { id, name: null, ageBand: null, place: null, since: day(0), registeredAt: null, contacts: [], ...over };
}

const email = (value: string) => ({ channel: 'email', value }) as const;
const sms = (value: string) => ({ channel: 'sms', value }) as const;

describe('Who may be one person', () => {
  it('has the same email or phone number, and is named once with every reason', () => {
    const people = [
      person('b', { since: day(2), contacts: [email('a@example.org'), email('a@example.org'), sms('+44')] }),
      person('a', { contacts: [sms('+44'), email('a@example.org')] }),
      person('c', { contacts: [email('c@example.org')] }),
    ];
    expect(matchesOf(people, [])).toEqual([{ keep: 'a', other: 'b', why: ['email', 'phone'] }]);
    expect(matchesOf(people, [['b', 'a']])).toEqual([]);
  });

  it('or the same name, age and place, registered within a month', () => {
    const like = { name: 'Robin', ageBand: '18-24', place: 'community', registeredAt: day(0) };
    const matches = (over: Partial<MergeCandidate>) => matchesOf([person('a', like), person('b', { ...like, ...over })], []).length;
    expect(matches({})).toBe(1);
    expect(matches({ name: '  rOBIN ', registeredAt: day(30) })).toBe(1);
    expect(matches({ registeredAt: day(31) })).toBe(0);
    for (const other of [{ name: 'Wren' }, { ageBand: '16-17' }, { place: 'secure' }, { ageBand: null }, { place: null }, { name: null }])
      expect(matches(other)).toBe(0);
  });

  it('and a contact that many have says nothing of who is who', () => {
    const sharing = (count: number) =>
      Array.from({ length: count }, (_, at) => person(`p${at}`, { contacts: [email('club@example.org')] }));
    expect(matchesOf(sharing(4), [])).toHaveLength(6);
    expect(matchesOf(sharing(5), [])).toEqual([]);
  });

  it('is never somebody and themselves, nor a pair twice, nor one that staff ruled out, whoever comes in whatever order', () => {
    const people = fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 0, max: 30 }).map(String),
        name: fc.constantFrom('Robin', 'Wren', null),
        ageBand: fc.constantFrom('18-24', null),
        place: fc.constantFrom('community', null),
        since: fc.integer({ min: 0, max: 60 }).map(day),
        registeredAt: fc.option(fc.integer({ min: 0, max: 60 }).map(day)),
        contacts: fc.array(fc.constantFrom(email('a'), email('b'), sms('a'), sms('c')), { maxLength: 3 }),
      }),
      { selector: ({ id }) => id, maxLength: 12 },
    );
    const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }).map(String), fc.integer({ min: 0, max: 30 }).map(String)), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(people, pairs, (list, apart) => {
        const matches = matchesOf(list, apart);
        const keys = matches.map(({ keep, other }) => [keep, other].sort().join());
        expect(new Set(keys).size).toBe(keys.length);
        for (const { keep, other, why } of matches) {
          expect(keep).not.toBe(other);
          expect(why.length).toBeGreaterThan(0);
          const [first, second] = [keep, other].map((id) => list.find((one) => one.id === id));
          expect(first?.since.getTime()).toBeLessThanOrEqual(second?.since.getTime() ?? 0);
        }
        for (const pair of apart) expect(keys).not.toContain([...pair].sort().join());
        expect(matchesOf([...list].reverse(), apart)).toEqual(matches);
      }),
    );
  });
});
