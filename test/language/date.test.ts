import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readers } from '../../src/language/index.ts';

/** A Sunday: the clocks go forward at 01:00. */
const clocksForward = new Date('2026-03-29T00:30:00Z');

describe('a date in British English', () => {
  it.each([
    ['3/4/2010', '2010-04-03'],
    ['3.4.10', '2010-04-03'],
    ['03 04 2010', '2010-04-03'],
    ['03-04-98', '1998-04-03'],
    ['2008-05-03', '2008-05-03'],
    ['３/４/２０１０', '2010-04-03'],
    ['3 May 2008', '2008-05-03'],
    ['the third of may 2010', '2010-05-03'],
    ['May 3 2010', '2010-05-03'],
    ['i was born on 1st jan 99 in Leeds', '1999-01-01'],
    ['1 jan 40', '1940-01-01'],
    ['29/02/2020', '2020-02-29'],
    ['today', '2026-03-29'],
    ['yesterday', '2026-03-28'],
    ['last Tuesday', '2026-03-24'],
    ['next friday', '2026-04-03'],
    ['2 weeks ago', '2026-03-15'],
    ['It was on 3/4/2010.', '2010-04-03'],
  ])('%s is %s', (text, iso) => expect(readers.date(text, clocksForward)).toBe(iso));

  it.each([
    ['', 'nothing'],
    ['31/02/2020', 'no such day'],
    ['29/02/2021', 'not a leap year'],
    ['31st April 2020', 'no such day'],
    ['12/25/2010', 'the day comes first'],
    ['0/0/0', 'no such day'],
    ['3rd of May', 'no year'],
    ['May 2010', 'no day'],
    ['the 3rd', 'no month'],
    ['2010', 'a year'],
    ['monday', 'which Monday?'],
    ['last week', 'a week'],
    ['3 years ago', 'a year'],
    ['5 minutes ago', 'a time'],
    ['at 5pm', 'a time'],
    ['1 may 2010 to 3 may 2010', 'two dates'],
    ['3/5/2008 or 4/5/2008', 'two dates'],
    ['12 34 56 78 90', 'not a date'],
  ])('%s is none: %s', (text) => expect(readers.date(text, clocksForward)).toBeNull());

  it('is counted from the day in London, on both sides of midnight', () => {
    expect(readers.date('today', new Date('2026-06-30T22:59:00Z'))).toBe('2026-06-30');
    expect(readers.date('today', new Date('2026-06-30T23:01:00Z'))).toBe('2026-07-01');
    expect(readers.date('today', new Date('2026-12-31T23:59:00Z'))).toBe('2026-12-31');
  });

  it('is one day apart at every hour of the days on which the clocks change', () => {
    for (const start of [Date.UTC(2026, 2, 28), Date.UTC(2026, 9, 24)])
      for (let hour = 0; hour < 72; hour++) {
        const now = new Date(start + hour * 3_600_000);
        const [today, yesterday] = ['today', 'yesterday'].map((word) => Date.parse(readers.date(word, now) as string));
        expect((today as number) - (yesterday as number)).toBe(86_400_000);
      }
  });

  it('reads every real day written day first, and is read the same twice', () => {
    const days = fc.date({ min: new Date('1930-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom('/', '-', '.', ' '), (day, mark) => {
        const iso = day.toISOString().slice(0, 10);
        const typed = iso.split('-').reverse().join(mark);
        expect(readers.date(typed, clocksForward)).toBe(iso);
      }),
    );
  });

  it('never throws, and gives a date or nothing', () => {
    const dateLike = fc.stringMatching(/^[0-9 ./a-y-]{0,24}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), dateLike), (text) => {
        const read = readers.date(text, clocksForward);
        expect(read === null || /^\d{4}-\d{2}-\d{2}$/.test(read)).toBe(true);
        expect(readers.date(text, clocksForward)).toBe(read);
      }),
    );
  });
});
