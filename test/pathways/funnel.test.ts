import { expect, it } from 'vitest';
import { daysAfter } from '../../src/calendar/index.ts';
import type { Journey } from '../../src/desk/ports.ts';
import { funnelOn } from '../../src/pathways/funnel.ts';
import { toldOf } from '../../src/pathways/spells.ts';
import { catalogue } from '../support/shipped.ts';

const { pathway } = catalogue;
const began = '2024-01-01';
const some = (count: number, more: (at: number) => Partial<Journey>): Journey[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ person: '', changes: [], tenures: [], attended: began, begun: began, registered: null, left: null, granted: null },
    ...more(at),
  }));
const funnel = (journeys: Journey[], day = '2026-01-01') => funnelOn(pathway, toldOf(pathway, journeys), day);
const stage = (journeys: Journey[], name: string, day?: string) => funnel(journeys, day).stages.find((one) => one.stage === name);

it('counts everybody once, at the stage that they reached last, in steps of five', () => {
  const journeys = [
    ...some(13, () => ({})),
    ...some(7, () => ({ changes: [{ stage: 'young-advisor', day: '2024-07-01' }] })),
    ...some(4, () => ({
      changes: [
        { stage: 'young-advisor', day: '2024-07-01' },
        { stage: 'alum-mentor', day: '2025-01-01' },
      ],
    })),
  ];
  const { people, stages } = funnel(journeys);
  expect(people).toBe(20);
  expect(Object.fromEntries(stages.map(({ stage, people }) => [stage, people]))).toEqual({
    ...{ participant: 10, 'young-advisor': 5, 'alum-mentor': null },
    ...{ 'peer-facilitator': null, 'sessional-facilitator': null, staff: null },
  });
  expect(stage(journeys, 'young-advisor', '2024-10-01')?.people).toBe(10);
  expect(funnel(journeys, '2023-12-31')).toMatchObject({ people: null });
});

it('says by when half had gone on, and takes nobody who is still there for quick', () => {
  const went = (months: number) => ({ changes: [{ stage: 'young-advisor', day: daysAfter(began, Math.round(months * 30.44)) }] });
  const quick = some(6, (at) => went(at + 1));
  // Of twelve, six went on within six months, and six have been there for two years.
  expect(stage([...quick, ...some(6, () => ({}))], 'participant')).toEqual({
    stage: 'participant',
    people: 5,
    movedOn: 5,
    stayed: 5,
    months: 6,
  });
  expect(stage([...quick, ...some(7, () => ({}))], 'participant')?.months).toBeNull();
  // Who left before could have gone on later: nobody knows.
  expect(stage([...quick, ...some(7, () => ({ left: '2024-01-15' }))], 'participant')?.months).toBe(3);
  expect(stage([...some(4, (at) => went(at + 1)), ...some(9, () => ({}))], 'participant')).toMatchObject({ movedOn: null, months: null });
});
