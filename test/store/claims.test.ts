import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEveryWayIn, type TestDatabase } from '../support/database.ts';

onEveryWayIn('What is claimed', (kind) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await kind.fresh();
  });
  afterEach(() => database.remove());

  const at = (seconds: number) => new Date(Date.UTC(2026, 2, 10, 10, 0, seconds));
  const claim = (key: string, seconds: number) => ({ key, until: at(seconds) });

  it('is one’s, of many at once, until it runs out; then it is the next one’s', async () => {
    // One process has the embedded database.
    const stores = [database.store, kind.name === 'PGlite' ? database.store : await database.another()];
    const takes = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => stores[n % 2]?.claims.take(claim('a', 60), at(0))));
    expect(takes.toSorted()).toEqual(['going', 'going', 'going', 'going', 'going', 'mine']);
    expect(await database.store.claims.take(claim('a', 119), at(59))).toBe('going');
    expect(await database.store.claims.take(claim('b', 119), at(59))).toBe('mine');
    expect(await database.store.claims.take(claim('a', 120), at(60))).toBe('mine');
    expect(await database.store.claims.take(claim('a', 121), at(61))).toBe('going');
  });

  it('is done for good, or free again; and nobody frees what another has claimed since', async () => {
    const { claims } = database.store;
    await claims.take(claim('done', 60), at(0));
    await claims.take(claim('free', 60), at(0));
    await claims.take(claim('late', 60), at(0));
    await claims.take(claim('late', 121), at(61));
    await claims.done([claim('done', 60)]);
    await claims.free([claim('free', 60), claim('late', 60), claim('never', 60)]);
    await claims.done([]);
    expect(await claims.take(claim('done', 1000), at(900))).toBe('done');
    expect(await claims.take(claim('free', 70), at(10))).toBe('mine');
    expect(await claims.take(claim('late', 130), at(70))).toBe('going');
  });
});
