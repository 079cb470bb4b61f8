import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../src/calendar/index.ts';
import { momentOf, NudgePolicy, spanOf } from '../../src/engine/index.ts';
import { occurrencesOf } from '../../src/nudges/index.ts';

const zone = 'Europe/London';
const at = (text: string) => new Date(text);
const text = { en: 'Hello. To stop, type STOP.' };
const policy = (over: object) => NudgePolicy.parse({ nudge: 'one', label: 'One', for: '3 days', text, ...over });
const times = (over: object, events: Parameters<typeof occurrencesOf>[1], where = zone, most?: number) =>
  occurrencesOf(policy(over), events, where, most).map(({ number, from, until }) => [number, from.toISOString(), until.toISOString()]);

describe('When nudges are due', () => {
  it('so long after, or before, something', () => {
    const registered = at('2026-03-10T10:00:00Z');
    expect(times({ when: '2 days after registered' }, { registered })).toEqual([
      [1, '2026-03-12T10:00:00.000Z', '2026-03-15T10:00:00.000Z'],
    ]);
    expect(times({ when: '1 week before closes', for: '2 days' }, { closes: registered })).toEqual([
      [1, '2026-03-03T10:00:00.000Z', '2026-03-05T10:00:00.000Z'],
    ]);
    expect(times({ when: 'registered', for: '12 hours' }, { registered })).toEqual([
      [1, '2026-03-10T10:00:00.000Z', '2026-03-10T22:00:00.000Z'],
    ]);
  });

  it('at the same time of the day, over both clock changes of a year, where the person is', () => {
    // 29 March and 25 October 2026 in Britain; 8 March in New York.
    expect(times({ when: '2 days after registered' }, { registered: at('2026-03-28T10:00:00Z') })[0]?.[1]).toBe('2026-03-30T09:00:00.000Z');
    expect(times({ when: '2 days after registered' }, { registered: at('2026-10-24T09:00:00Z') })[0]?.[1]).toBe('2026-10-26T10:00:00.000Z');
    expect(times({ when: '1 day after registered' }, { registered: at('2026-03-07T15:00:00Z') }, 'America/New_York')[0]?.[1]).toBe(
      '2026-03-08T14:00:00.000Z',
    );
    // An hour that a change leaves out moves on to the next that there is.
    expect(times({ when: '1 day after registered' }, { registered: at('2026-03-28T01:30:00Z') })[0]?.[1]).toBe('2026-03-29T01:30:00.000Z');
    expect(times({ when: '36 hours after registered' }, { registered: at('2026-03-28T10:00:00Z') })[0]?.[1]).toBe(
      '2026-03-29T22:00:00.000Z',
    );
  });

  it('one after the other, or spread between two moments, and no more than staff want', () => {
    const registered = at('2026-03-10T10:00:00Z');
    const series = { when: '1 day after registered', at_most: 3, apart: '1 week', for: '2 days' };
    expect(times(series, { registered }).map(([, from]) => from)).toEqual([
      '2026-03-11T10:00:00.000Z',
      '2026-03-18T10:00:00.000Z',
      '2026-03-25T10:00:00.000Z',
    ]);
    const spread = { kind: 'reminder', text: undefined, for: undefined, between: ['sent', 'closes'], at_most: 2 };
    const window = { sent: registered, closes: at('2026-03-22T10:00:00Z') };
    expect(times(spread, window).map(([, from]) => from)).toEqual(['2026-03-14T10:00:00.000Z', '2026-03-18T10:00:00.000Z']);
    expect(times(spread, window, zone, 1).map(([, from]) => from)).toEqual(['2026-03-16T10:00:00.000Z']);
    expect(times(spread, window, zone, 0)).toEqual([]);
    expect(times(spread, { sent: registered })).toEqual([]);
    expect(times({ when: '1 day after registered' }, {})).toEqual([]);
  });

  it('always in order, inside its window, on the same number for the same facts', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom('hour', 'day', 'week', 'month')).map((parts) => parts.join(' '));
    const whenever = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(
        span,
        span.filter((one) => !one.startsWith('0')),
        span.filter((one) => !one.startsWith('0')),
        fc.integer({ min: 1, max: 5 }),
        whenever,
        fc.constantFrom('Europe/London', 'America/New_York', 'Pacific/Chatham', 'Australia/Lord_Howe', 'Asia/Kolkata'),
        (after, lasts, apart, at_most, registered, where) => {
          const one = policy({ when: `${after} after registered`, for: lasts, apart, at_most });
          const found = occurrencesOf(one, { registered }, where);
          expect(found).toEqual(occurrencesOf(one, { registered }, where));
          expect(found.map(({ number }) => number)).toEqual(Array.from({ length: at_most }, (_, index) => index + 1));
          for (const [index, { from, until }] of found.entries()) {
            expect(from >= registered && until > from).toBe(true);
            expect(from.getTime()).toBeGreaterThan(found[index - 1]?.from.getTime() ?? 0);
          }
          const first = found[0]?.from ?? registered;
          if (!after.includes('hour')) {
            // The local time of day stays, but where a clock change leaves it out.
            const time = (when: Date) => when.toLocaleTimeString('en-GB', { timeZone: where });
            const moved = first.getTime() - registered.getTime();
            if (time(registered) !== time(first)) expect(moved % 86_400_000).not.toBe(0);
          }
          expect(dayOf(where, first) >= dayOf(where, registered)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('A policy as a flow has it', () => {
  it('is read as it is written', () => {
    expect(momentOf('2 days after registered')).toEqual({ event: 'registered', count: 2, unit: 'day' });
    expect(momentOf('1 month before closes')).toEqual({ event: 'closes', count: -1, unit: 'month' });
    expect(momentOf('sent')).toEqual({ event: 'sent', count: 0, unit: 'hour' });
    expect(spanOf('12 hours')).toEqual({ count: 12, unit: 'hour' });
  });

  it.each<[string, object, RegExp]>([
    ['no time', {}, /either `when` or `between`/],
    ['two times', { when: 'sent', between: ['sent', 'closes'] }, /either `when` or `between`/],
    ['a time that is none', { when: 'two days after lunch' }, /when is like "2 days after registered"/],
    ['several with nothing between them', { when: 'registered', at_most: 2 }, /needs `apart`/],
    ['no end', { when: 'registered', for: undefined }, /how long it still makes sense/],
    ['no words', { when: 'registered', text: undefined }, /a nudge has a text/],
    ['words for a survey’s reminder', { when: 'sent', kind: 'reminder' }, /have the words of surveys/],
    ['no short words', { when: 'registered', late: 'shorten' }, /belong together/],
    ['pestering', { when: 'registered', at_most: 6, apart: '1 day' }, /<=5/],
  ])('is refused with %s', (_, over, why) => {
    const read = NudgePolicy.safeParse({ nudge: 'one', label: 'One', for: '3 days', text, ...over });
    expect(read.error?.issues.map(({ message }) => message).join('; ')).toMatch(why);
  });
});
