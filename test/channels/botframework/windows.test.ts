import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWindows } from '../../../src/channels/botframework/windows.ts';

describe('Windows', () => {
  const two = [
    { most: 2, within: 1_000 },
    { most: 3, within: 5_000 },
  ];

  it('have room for so many at once, and for the next when the window after the first has passed', () => {
    const windows = createWindows(two);
    for (const at of [0, 1]) {
      expect(windows.freeAt(at)).toBe(at);
      windows.begins();
    }
    // Nobody knows when one of them ends.
    expect(windows.freeAt(2)).toBe(Number.POSITIVE_INFINITY);
    windows.ends(100);
    expect(windows.freeAt(200)).toBe(1_101);
    windows.ends(300);
    expect(windows.freeAt(1_101)).toBe(1_101);
    windows.begins();
    windows.ends(1_150);
    // The longer one holds three by now.
    expect(windows.freeAt(2_200)).toBe(5_101);
  });

  it('forget what is ahead after the clock was set back', () => {
    const windows = createWindows(two);
    for (const at of [3_600_000, 3_600_000]) {
      windows.begins();
      windows.ends(at);
    }
    expect(windows.freeAt(50)).toBe(50);
  });

  it('never let more through than they hold, whenever on its way each is counted', () => {
    const calls = fc.array(fc.record({ pause: fc.nat(700), takes: fc.nat(3_000), counted: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(calls, (wanted) => {
        const windows = createWindows(two);
        const underWay: number[] = [];
        const counted: number[] = [];
        let now = 0;
        const end = (until: number) => {
          for (const at of underWay.splice(0).toSorted((a, b) => a - b)) at <= until ? windows.ends(at) : underWay.push(at);
        };
        for (const { pause, takes, counted: part } of wanted) {
          now += pause;
          end(now);
          for (let free = windows.freeAt(now); free > now; free = windows.freeAt(now)) {
            now = free === Number.POSITIVE_INFINITY ? Math.min(...underWay) : free;
            end(now);
          }
          windows.begins();
          underWay.push(now + takes);
          counted.push(now + takes * part);
        }
        for (const { most, within } of two)
          for (const from of counted) expect(counted.filter((at) => at >= from && at < from + within).length).toBeLessThanOrEqual(most);
      }),
    );
  });
});
