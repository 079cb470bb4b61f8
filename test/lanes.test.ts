import { describe, expect, it } from 'vitest';
import { createLanes } from '../src/lanes.ts';

/** A piece of work that ends when it is told to. */
function work() {
  let end: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return { done, end, fail };
}

describe('Lanes', () => {
  it('do one thing at a time for a key, in the order in which they came, and others beside it', async () => {
    const lanes = createLanes();
    const seen: string[] = [];
    const first = work();
    const one = lanes.run('a', async () => {
      await first.done;
      seen.push('first');
    });
    const two = lanes.run('a', async () => void seen.push('second'));
    await lanes.run('b', async () => void seen.push('beside'));
    expect(seen).toEqual(['beside']);
    first.end();
    await Promise.all([one, two]);
    expect(seen).toEqual(['beside', 'first', 'second']);
  });

  it('go on after something failed, and say so to whoever waits for it', async () => {
    const lanes = createLanes();
    const failed = lanes.run('a', () => Promise.reject(new Error('no')));
    const next = lanes.run('a', () => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  it('are idle only when everything that was begun has ended, later work included', async () => {
    const lanes = createLanes();
    const first = work();
    let idle = false;
    const one = lanes.run('a', () => first.done);
    const waiting = lanes.idle().then(() => (idle = true));
    const second = work();
    const two = lanes.run('a', () => second.done);
    first.end();
    await one;
    expect(idle).toBe(false);
    second.end();
    await two;
    await waiting;
    expect(idle).toBe(true);
  });
});
