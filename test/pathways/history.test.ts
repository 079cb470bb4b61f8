import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../src/calendar/index.ts';
import { eventsOf, leadsTo, nextOf, reachedAt, replay, stageAt, stageOf, standingAt } from '../../src/pathways/index.ts';
import { runs } from '../support/deep.ts';
import { catalogue } from '../support/shipped.ts';
import { anyHistory, change, day, nobody } from './facts.ts';

const { pathway } = catalogue;
const inLondon = (at: Date) => dayOf('Europe/London', at);
const anyMoment = fc.integer({ min: -1, max: 45 }).map(day);

describe('A history of stages', () => {
  it('says where somebody was on any day', () => {
    const history = [
      change('a', 'young-advisor', 1),
      change('b', 'peer-facilitator', 5, 8),
      change('c', 'alum-mentor', 10),
      change('d', 'staff', null),
    ];
    const at = (of: number) => stageAt(history, day(of))?.stage ?? null;
    expect([0, 1, 5, 7, 8, 10, 40].map(at)).toEqual([
      null,
      'young-advisor',
      'peer-facilitator',
      'peer-facilitator',
      'young-advisor',
      'alum-mentor',
      'alum-mentor',
    ]);
  });

  it('gives the same stage however it is written down: shuffled, as JSON, as events, cut in two', () => {
    fc.assert(
      fc.property(
        anyHistory.chain((history) => fc.tuple(fc.constant(history), fc.shuffledSubarray(history, { minLength: history.length }))),
        anyMoment,
        anyMoment,
        ([history, shuffled], now, between) => {
          const reached = reachedAt(history, now);
          expect(reachedAt(shuffled, now)).toEqual(reached);
          const events = eventsOf(history).filter(({ at }) => at <= now);
          expect(replay([...events].reverse())).toEqual(reached);
          const early = replay(events.filter(({ at }) => at <= between));
          expect(
            replay(
              events.filter(({ at }) => at > between),
              early,
            ),
          ).toEqual(reached);
          const asText = JSON.parse(JSON.stringify(history), (key, value) => (/[aA]t$/.test(key) && value ? new Date(value) : value));
          expect(stageAt(asText, now)).toEqual(stageAt(history, now));
          // What was taken back is as if it had never been, from then on.
          expect(
            reachedAt(
              history.filter(({ reversed }) => !reversed || reversed.at > now),
              now,
            ),
          ).toEqual(reached);
        },
      ),
      { numRuns: runs(100, 300) },
    );
  });

  it('never takes recognition away: what was reached stays, whatever comes later, but for a reversal of its own', () => {
    fc.assert(
      fc.property(anyHistory, anyMoment, anyMoment, (history, one, other) => {
        const [earlier, later] = one <= other ? [one, other] : [other, one];
        const after = reachedAt(history, later).map(({ change }) => change);
        for (const { change: id } of reachedAt(history, earlier)) {
          const own = history.find((row) => row.id === id)?.reversed;
          if (!own || own.at > later) expect(after).toContain(id);
        }
      }),
    );
  });

  it('begins by evidence alone, and has all that was reached behind it, each once', () => {
    const facts = { ...nobody, attended: [{ session: 's', date: '2026-01-03' }] };
    expect(standingAt(pathway, [], nobody, day(9), inLondon)).toEqual({ stage: null, since: null, reached: [] });
    expect(standingAt(pathway, [], facts, day(9), inLondon)).toEqual({
      stage: 'participant',
      since: '2026-01-03',
      reached: ['participant'],
    });
    const history = [change('a', 'young-advisor', 4), change('b', 'alum-mentor', 6)];
    expect(standingAt(pathway, history, facts, day(9), inLondon)).toEqual({
      stage: 'alum-mentor',
      since: '2026-01-07',
      reached: ['participant', 'young-advisor', 'alum-mentor'],
    });
  });

  it('knows what comes next, and who may come from where', () => {
    const stage = (id: string) => stageOf(pathway, id) as NonNullable<ReturnType<typeof stageOf>>;
    expect(nextOf(pathway, null).map((one) => one.stage)).toEqual(['participant']);
    expect(nextOf(pathway, 'young-advisor').map((one) => one.stage)).toEqual(['peer-facilitator']);
    expect(nextOf(pathway, 'a stage of an older version')).toEqual([]);
    expect(leadsTo(stage('staff'), null)).toBe(true);
    expect(leadsTo(stage('staff'), 'staff')).toBe(false);
    expect(leadsTo(stage('alum-mentor'), 'participant')).toBe(false);
    expect(leadsTo(stage('participant'), null)).toBe(false);
  });
});
