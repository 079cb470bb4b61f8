import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { NewProof, StageChange } from '../../src/desk/ports.ts';
import { onEveryWayIn, type TestDatabase } from '../support/database.ts';
import { catalogue } from '../support/shipped.ts';
import { begin, later, noon } from './turns.ts';

const { pathway } = catalogue;

onEveryWayIn('Pathways', (kind) => {
  let database: TestDatabase;
  let robin: string;
  beforeAll(async () => {
    database = await kind.fresh();
    await database.store.pathways.publish('a', pathway, noon);
  });
  afterAll(() => database.remove());
  beforeEach(async () => void (robin = await person('Robin')));

  const person = async (name: string) =>
    (await begin(database.store, { person: { id: randomUUID(), isNew: true, set: { name, age_band: '18-24' } } })).first.person.id;
  const proof = (over: Partial<NewProof> = {}): NewProof => ({
    ...{ id: randomUUID(), person: robin, kind: 'training', which: 'induction', outcome: null, date: '2026-05-01', validUntil: null },
    ...{ words: null, how: 'staff', by: 'bo', at: noon, session: null, signed: { by: 'bo', at: noon } },
    ...over,
  });
  const change = (over: Partial<StageChange> = {}): Omit<StageChange, 'reversed'> => ({
    ...{ id: randomUUID(), stage: 'young-advisor', version: 1, by: 'bo', askedAt: noon, why: 'ready', second: null, at: noon },
    ...over,
  });
  const of = async (id: string) => {
    const found = await database.store.pathways.of(id);
    if (!found) throw new Error('somebody is there');
    return found;
  };

  it('are published as versions, each once', async () => {
    const { pathways } = database.store;
    expect(await pathways.publish('a', pathway, later(1))).toBe(1);
    expect(await Promise.all([pathways.publish('b', pathway, later(1)), pathways.publish('b', pathway, later(1))])).toEqual([2, 2]);
    expect(await pathways.publish('a', pathway, later(2))).toBe(3);
  });

  it('keep what shows that somebody meets a requirement, a training once for a day, and take back together what came together', async () => {
    const { pathways } = database.store;
    const [batch, again] = [randomUUID(), randomUUID()];
    const sam = await person('Sam');
    const gone = randomUUID();
    expect((await pathways.record(batch, [proof(), proof({ person: sam }), proof({ person: gone })])).sort()).toEqual([robin, sam].sort());
    expect(await pathways.record(again, [proof(), proof({ date: '2026-05-02' })])).toEqual([robin]);
    expect((await pathways.batch(batch))?.people.sort()).toEqual([robin, sam].sort());
    expect((await of(robin)).facts.proofs.map(({ date, signed }) => [date, signed])).toEqual([
      ['2026-05-01', { by: 'bo', at: noon }],
      ['2026-05-02', { by: 'bo', at: noon }],
    ]);
    expect(await pathways.undo(batch)).toBe(2);
    expect([await pathways.undo(batch), await pathways.batch(batch), await pathways.batch('x')]).toEqual([0, null, null]);
    expect((await of(robin.slice(0, 13))).facts.proofs.map(({ date }) => date)).toEqual(['2026-05-02']);
  });

  it('keep own words, which count when somebody signs them off, once', async () => {
    const { pathways } = database.store;
    const own = proof({ kind: 'portfolio', which: 'talk', words: 'I spoke at the festival', how: 'self', by: robin, signed: null });
    await pathways.record(randomUUID(), [own]);
    expect(await pathways.proof(own.id.slice(0, 18))).toMatchObject({ person: robin, name: 'Robin', words: own.words, signed: null });
    expect([await pathways.sign(own.id, 'bo', later(1)), await pathways.sign(own.id, 'cy', later(2))]).toEqual([true, false]);
    expect((await of(robin)).facts.proofs[0]?.signed).toEqual({ by: 'bo', at: later(1) });
  });

  it('let one of two changes stand that follow the same one, and the next when it is reversed', async () => {
    const { pathways } = database.store;
    const [first, other] = [change(), change({ stage: 'staff' })];
    const both = await Promise.all([pathways.move(robin, null, first), pathways.move(robin, null, other)]);
    expect(both.filter(Boolean)).toHaveLength(1);
    const [stands] = (await of(robin)).history;
    expect(stands).toMatchObject({ version: 1, by: 'bo', askedAt: noon, why: 'ready', at: noon, reversed: null });
    const took = { by: 'cy', at: later(5), why: 'a mistake' };
    expect([await pathways.reverse(stands?.id as string, took), await pathways.reverse(stands?.id as string, took)]).toEqual([true, false]);
    expect((await of(robin)).history[0]?.reversed).toEqual(took);
    expect(await pathways.move(robin, null, change())).toBe(true);
    expect(await pathways.move(randomUUID(), null, change())).toBe(false);
  });

  it('hold a change until somebody else confirms it', async () => {
    const { pathways } = database.store;
    const asked = change({ stage: 'peer-facilitator', at: null });
    await pathways.move(robin, null, asked);
    expect(await pathways.move(robin, null, change())).toBe(false);
    expect(await pathways.changeOf(asked.id.slice(0, 18))).toEqual({ person: robin });
    expect([await pathways.confirm(asked.id, 'bo', later(1)), await pathways.confirm(asked.id, 'cy', later(2))]).toEqual([false, true]);
    expect(await pathways.confirm(asked.id, 'cy', later(3))).toBe(false);
    expect((await of(robin)).history).toMatchObject([{ by: 'bo', second: 'cy', at: later(2) }]);
  });

  it('keep the newest decision about a requirement, and what somebody says about their own pathway', async () => {
    const { pathways } = database.store;
    const waiver = { requirement: 'reference', why: 'known for years', by: 'bo', at: noon, until: '2026-09-01' };
    expect(await pathways.waive(robin, waiver)).toBe(true);
    await pathways.waive(robin, { ...waiver, until: null });
    await pathways.enrol(robin, { goal: 'run a session', pausedAt: noon }, noon);
    await pathways.enrol(robin, { pausedAt: null, leftAt: later(9) }, later(9));
    const { facts, enrolment } = await of(robin);
    expect(facts.waivers).toEqual([{ ...waiver, until: null }]);
    expect(enrolment).toEqual({ goal: 'run a session', pausedAt: null, leftAt: later(9) });
    expect(await pathways.enrol(randomUUID(), { goal: 'x' }, noon)).toBe(false);
  });

  it('go with the person', async () => {
    const { pathways } = database.store;
    await pathways.record(randomUUID(), [proof({ words: 'own words' })]);
    await pathways.move(robin, null, change());
    await pathways.waive(robin, { requirement: 'reference', why: 'w', by: 'bo', at: noon, until: null });
    await pathways.enrol(robin, { goal: 'g' }, noon);
    await database.rows(`DELETE FROM person WHERE id = '${robin}'`);
    for (const table of ['proof', 'stage_change', 'waiver', 'enrolment'])
      expect(await database.rows(`SELECT * FROM ${table} WHERE person_id = '${robin}'`)).toEqual([]);
  });
});
