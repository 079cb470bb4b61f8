import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterOpenMinutes, dayAndTime, Hours, isOpen, opensAt } from '../../src/calendar/index.ts';

const office = Hours.parse({
  zone: 'Europe/London',
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  from: '9:00',
  until: '17:00',
  closed: ['2026-04-03', '2026-04-06'],
});
const at = (text: string) => new Date(text);

describe('Opening hours', () => {
  it('are local: an hour earlier in UTC after the clocks go forward, and later again in autumn', () => {
    expect(isOpen(office, at('2026-03-27T09:00:00Z'))).toBe(true);
    expect(isOpen(office, at('2026-03-30T08:00:00Z'))).toBe(true);
    expect(isOpen(office, at('2026-03-30T16:00:00Z'))).toBe(false);
    expect(isOpen(office, at('2026-10-26T08:59:00Z'))).toBe(false);
    expect(isOpen(office, at('2026-10-26T16:59:59Z'))).toBe(true);
  });

  it('leave out the days on which it is closed', () => {
    expect(opensAt(office, at('2026-04-02T16:30:00Z'))).toEqual(at('2026-04-07T08:00:00Z'));
    expect(opensAt({ ...office, days: ['sunday'], closed: [] }, at('2026-04-02T16:30:00Z'))).toEqual(at('2026-04-05T08:00:00Z'));
  });

  it('count only open minutes', () => {
    expect(afterOpenMinutes(office, at('2026-03-27T16:50:00Z'), 0)).toEqual(at('2026-03-27T16:50:00Z'));
    expect(afterOpenMinutes(office, at('2026-03-27T16:50:00Z'), 30)).toEqual(at('2026-03-30T08:20:00Z'));
    expect(afterOpenMinutes(office, at('2026-03-28T12:00:00Z'), 0)).toEqual(at('2026-03-30T08:00:00Z'));
    expect(afterOpenMinutes(office, at('2026-03-27T09:00:00Z'), 1_000_000)).toBeNull();
  });

  it('move on where a clock change leaves a time out', () => {
    const night = Hours.parse({ zone: 'Europe/London', days: ['sunday'], from: '1:30', until: '4:00' });
    expect(opensAt(night, at('2026-03-29T00:00:00Z'))).toEqual(at('2026-03-29T01:30:00Z'));
  });

  it('are always open when they say that they open, and never before what was asked', () => {
    const times = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 2000 }), (from, a, b) => {
        const opens = opensAt(office, from) as Date;
        expect(opens.getTime()).toBeGreaterThanOrEqual(from.getTime());
        expect(isOpen(office, opens)).toBe(true);
        const one = afterOpenMinutes(office, from, a) as Date;
        expect(isOpen(office, one)).toBe(true);
        // Minutes add up, however they are cut.
        expect(afterOpenMinutes(office, one, b)).toEqual(afterOpenMinutes(office, from, a + b));
      }),
    );
  });

  it('refuse what cannot be', () => {
    for (const wrong of [{ zone: 'Mars/Base' }, { from: '25:00' }, { from: '18:00' }, { days: [] }, { closed: ['3 May'] }])
      expect(Hours.safeParse({ ...office, ...wrong }).success).toBe(false);
  });

  it('are said in words', () => {
    expect(dayAndTime('Europe/London', at('2026-03-30T08:00:00Z'))).toBe('Monday 30 March at 9:00');
  });
});
