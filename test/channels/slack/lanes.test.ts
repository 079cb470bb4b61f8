import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bounded } from '../../../src/channels/bounded.ts';
import { createLanes } from '../../../src/lanes.ts';
import { handTimer } from '../../support/hand-timer.ts';

const job = fc.record({ key: fc.constantFrom('a', 'b', 'c'), takes: fc.integer({ min: 0, max: 3000 }), fails: fc.boolean() });

describe('Lanes', () => {
  it('keep the order in each, one at a time; another lane waits for nobody', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(job, { maxLength: 12 }), async (jobs) => {
        const timer = handTimer();
        const lanes = createLanes();
        const log: { key: string; job: number; from: number; to: number }[] = [];
        const done = jobs.map(({ key, takes, fails }, at) =>
          lanes.run(key, async () => {
            const from = timer.now();
            if (takes > 0) await timer.wait(takes);
            log.push({ key, job: at, from, to: timer.now() });
            if (fails) throw new Error('failed');
            return at;
          }),
        );
        const ended = Promise.allSettled(done);
        while (await timer.next());
        expect((await ended).map(({ status }) => status)).toEqual(jobs.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')));
        for (const key of ['a', 'b', 'c']) {
          const own = log.filter((one) => one.key === key);
          expect(own.map((one) => one.job)).toEqual(own.map((one) => one.job).sort((a, b) => a - b));
          for (const [at, { from }] of own.entries()) {
            const before = own[at - 1];
            // As soon as it may be, and no sooner.
            expect(from).toBe(before ? before.to : 0);
          }
        }
      }),
    );
  });
});

describe('A bounded memory', () => {
  it('never holds more than it may, and forgets the oldest', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (keys) => {
        const memory = new Bounded<number, number>(5);
        for (const [at, key] of keys.entries()) memory.set(key, at);
        const newest = [...new Set(keys.toReversed())].slice(0, 5);
        for (let key = 0; key <= 20; key++) expect(memory.has(key)).toBe(newest.includes(key));
        for (const key of newest) expect(memory.take(key)).toBe(keys.lastIndexOf(key));
        for (const key of newest) expect(memory.get(key)).toBeUndefined();
      }),
    );
  });
});
