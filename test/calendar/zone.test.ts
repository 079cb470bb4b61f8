import { expect, it } from 'vitest';
import { isZone } from '../../src/calendar/index.ts';

it('a time zone is an IANA name, with its clock changes, and nothing else', () => {
  expect(
    ['Europe/London', 'Asia/Calcutta', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'UTC'].filter((name) => !isZone(name)),
  ).toEqual([]);
  expect(['', '+01:00', '-05:00', 'Europe', 'Mars/Base', 'Europe/London\n', "'; DROP TABLE person", '../etc'].filter(isZone)).toEqual([]);
});
