import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DueNudge, NewNudge, NudgeDecision } from '../../src/desk/ports.ts';
import { onEachDatabase, type TestDatabase } from '../support/database.ts';
import { begin, later } from './turns.ts';

const sending = ({ id, version, person, nudged }: DueNudge): NudgeDecision => ({
  id,
  version,
  person,
  nudged,
  kind: 'send',
  message: { kind: 'nudge', channel: 'web', address: 'page', said: { text: id }, pushed: false, until: later(60) },
});

onEachDatabase('Nudges as they are kept', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await kind.fresh();
  });
  afterAll(() => database.remove());

  it('of two for one person that two replicas decide on at once, one goes, and the other is decided anew', async () => {
    const { store, rows } = database;
    // One process has the embedded database.
    const other = kind.name === 'PostgreSQL' ? await database.another() : store;
    const { first } = await begin(store);
    const person = first.person.id;
    const nudge = (occurrence: string, from: number, until: number): NewNudge => {
      const facts = { flow: 'menu', policy: 'hello', kind: 'nudge', invitation: null } as const;
      return { ...facts, person, occurrence, from: later(from), until: later(until) };
    };
    await store.nudges.plan([nudge('one', 0, 90), nudge('two', 1, 60)], later(0));
    // The clock of one is a moment behind: each sees another nudge, and neither has been counted.
    const [one] = await store.nudges.due(later(0), 10, []);
    const [two] = await other.nudges.due(later(1), 10, []);
    expect([one?.occurrence, two?.occurrence]).toEqual(['one', 'two']);
    expect([one?.nudged, two?.nudged]).toEqual([0, 0]);
    const went = await Promise.all([
      store.nudges.settle([sending(one as DueNudge)], later(1)),
      other.nudges.settle([sending(two as DueNudge)], later(1)),
    ]);
    expect(went.flat()).toEqual([person]);
    expect(await rows("SELECT id FROM message WHERE kind = 'nudge'")).toHaveLength(1);
    const left = await store.nudges.due(later(1), 10, []);
    expect(left).toMatchObject([{ nudged: 1, sent: [later(1)] }]);
  });
});
