import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, Hours, isOpen, startOfDay } from '../../src/calendar/index.ts';
import type { Candidate, ChannelName, ConsentRow } from '../../src/desk/ports.ts';
import { choicesOf, ruleFor } from '../../src/people/index.ts';
import {
  inSteps,
  invitesAt,
  isLate,
  judgeCandidate,
  mayAnswer,
  mayQuote,
  mayRemind,
  thresholdOf,
  type Window,
  windowOf,
} from '../../src/surveys/index.ts';
import { candidateWith, yesTo } from '../support/candidate.ts';
import { catalogue } from '../support/shipped.ts';

const zone = 'Europe/London';
const hours = Hours.parse(catalogue.contactHours);
/** A Tuesday morning. */
const now = new Date('2026-03-10T10:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000);

const consent = (purpose: string, state: ConsentRow['state'] = 'given') => yesTo(purpose, now, state);

function judged(over: Partial<Candidate> = {}, connected: ChannelName[] = []): string {
  const candidate = candidateWith({ consents: [consent('contact_here'), consent('take_part')], ...over });
  const choices = choicesOf(candidate.consents, catalogue.terms, ruleFor(catalogue.ageRules, candidate.ageBand));
  const one = judgeCandidate(candidate, choices, now, new Set(connected));
  return one.kind === 'ask' ? one.channel : one.why;
}

describe('Who is asked', () => {
  it('whoever said yes to being written to here, on the channel that they used last', () => {
    expect(judged()).toBe('web');
    const addresses: Candidate['addresses'] = [
      { channel: 'email', value: 'a@example.org' },
      { channel: 'slack', value: 'T0/U1' },
      { channel: 'web', value: 'a' },
    ];
    expect(judged({ addresses })).toBe('slack');
  });

  it('and nobody else, each with a reason', () => {
    expect(judged({ stopped: true, works: true })).toBe('stopped');
    expect(judged({ pausedUntil: later(1) })).toBe('paused');
    expect(judged({ pausedUntil: later(-1) })).toBe('web');
    expect(judged({ ageBand: 'under-13' })).toBe('age');
    expect(judged({ consents: [consent('contact_here'), consent('take_part', 'withdrawn')] })).toBe('left');
    expect(judged({ consents: [] })).toBe('no_yes');
    expect(judged({ consents: [consent('contact_here'), consent('contact_here', 'withdrawn')] })).toBe('no_yes');
    expect(
      judged({
        addresses: [
          { channel: 'email', value: 'a@example.org' },
          { channel: 'sms', value: '+447' },
        ],
      }),
    ).toBe('no_address');
  });

  it('at 13 to 17 too: an invitation is part of what they said yes to, and a reminder is not', () => {
    for (const ageBand of ['13-15', '16-17', null]) {
      expect(judged({ ageBand })).toBe('web');
      const choices = choicesOf([consent('reminders')], catalogue.terms, ruleFor(catalogue.ageRules, ageBand));
      expect(mayRemind({ works: false } as Candidate, choices)).toBe(false);
    }
    const adult = choicesOf([consent('reminders')], catalogue.terms, ruleFor(catalogue.ageRules, '18-24'));
    expect([mayRemind({ works: false } as Candidate, adult), mayRemind({ works: false } as Candidate, [])]).toEqual([true, false]);
  });

  it('where a parent or carer has to say yes, not before they have', () => {
    const rule = { ...(ruleFor(catalogue.ageRules, '13-15') as NonNullable<ReturnType<typeof ruleFor>>), whoConsents: 'guardian' as const };
    const choices = choicesOf([consent('contact_here')], catalogue.terms, rule);
    const candidate = {
      stopped: false,
      pausedUntil: null,
      works: false,
      addresses: [{ channel: 'web', value: 'a' }],
    } as unknown as Candidate;
    expect(judgeCandidate(candidate, choices, now, new Set())).toEqual({ kind: 'leave', why: 'guardian' });
  });

  it('by email, who said yes to that: before a page that is closed, and after a chat that reaches them', () => {
    const email = { channel: 'email', value: 'sam@example.org' } as const;
    const byEmail = [consent('contact_email'), consent('take_part')];
    const both = [...byEmail, consent('contact_here')];
    const slack = { channel: 'slack', value: 'T0/U1' } as const;
    const web = { channel: 'web', value: 'a' } as const;
    const on: ChannelName[] = ['email', 'slack'];
    expect(judged({ addresses: [web, email], consents: byEmail }, on)).toBe('email');
    expect(judged({ addresses: [web, email], consents: both }, on)).toBe('email');
    expect(judged({ addresses: [slack, web, email], consents: both }, on)).toBe('slack');
    expect(judged({ addresses: [slack, email], consents: byEmail }, on)).toBe('email');
    // From a list, with a yes that somebody wrote down, and no chat at all.
    expect(judged({ addresses: [email], consents: byEmail }, on)).toBe('email');
    expect(judged({ addresses: [email], consents: [] }, on)).toBe('no_address');
    expect(judged({ addresses: [web, email], consents: [consent('contact_here')] }, on)).toBe('web');
    expect(judged({ addresses: [web, email], consents: [...both, consent('contact_email', 'withdrawn')] }, on)).toBe('web');
    expect(judged({ addresses: [web, email], consents: byEmail })).toBe('no_email');
    expect(judged({ addresses: [web, email], consents: both })).toBe('web');
    expect(judged({ addresses: [web, email], consents: byEmail, stopped: true }, on)).toBe('stopped');
    expect(judged({ addresses: [web, email], consents: byEmail, pausedUntil: later(1) }, on)).toBe('paused');
    expect(judged({ addresses: [web, email], consents: [consent('contact_email'), consent('take_part', 'withdrawn')] }, on)).toBe('left');
  });

  it('colleagues without a form, but for their STOP and their break', () => {
    expect(judged({ works: true, consents: [] })).toBe('web');
    expect(judged({ works: true, consents: [], pausedUntil: later(1) })).toBe('paused');
  });
});

describe('When a survey is open', () => {
  const window = (days: Parameters<typeof windowOf>[0] = {}, approval: string | null = null) => windowOf(days, zone, now, approval);

  it('two weeks and three days where nobody says, and whole local days where somebody does', () => {
    expect(window()).toEqual({ opensAt: now, closesAt: new Date('2026-03-25T00:00:00Z'), finishBy: new Date('2026-03-28T00:00:00Z') });
    // The clocks go forward on 29 March: midnight is an hour earlier in UTC then.
    expect(window({ opens: '2026-03-12', closes: '2026-03-29', finish: '2026-03-30' })).toEqual({
      opensAt: new Date('2026-03-12T00:00:00Z'),
      closesAt: new Date('2026-03-29T23:00:00Z'),
      finishBy: new Date('2026-03-30T23:00:00Z'),
    });
  });

  it('never after the approval of its project', () => {
    expect(window({}, '2026-03-20')).toEqual({
      opensAt: now,
      closesAt: new Date('2026-03-21T00:00:00Z'),
      finishBy: new Date('2026-03-21T00:00:00Z'),
    });
    expect(window({ closes: '2026-03-21' }, '2026-03-20')).toEqual({ fault: 'approval_ends' });
    expect(window({}, '2026-03-09')).toEqual({ fault: 'approval_ends' });
  });

  it('for beginning until it closes, for finishing a little longer, and what is finished then is late', () => {
    const open = { opensAt: now, closesAt: later(1), finishBy: later(2) };
    const at = (days: number) => [mayAnswer(open, false, later(days)), mayAnswer(open, true, later(days)), isLate(open, later(days))];
    expect([at(-0.1), at(0), at(0.9), at(1), at(1.9), at(2)]).toEqual([
      [false, false, false],
      [true, true, false],
      [true, true, false],
      [false, true, true],
      [false, true, true],
      [false, false, true],
    ]);
  });

  it('whatever is asked for, it is in order, or somebody hears why not', () => {
    const day = fc.integer({ min: -20, max: 120 }).map((days) => dayOf(zone, later(days)));
    const maybe = fc.option(day, { nil: undefined });
    fc.assert(
      fc.property(maybe, maybe, maybe, fc.option(day), (opens, closes, finish, approval) => {
        const made = windowOf({ opens, closes, finish }, zone, now, approval);
        if ('fault' in made) return;
        expect(made.opensAt >= now && made.opensAt < made.closesAt && made.closesAt <= made.finishBy).toBe(true);
        if (approval) expect(made.finishBy <= startOfDay(zone, approval, 1)).toBe(true);
      }),
    );
  });
});

describe('When something is sent', () => {
  const anyTime = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((minutes) => new Date(now.getTime() + minutes * 60_000));

  it('never before it opens, never in the first minute, never at night or on a Sunday, never after it has closed', () => {
    fc.assert(
      fc.property(anyTime, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 40 }), (at, opens, days) => {
        const opensAt = new Date(at.getTime() + opens * 12 * 3_600_000);
        const closesAt = new Date(opensAt.getTime() + days * 12 * 3_600_000);
        const window: Window = { opensAt, closesAt, finishBy: closesAt };
        const goes = invitesAt(window, hours, at);
        if (goes === null) return;
        expect(goes >= opensAt && goes.getTime() >= at.getTime() + 60_000 && goes < closesAt && isOpen(hours, goes)).toBe(true);
      }),
    );
  });
});

describe('What may be told', () => {
  it('of an anonymous survey is counted in steps, so that one more tells of nobody', () => {
    expect([0, 4, 5, 9, 10, 11].map((count) => inSteps(count, 5))).toEqual([null, null, 5, 5, 10, 10]);
    expect([thresholdOf(true, 'secure'), thresholdOf(true, 'community'), thresholdOf(false, 'secure'), thresholdOf(true, null)]).toEqual([
      10, 5, 5, 5,
    ]);
  });

  it('in somebody’s words: with a yes in the survey, and no no since', () => {
    const choices = (state: ConsentRow['state']) =>
      choicesOf([consent('quotes', state)], catalogue.terms, ruleFor(catalogue.ageRules, '18-24'));
    const yes = { may_quote: { value: true } };
    expect([mayQuote(yes, null), mayQuote(yes, []), mayQuote(yes, choices('given'))]).toEqual([true, true, true]);
    expect([mayQuote(yes, choices('withdrawn')), mayQuote(yes, choices('refused'))]).toEqual([false, false]);
    expect([mayQuote({}, choices('given')), mayQuote({ may_quote: { value: false } }, choices('given'))]).toEqual([false, false]);
  });
});
