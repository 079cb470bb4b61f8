import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, Hours, isOpen } from '../../src/calendar/index.ts';
import type { Candidate } from '../../src/desk/ports.ts';
import { allowed, type BlackoutDays, lateness, missesIt } from '../../src/nudges/index.ts';
import { choicesOf, ruleFor } from '../../src/people/index.ts';
import { candidateWith, yesTo } from '../support/candidate.ts';
import { catalogue } from '../support/shipped.ts';

const hours = Hours.parse(catalogue.contactHours);
const budget = { a_day: 1, a_week: 3 };
const at = (text: string) => new Date(text);
/** A Tuesday morning in London, in winter. */
const tuesday = at('2026-03-10T10:00:00Z');

const yes = (purpose: string) => yesTo(purpose, at('2026-01-01T00:00:00Z'));

interface Asking {
  kind?: 'invitation' | 'reminder' | 'nudge';
  purpose?: string;
  unlessNo?: string;
  person?: Partial<Candidate>;
  sent?: Date[];
  concern?: boolean;
  blackouts?: BlackoutDays[];
  zone?: string;
}

function ask(
  { kind = 'reminder', purpose = 'reminders', unlessNo, person = {}, sent = [], concern = false, blackouts = [], zone }: Asking,
  now = tuesday,
) {
  const candidate = candidateWith({
    addresses: [{ channel: 'slack', value: 'U1' }],
    consents: ['take_part', 'contact_here', 'reminders'].map(yes),
    ...person,
  });
  const rule = ruleFor(catalogue.ageRules, candidate.ageBand);
  const choices = choicesOf(candidate.consents, catalogue.terms, rule);
  const asked = {
    kind,
    purpose,
    unlessNo: unlessNo ?? null,
    person: candidate,
    choices,
    connected: new Set<never>(),
    oldEnough: rule?.nudges ?? false,
    concern,
    sent,
  };
  return allowed(asked, { hours: zone ? { ...hours, zone } : hours, blackouts, budget }, now);
}

const waits = (asking: Asking, now?: Date) => {
  const verdict = ask(asking, now);
  return verdict.kind === 'wait' ? `${verdict.why} until ${verdict.until?.toISOString()}` : verdict.kind;
};

