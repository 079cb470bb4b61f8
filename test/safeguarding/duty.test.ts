import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Duty, leadsDue, rungsDue } from '../../src/safeguarding/index.ts';

const duty = Duty.parse({
  hours: { zone: 'Europe/London', days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '9:00', until: '17:00' },
  acknowledge_within: 30,
});
const at = (text: string) => new Date(`2026-03-${text}:00Z`);
const rungs = (urgency: 'now' | 'soon', opened: string, now: string) => rungsDue(duty, { urgency, at: at(opened) }, at(now));

describe('The ladder', () => {
  it('is climbed each half hour, day and night, while somebody may be in danger', () => {
    expect([rungs('now', '14T23:00', '14T23:00'), rungs('now', '14T23:00', '14T23:29'), rungs('now', '14T23:00', '14T23:30')]).toEqual([
      1, 1, 2,
    ]);
    expect(rungs('now', '14T23:00', '15T01:00')).toBe(5);
  });

  it('waits for working hours for the rest', () => {
    expect(rungs('soon', '13T16:50', '13T16:50')).toBe(1);
    expect(rungs('soon', '13T16:50', '16T09:19')).toBe(1);
    expect(rungs('soon', '13T16:50', '16T09:20')).toBe(2);
    expect([rungs('soon', '14T12:00', '15T12:00'), rungs('soon', '14T12:00', '16T09:00')]).toEqual([0, 1]);
  });

  it('never comes down', () => {
    const minutes = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(fc.constantFrom('now' as const, 'soon' as const), minutes, minutes, (urgency, a, b) => {
        const opened = at('10T10:00');
        const told = (by: number) => rungsDue(duty, { urgency, at: opened }, new Date(opened.getTime() + by * 60_000));
        expect(told(Math.min(a, b))).toBeLessThanOrEqual(told(Math.max(a, b)));
      }),
    );
  });

  it('has the leads of that place and of everywhere, without steps on which nobody stands', () => {
    const leads = [
      { person: 'a', place: '', rung: 1 },
      { person: 'b', place: 'secure', rung: 1 },
      { person: 'c', place: '', rung: 3 },
    ];
    const told = (place: string | null, steps: number) => leadsDue(leads, place, steps).map(({ person }) => person);
    expect([told('secure', 1), told('community', 1), told(null, 2), told('secure', 0)]).toEqual([['a', 'b'], ['a'], ['a', 'c'], []]);
  });

  it('tells the leads of another place rather than nobody', () => {
    expect(leadsDue([{ person: 'b', place: 'secure', rung: 2 }], 'community', 1)).toHaveLength(1);
  });
});
