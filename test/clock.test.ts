import { expect, it } from 'vitest';
import { createFollower } from '../src/clock.ts';

it('A clock that follows another has its time from when that is known, and goes on', async () => {
  const follower = createFollower();
  const before = Date.now();
  expect(follower.now().getTime()).toBeGreaterThanOrEqual(before);
  const there = new Date('2030-01-01T00:00:00Z');
  await follower.follow(async () => there);
  follower.stop();
  const read = follower.now().getTime();
  expect(read).toBeGreaterThanOrEqual(there.getTime());
  expect(read).toBeLessThan(there.getTime() + 60_000);
  expect(follower.now().getTime()).toBeGreaterThanOrEqual(read);
});

it('A clock whose other cannot be read says so', async () => {
  await expect(createFollower().follow(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
});
