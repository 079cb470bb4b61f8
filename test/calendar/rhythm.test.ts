import fc from 'fast-check';
import { createTask } from 'node-cron';
import { describe, expect, it } from 'vitest';
import { LocalTime, type Rhythm, slotAfter, slotAt } from '../../src/calendar/index.ts';
import { cronOf } from '../../src/jobs/index.ts';
import { runs } from '../support/deep.ts';

const minute = 60_000;
const night: Rhythm = { zone: 'Europe/London', at: '3:10' };
const monday: Rhythm = { zone: 'Europe/London', day: 'monday', at: '9:00' };
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Both clock changes of 2026 in London, and any moment of twenty years. */
const moment = fc.oneof(
  fc.date({ min: new Date('2026-03-27'), max: new Date('2026-03-31'), noInvalidDate: true }),
  fc.date({ min: new Date('2026-10-23'), max: new Date('2026-10-27'), noInvalidDate: true }),
  fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
);
const local = fc.record({
  zone: fc.constantFrom('Europe/London', 'Europe/Lisbon', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'),
  day: fc.option(fc.constantFrom(...days), { nil: undefined }),
  // The hour of the change, where times are left out or come twice, as often as all others.
  at: fc.oneof(
    fc.integer({ min: 0, max: 59 }).map((at) => `1:${String(at).padStart(2, '0')}`),
    fc.integer({ min: 0, max: 1439 }).map((at) => `${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}`),
  ),
});
const rhythm: fc.Arbitrary<Rhythm> = fc.oneof(
  fc.constantFrom(1, 5, 10, 15, 30).map((minutes) => ({ minutes })),
  local.map(({ day, ...rest }) => (day ? { ...rest, day } : rest)),
);

const slotsOf = (given: Rhythm, moments: string[]) => moments.map((at) => slotAt(given, new Date(at)).toISOString());

describe('A rhythm', () => {
  it('of a local time keeps to it, whatever the clocks do', () => {
    const nights = ['2026-03-10T03:09:59Z', '2026-03-10T03:10:00Z', '2026-03-29T02:09:00Z', '2026-03-29T02:10:00Z', '2026-10-25T03:09:00Z'];
    expect(slotsOf(night, nights)).toEqual([
      '2026-03-09T03:10:00.000Z',
      '2026-03-10T03:10:00.000Z',
      '2026-03-28T03:10:00.000Z',
      // The clocks went forward at one: ten past three came an hour sooner.
      '2026-03-29T02:10:00.000Z',
      '2026-10-24T02:10:00.000Z',
    ]);
    const mondays = ['2026-03-30T07:59:00Z', '2026-03-30T08:00:00Z', '2026-10-26T08:59:00Z', '2026-10-26T09:00:00Z'];
    expect(slotsOf(monday, mondays)).toEqual([
      '2026-03-23T09:00:00.000Z',
      '2026-03-30T08:00:00.000Z',
      '2026-10-19T08:00:00.000Z',
      '2026-10-26T09:00:00.000Z',
    ]);
  });

  it('of a time that is left out comes at the next that there is, and of one that comes twice it comes once', () => {
    const half: Rhythm = { zone: 'Europe/London', at: '1:30' };
    expect(slotsOf(half, ['2026-03-29T12:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'])).toEqual([
      '2026-03-29T01:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
    ]);
  });

  it('has one newest slot at each moment, and none between it and the next', () => {
    fc.assert(
      fc.property(rhythm, moment, fc.nat({ max: 999 }), (given, now, part) => {
        const slot = slotAt(given, now);
        const next = slotAfter(given, slot);
        expect(slot.getTime()).toBeLessThanOrEqual(now.getTime());
        expect(next.getTime()).toBeGreaterThan(now.getTime());
        // Any moment in between has the same.
        const between = new Date(slot.getTime() + Math.floor(((next.getTime() - slot.getTime()) * part) / 1000));
        expect([slotAt(given, between), slotAfter(given, between)]).toEqual([slot, next]);
        const days = 'minutes' in given ? given.minutes / 1440 : given.day ? 7 : 1;
        expect(Math.abs(next.getTime() - slot.getTime() - days * 1440 * minute)).toBeLessThanOrEqual(60 * minute);
      }),
      { numRuns: runs(300, 5000) },
    );
  });

  it('is what node-cron wakes us at, but at a time that the clocks leave out', () => {
    fc.assert(
      fc.property(rhythm, moment, (given, now) => {
        const slot = slotAfter(given, now);
        const { pattern, timezone } = cronOf(given);
        const task = createTask(pattern, () => undefined, { timezone });
        const shown = 'minutes' in given ? '' : new Intl.DateTimeFormat('en-GB', { timeZone: given.zone, timeStyle: 'short' }).format(slot);
        const leftOut = !('minutes' in given) && shown !== given.at.padStart(5, '0');
        expect([given, slot, task.match(slot)]).toEqual([given, slot, !leftOut]);
        void task.destroy();
      }),
      { numRuns: runs(100, 2000) },
    );
  });

  it('is read from data, with a sentence for what is wrong', () => {
    expect(LocalTime.parse(monday)).toEqual(monday);
    for (const wrong of [
      { ...monday, day: 'moonday' },
      { ...monday, at: '25:00' },
      { ...monday, zone: 'Leeds' },
    ])
      expect(LocalTime.safeParse(wrong).success).toBe(false);
  });
});
