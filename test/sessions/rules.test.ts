import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvalFault, dayOf, isEarly, isPlanned, readNames, readNote, sessionFaults, surveyDue } from '../../src/sessions/index.ts';

const now = new Date('2026-03-10T10:00:00Z');
const codebook = ['safety', 'health'];

describe('A session', () => {
  const right = { date: '2026-03-10', areas: ['safety'], facilitators: ['a'] };
  const faults = (change: object) => sessionFaults({ ...right, ...change }, codebook, now).map(({ field, fault }) => [field, fault]);

  it('is right with a day, an area of the codebook and a facilitator', () => expect(faults({})).toEqual([]));

  it('is of a day that was, or that is half a year ahead at most, and not before 2000', () => {
    expect(faults({ date: null })).toEqual([['date', 'date_unread']]);
    expect(faults({ date: '2026-09-06' })).toEqual([]);
    expect(faults({ date: '2026-09-07' })).toEqual([['date', 'date_too_far']]);
    expect(faults({ date: '2000-01-01' })).toEqual([]);
    expect(faults({ date: '1999-12-31' })).toEqual([['date', 'date_long_ago']]);
  });

  it('is planned while its day is to come and nobody was counted, and captured from the day before on', () => {
    expect(['2026-03-10', '2026-03-11', '2026-09-06'].map((date) => isPlanned(date, false, now))).toEqual([false, true, true]);
    expect(isPlanned('2026-03-11', true, now)).toBe(false);
    expect(['2026-01-01', '2026-03-11', '2026-03-12'].map((date) => isEarly(date, now))).toEqual([false, false, true]);
    // In London it is the next day already.
    expect(isEarly('2026-07-03', new Date('2026-07-01T23:30:00Z'))).toBe(false);
  });

  it('has areas of the codebook only, and somebody who ran it', () => {
    expect(faults({ areas: [] })).toEqual([['areas', 'no_areas']]);
    expect(faults({ areas: ['safety', 'food'] })).toEqual([['areas', 'unknown_area']]);
    expect(faults({ facilitators: [] })).toEqual([['facilitators', 'no_facilitators']]);
  });

  it('is of the day in London, also at night and in summer', () => {
    expect(dayOf(new Date('2026-07-01T23:30:00Z'))).toBe('2026-07-02');
    expect(dayOf(new Date('2026-01-01T23:30:00Z'))).toBe('2026-01-01');
  });

  it('should have had its survey when 24 hours have passed after its day', () => {
    const due = (at: string, surveys = 0, planned = false) => surveyDue({ date: '2026-03-10', surveys, planned }, new Date(at));
    expect(due('2026-03-11T23:59:59Z')).toBe(false);
    expect(due('2026-03-12T00:00:00Z')).toBe(true);
    expect(due('2026-03-12T00:00:00Z', 1)).toBe(false);
    expect(due('2026-03-12T00:00:00Z', 0, true)).toBe(false);
  });
});

describe('What a commissioner has approved', () => {
  const project = { name: 'P', approval: 'NRC-1', approvalEnds: '2026-03-10' };
  const fault = (change: object, kind: 'secure' | 'community', date = '2026-03-10', at = now) =>
    approvalFault({ ...project, ...change }, { kind }, date, at)?.fault;

  it('holds until the end of its last day, in London', () => {
    expect(fault({}, 'secure')).toBeUndefined();
    expect(fault({}, 'community', '2026-03-11')).toBe('approval_over');
    expect(fault({}, 'community', '2026-03-10', new Date('2026-03-11T00:00:00Z'))).toBe('approval_over');
    expect(fault({ approvalEnds: null }, 'secure', '2026-03-11')).toBeUndefined();
  });

  it('is needed in a secure setting, and only for a project', () => {
    const none = { approval: null, approvalEnds: null };
    expect(fault(none, 'secure')).toBe('approval_missing');
    expect(fault(none, 'community')).toBeUndefined();
    expect(approvalFault(null, { kind: 'secure' }, '2026-03-10', now)).toBeNull();
  });
});

describe('Names that somebody pastes', () => {
  it('stand on lines or between commas, with bullets and numbers before them', () => {
    expect(readNames('1. Sam\n2) Zoë Ann \n- Kit\r\n• Robin, Wren;\n\n,')).toEqual(['Sam', 'Zoë Ann', 'Kit', 'Robin', 'Wren']);
    expect(readNames('019f0000-0000\n4ever')).toEqual(['019f0000-0000', '4ever']);
  });

  it('are never empty, and say the same when they are read again', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab -–•.1)\n,;\t\u0000é') }), (text) => {
        const names = readNames(text);
        expect(names.every((name) => name !== '' && name === name.trim())).toBe(true);
        const settled = readNames(readNames(names.join('\n')).join('\n'));
        expect(settled.length).toBeLessThanOrEqual(names.length);
      }),
    ));
});

it('A note keeps its lines and loses what nobody can see', () => {
  expect(readNote(' one\r\ntwo\u0000\u001b[31m\tthree ')).toBe('one\ntwo[31m\tthree');
});