describe('Whether somebody may be written to now', () => {
  it('yes, with their consent, in their hours, within the budget', () => {
    expect(ask({})).toEqual({ kind: 'send', channel: 'slack', address: 'U1' });
    expect(ask({ kind: 'nudge' })).toMatchObject({ kind: 'send' });
    expect(ask({ kind: 'invitation', purpose: 'reminders' })).toMatchObject({ kind: 'send' });
  });

  it.each<[string, Asking, string]>([
    ['somebody who said STOP', { person: { stopped: true } }, 'stopped'],
    ['no yes to reminders', { person: { consents: ['take_part', 'contact_here'].map(yes) } }, 'no_yes'],
    ['no yes to being written to', { person: { consents: ['take_part', 'reminders'].map(yes) } }, 'no_yes'],
    ['nowhere to write to', { person: { addresses: [] } }, 'no_address'],
    ['somebody too young for reminders', { person: { ageBand: '16-17' } }, 'age'],
    [
      'somebody whose age we do not know, about what they are in the middle of',
      { kind: 'nudge', purpose: 'service', person: { ageBand: null } },
      'age',
    ],
    ['STOP, about what they are in the middle of', { kind: 'nudge', purpose: 'service', person: { stopped: true } }, 'stopped'],
  ])('never: %s', (_, asking, why) => expect(ask(asking)).toEqual({ kind: 'refuse', why }));

  it('about what they are in the middle of without a consent, and to nobody else without one', () => {
    expect(ask({ kind: 'nudge', purpose: 'service', person: { consents: [] } })).toMatchObject({ kind: 'send' });
    expect(ask({ kind: 'nudge', person: { consents: [] } })).toMatchObject({ kind: 'refuse' });
  });

  it('not at night, not on a Sunday, not on a day that staff closed; held, not lost', () => {
    expect(waits({}, at('2026-03-10T20:00:00Z'))).toBe('quiet_hours until 2026-03-11T09:00:00.000Z');
    expect(waits({}, at('2026-03-10T08:59:59Z'))).toBe('quiet_hours until 2026-03-10T09:00:00.000Z');
    expect(waits({}, at('2026-03-15T12:00:00Z'))).toBe('quiet_hours until 2026-03-16T09:00:00.000Z');
    expect(waits({ blackouts: [{ from: '2026-03-09', until: '2026-03-11' }] })).toBe('blackout until 2026-03-12T09:00:00.000Z');
    // The Sunday before the clocks change, and the Monday after.
    expect(waits({}, at('2026-03-28T20:30:00Z'))).toBe('quiet_hours until 2026-03-30T08:00:00.000Z');
    expect(waits({}, at('2026-10-24T19:30:00Z'))).toBe('quiet_hours until 2026-10-26T09:00:00.000Z');
  });

  it('in the hours of where they are', () => {
    expect(waits({ zone: 'America/New_York' })).toBe('quiet_hours until 2026-03-10T13:00:00.000Z');
    expect(ask({ zone: 'Asia/Kolkata' })).toMatchObject({ kind: 'send' });
  });

  it('at most once a day and three times in seven days, whatever for', () => {
    expect(waits({ sent: [at('2026-03-10T09:00:00Z')] })).toBe('budget_day until 2026-03-11T09:00:00.000Z');
    const three = ['2026-03-05', '2026-03-07', '2026-03-09'].map((day) => at(`${day}T10:00:00Z`));
    expect(waits({ sent: three })).toBe('budget_week until 2026-03-12T09:00:00.000Z');
    expect(ask({ sent: three.slice(1) })).toMatchObject({ kind: 'send' });
  });

  it('not during a break, nor while somebody looks after them; and then in hours, again', () => {
    expect(waits({ person: { pausedUntil: at('2026-03-14T21:00:00Z') } })).toBe('paused until 2026-03-16T09:00:00.000Z');
    expect(waits({ concern: true })).toBe('care until 2026-03-10T16:00:00.000Z');
    expect(ask({ concern: true, person: { stopped: true } })).toMatchObject({ kind: 'refuse' });
  });

  it('is never at a wrong time, and what it holds is held until a time at which it goes', () => {
    const whenever = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2026-12-31T00:00:00Z'), noInvalidDate: true });
    const zones = fc.constantFrom('Europe/London', 'America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(
        whenever,
        zones,
        fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 9 }),
        (now, zone, ago, exams) => {
          const sent = ago.map((days) => new Date(now.getTime() - days * 86_400_000));
          const blackouts =
            exams === 0 ? [] : [{ from: dayOf(zone, now), until: dayOf(zone, new Date(now.getTime() + exams * 86_400_000)) }];
          const verdict = ask({ sent, zone, blackouts }, now);
          const day = dayOf(zone, now);
          const days = sent.map((one) => dayOf(zone, one));
          if (verdict.kind === 'send') {
            expect(isOpen({ ...hours, zone }, now) && exams === 0).toBe(true);
            expect(days.filter((one) => one === day)).toEqual([]);
            expect(days.filter((one) => one > dayOf(zone, new Date(now.getTime() - 7 * 86_400_000))).length).toBeLessThan(3);
          } else {
            if (verdict.kind !== 'wait' || !verdict.until) throw new Error('It waits for a time.');
            expect(verdict.until.getTime()).toBeGreaterThan(now.getTime());
            expect(ask({ sent, zone, blackouts }, verdict.until)).toMatchObject({ kind: 'send' });
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('A nudge that is late', () => {
  const until = tuesday;
  const later = (hours: number) => new Date(tuesday.getTime() + hours * 3_600_000);
  it('is sent, said shorter, or left out, as its policy says, and left out after two weeks in any case', () => {
    expect(lateness({ late: 'skip' }, { until }, until)).toBe('text');
    expect((['skip', 'send', 'shorten'] as const).map((late) => lateness({ late }, { until }, later(1)))).toEqual([
      'skip',
      'text',
      'short',
    ]);
    expect((['skip', 'send', 'shorten'] as const).map((late) => lateness({ late }, { until }, later(15 * 24)))).toEqual([
      'skip',
      'skip',
      'skip',
    ]);
  });
  it('is known to be missed as soon as its next chance is too late', () => {
    expect((['skip', 'send', 'shorten'] as const).map((late) => missesIt({ late }, { until }, later(1)))).toEqual([true, false, false]);
    expect(missesIt({ late: 'send' }, { until }, null)).toBe(true);
    expect(missesIt({ late: 'skip' }, { until }, until)).toBe(false);
  });
});
