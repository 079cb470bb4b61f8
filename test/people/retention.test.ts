import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beforeOf, dataClasses } from '../../src/people/index.ts';
import { catalogue } from '../support/shipped.ts';

const when = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });

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
