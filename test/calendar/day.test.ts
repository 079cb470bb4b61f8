import { expect, it } from 'vitest';
import { dayOf, startOfDay } from '../../src/calendar/index.ts';

it('a local day begins at its own midnight, over both clock changes', () => {
  const london = (day: string, later?: number) => startOfDay('Europe/London', day, later).toISOString();
  expect([london('2026-03-29'), london('2026-03-29', 1)]).toEqual(['2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z']);
  expect([london('2026-10-25'), london('2026-10-25', 1)]).toEqual(['2026-10-24T23:00:00.000Z', '2026-10-26T00:00:00.000Z']);
  expect(dayOf('Europe/London', new Date('2026-06-30T23:30:00Z'))).toBe('2026-07-01');
});
