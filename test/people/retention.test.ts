import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beforeOf, dataClasses, nightOf } from '../../src/people/index.ts';
import { catalogue } from '../support/world.ts';

const when = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });

describe('A night', () => {
  it('begins at ten past three in London, whatever the clocks do', () => {
    const nights = {
      '2026-03-10T03:09:59Z': '2026-03-09',
      '2026-03-10T03:10:00Z': '2026-03-10',
      // The clocks go forward at one: ten past three comes an hour sooner.
      '2026-03-29T02:09:00Z': '2026-03-28',
      '2026-03-29T02:10:00Z': '2026-03-29',
      '2026-07-01T02:10:00Z': '2026-07-01',
      // The clocks go back at two.
      '2026-10-25T02:10:00Z': '2026-10-24',
      '2026-10-25T03:10:00Z': '2026-10-25',
      '2027-01-01T00:30:00Z': '2026-12-31',
    };
    for (const [at, night] of Object.entries(nights)) expect([at, nightOf(new Date(at))]).toEqual([at, night]);
  });

  it('never comes twice, and none is left out', () => {
    fc.assert(
      fc.property(when, fc.integer({ min: 0, max: 48 * 60 }), (start, minutes) => {
        const later = new Date(start.getTime() + minutes * 60_000);
        const nights = (Date.parse(nightOf(later)) - Date.parse(nightOf(start))) / 86_400_000;
        expect(nights).toBeGreaterThanOrEqual(0);
        // A day of 25 hours is the longest.
        expect(nights).toBeLessThanOrEqual(Math.ceil((minutes + 60) / (24 * 60)));
        expect(nights).toBeGreaterThanOrEqual(Math.floor((minutes - 60) / (24 * 60)));
      }),
    );
  });
});

describe('What is due', () => {
  it('is what is older than its class is kept, to the millisecond, and never what is kept for ever', () => {
    fc.assert(
      fc.property(when, fc.integer({ min: 30, max: 5000 }), (now, days) => {
        const kept = { ...catalogue.keptFor, concern_log: days, tombstones: null };
        const before = beforeOf(kept, now);
        expect(before.concern_log?.getTime()).toBe(now.getTime() - days * 86_400_000);
        expect(before.tombstones).toBeNull();
        expect(Object.keys(before).sort()).toEqual([...dataClasses].sort());
        expect(Object.keys(kept).sort()).toEqual([...dataClasses].sort());
      }),
    );
  });

  it('keeps the promise of the privacy notice', () => {
    const notice = catalogue.terms.find(({ purpose }) => purpose === 'privacy')?.wording.en;
    expect(notice).toContain('two years after we last hear from you');
    const { conversations, answers, contact_details } = catalogue.keptFor;
    for (const days of [conversations, answers, contact_details]) expect(days).toBeLessThanOrEqual(2 * 365);
  });
});
