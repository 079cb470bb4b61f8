import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Wakes } from '../../src/desk/ports.ts';
import { databases, onEachDatabase, type TestDatabase, type TestStore } from '../support/database.ts';

/** Resolves at the next wake. */
const woken = (wakes: Wakes, person: string) =>
  new Promise<void>((resolve) => {
    const stop = wakes.subscribe(person, () => {
      stop();
      resolve();
    });
  });

onEachDatabase('wakes in one process', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await kind.fresh();
  });
  afterAll(() => database.remove());

  it('wakes who listens for a person, and nobody else', () => {
    const { store } = database;
    const heard: string[] = [];
    const stops = ['a', 'a', 'b'].map((person, index) => store.subscribe(person, () => heard.push(`${person}${index}`)));
    store.announce('a');
    stops[0]?.();
    stops[0]?.();
    store.announce('a');
    store.announce('nobody');
    expect(heard).toEqual(['a0', 'a1', 'a1']);
    for (const stop of stops) stop();
    store.announce('b');
    expect(heard).toHaveLength(3);
  });

  it('never throws, and wakes the others when one listener fails', () => {
    const { store } = database;
    let woke = false;
    store.subscribe('c', () => {
      throw new Error('a bug');
    });
    store.subscribe('c', () => (woke = true));
    expect(() => store.announce('c')).not.toThrow();
    expect(woke).toBe(true);
  });
});

describe.skipIf(!inject('postgres'))('wakes of other replicas (PostgreSQL; needs TEST_DATABASE_URL)', () => {
  let database: TestDatabase;
  let other: TestStore;
  beforeAll(async () => {
    database = (await databases()
      .find(({ name }) => name === 'PostgreSQL')
      ?.fresh()) as TestDatabase;
    other = await database.another();
  });
  afterAll(() => database.remove());

  it('arrive, for many people at once', async () => {
    const people = Array.from({ length: 500 }, () => randomUUID());
    const heard = Promise.all(people.map((person) => woken(other, person)));
    for (const person of people) database.store.announce(person);
    await heard;
  });

  it('do not come back to the one who announced', async () => {
    let own = 0;
    database.store.subscribe('echo', () => (own += 1));
    const heard = woken(other, 'echo');
    database.store.announce('echo');
    await heard;
    const after = woken(database.store, 'after');
    other.announce('after');
    await after;
    expect(own).toBe(1);
  });

  it('are made good when the connection was lost', async () => {
    const heard = woken(other, 'missed');
    await database.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN onward_wake' AND datname = current_database()`,
    );
    database.store.announce('missed');
    await heard;
    const again = woken(other, 'later');
    database.store.announce('later');
    await again;
  });

  it('are sent on before a replica closes', async () => {
    const person = randomUUID();
    const third = await database.another();
    const heard = woken(other, person);
    third.announce(person);
    await third.close();
    await third.close();
    await heard;
  });
});
