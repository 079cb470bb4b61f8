import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace } from '../../../src/channels/slack/pace.ts';
import { handTimer } from '../../support/hand-timer.ts';

/** A pace of one a second, and when each went. */
function pacing() {
  const timer = handTimer();
  const pace = createPace(1000, { now: () => new Date(timer.now()) }, timer.wait);
  const went: { hurry: boolean; at: number }[] = [];
  const go = (hurry: boolean) => pace.turn('T1', hurry).then(() => void went.push({ hurry, at: timer.now() }));
  const finish = async () => {
    while (await timer.next());
  };
  return { timer, pace, went, go, finish };
}

describe('The pace of a workspace', () => {
  it('lets what may wait go one in each gap, from now on; another workspace waits for nobody', async () => {
    const { timer, pace, went, go, finish } = pacing();
    const other: number[] = [];
    const all = [go(false), go(false), go(false), pace.turn('T2', false).then(() => void other.push(timer.now()))];
    await finish();
    await Promise.all(all);
    expect(went.map(({ at }) => at)).toEqual([0, 1000, 2000]);
    expect(other).toEqual([0]);
  });

  it('lets what somebody waits for go at once, however much waits, and leaves room for it after', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.array(fc.nat(15_000), { maxLength: 10 }), async (waiting, asked) => {
        const { timer, went, go, finish } = pacing();
        const all = Array.from({ length: waiting }, () => go(false));
        all.push(...asked.map((after) => timer.wait(after).then(() => go(true))));
        await finish();
        await Promise.all(all);
        const quick = went.filter(({ hurry }) => hurry).map(({ at }) => at);
        expect(quick).toEqual(asked.toSorted((a, b) => a - b));
        const slow = went.filter(({ hurry }) => !hurry).map(({ at }) => at);
        for (const [at, from] of slow.entries()) expect((slow[at + 1] ?? Number.POSITIVE_INFINITY) - from).toBeGreaterThanOrEqual(1000);
        // All that ever went, in the time that it took: one in a gap, but for the last, whose room comes after it.
        const last = slow.at(-1) ?? 0;
        const later = quick.filter((at) => at > last - 1000).length;
        expect(went.filter(({ at }) => at <= last).length - later).toBeLessThanOrEqual(last / 1000 + 1);
        expect(last).toBeLessThanOrEqual((waiting + quick.length) * 1000);
      }),
    );
  });

  it('rests as long as Slack asks for', async () => {
    const { pace, went, go, finish } = pacing();
    pace.rest('T1', 7_000);
    const all = [go(false), go(true)];
    await finish();
    await Promise.all(all);
    expect(went).toEqual([
      { hurry: true, at: 0 },
      { hurry: false, at: 8000 },
    ]);
  });
});
