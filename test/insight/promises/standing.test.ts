import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promiseStanding, type State, saidAndDone, standingOf } from '../../../src/insight/promises/index.ts';

const sent = { sentOn: '2026-05-04', answerBy: '2026-06-01' };
const nothing = { ...sent, answers: [], promises: [] };
const light = { on: '2026-05-20', by: '2026-07-01', doneOn: null };

const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const first = '2026-01-01';
const day = fc.integer({ min: 0, max: 60 }).map((days) => dayAfter(first, days));

const finding = fc.record({
  sentOn: day,
  answerBy: day,
  answers: fc.array(fc.record({ on: day }), { maxLength: 3 }),
  promises: fc.array(fc.record({ on: day, by: day, doneOn: fc.option(day) }), { maxLength: 3 }),
});

describe('A finding', () => {
  it('waits until the day by which an answer was asked for, and is met with silence from the next', () => {
    expect(standingOf(nothing, '2026-05-14')).toEqual({ state: 'waiting', since: '2026-05-04', days: 10 });
    expect(standingOf(nothing, '2026-06-01')).toMatchObject({ state: 'waiting', days: 28 });
    expect(standingOf(nothing, '2026-06-02')).toEqual({ state: 'silent', since: '2026-06-02', days: 0 });
  });

  it('is answered where nothing was promised, also when that comes late', () => {
    const answered = { ...nothing, answers: [{ on: '2026-06-20' }] };
    expect(standingOf(answered, '2026-06-19').state).toBe('silent');
    expect(standingOf(answered, '2026-06-22')).toEqual({ state: 'answered', since: '2026-06-20', days: 2 });
  });

  it('is promised, overdue, and done when all is', () => {
    const door = { on: '2026-05-25', by: '2026-06-10', doneOn: '2026-06-20' };
    const both = { ...nothing, answers: [{ on: '2026-05-20' }], promises: [light, door] };
    expect(standingOf(both, '2026-06-10')).toEqual({ state: 'promised', since: '2026-05-20', days: 21 });
    expect(standingOf(both, '2026-06-15')).toEqual({ state: 'overdue', since: '2026-06-11', days: 4 });
    // What was late and is done weighs no more; the other is in time.
    expect(standingOf(both, '2026-06-20').state).toBe('promised');
    expect(standingOf({ ...both, promises: [{ ...light, doneOn: '2026-06-30' }, door] }, '2026-07-02')).toEqual({
      ...{ state: 'done', since: '2026-06-30', days: 2 },
    });
  });

  it('goes on by mere time only from waiting to silent and from promised to overdue', () => {
    const may: Partial<Record<State, State>> = { waiting: 'silent', promised: 'overdue' };
    const seen = new Set<string>();
    fc.assert(
      fc.property(finding, fc.integer({ min: 0, max: 70 }), (of, at) => {
        const [today, next] = [dayAfter(first, at), dayAfter(first, at + 1)];
        const happens = [...of.answers.map(({ on }) => on), ...of.promises.flatMap(({ on, doneOn }) => [on, doneOn])];
        fc.pre(!happens.includes(next));
        const [before, after] = [standingOf(of, today), standingOf(of, next)];
        seen.add(`${before.state} ${after.state}`);
        if (after.state !== before.state) expect(after.state).toBe(may[before.state]);
        else if (before.state !== 'overdue') expect(after.days).toBe(before.days + 1);
      }),
      { numRuns: 2000 },
    );
    expect([...seen].filter((pair) => new Set(pair.split(' ')).size > 1).sort()).toEqual(['promised overdue', 'waiting silent']);
  });

  it('stands by its days alone, in whatever order promises are named', () => {
    fc.assert(
      fc.property(finding, day, (of, today) => {
        const turned = { ...of, promises: [...of.promises].reverse() };
        expect(standingOf(turned, today)).toEqual(standingOf(of, today));
      }),
    );
  });
});

describe('A promise', () => {
  it('is late from the day after, and done from the day on which it was', () => {
    expect(promiseStanding(light, '2026-07-01')).toEqual({ state: 'promised', since: '2026-05-20', days: 42 });
    expect(promiseStanding(light, '2026-07-04')).toEqual({ state: 'overdue', since: '2026-07-02', days: 2 });
    expect(promiseStanding({ ...light, doneOn: '2026-07-03' }, '2026-07-04')).toEqual({ state: 'done', since: '2026-07-03', days: 1 });
  });
});

describe('What a report shows of a finding', () => {
  const at = (text: string) => new Date(`${text}T12:00:00Z`);
  const kept = {
    ...{ area: 'safety', said: 'The yard is dark.' },
    sent: { to: 'The head of estates', on: '2026-05-04', answerBy: '2026-06-01', at: at('2026-05-05') },
    answers: [{ kind: 'yes' as const, words: 'We will.', on: '2026-05-20', at: at('2026-05-22') }],
    promises: [
      {
        words: 'Two lights.',
        on: '2026-05-20',
        by: '2026-07-01',
        at: at('2026-05-22'),
        done: { on: '2026-06-10', did: 'Both hang.', at: at('2026-06-20') },
        goneAt: null as Date | null,
      },
    ],
  };

  it('is what was known at that moment, whatever day was noted later', () => {
    expect(saidAndDone(kept, at('2026-05-04'), '2026-05-04')).toBeNull();
    expect(saidAndDone(kept, at('2026-05-21'), '2026-05-21')).toMatchObject({ answer: null, promises: [], state: 'waiting', days: 17 });
    expect(saidAndDone(kept, at('2026-06-15'), '2026-06-15')).toMatchObject({ state: 'promised', promises: [{ doneOn: null, did: null }] });
    const out = { ...kept, promises: kept.promises.map((one) => ({ ...one, goneAt: at('2026-06-16') })) };
    expect(saidAndDone(out, at('2026-06-15'), '2026-06-15')?.promises).toHaveLength(1);
    expect(saidAndDone(out, at('2026-06-17'), '2026-06-17')).toMatchObject({ state: 'answered', promises: [] });
    expect(saidAndDone(kept, at('2026-06-21'), '2026-06-21')).toEqual({
      ...{ area: 'safety', said: 'The yard is dark.', to: 'The head of estates', sentOn: '2026-05-04', answerBy: '2026-06-01' },
      answer: { kind: 'yes', words: 'We will.', on: '2026-05-20' },
      promises: [
        {
          words: 'Two lights.',
          on: '2026-05-20',
          by: '2026-07-01',
          doneOn: '2026-06-10',
          did: 'Both hang.',
          state: 'done',
          since: '2026-06-10',
          days: 11,
        },
      ],
      ...{ state: 'done', since: '2026-06-10', days: 11 },
    });
  });
});
