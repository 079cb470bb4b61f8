import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onEveryWayIn, type TestDatabase, type TestStore } from '../support/database.ts';
import { begin, conversation, later, nextTurn, noon } from './turns.ts';

/** Whose address it is then; null: refused. */
async function redeem(store: TestStore, address: string, hash: string, at: Date, externalId: string | null): Promise<string | null> {
  const redeemed = await store.redeem('web', address, hash, at, { externalId, own: null });
  return redeemed.kind === 'redeemed' ? redeemed.person : null;
}

onEveryWayIn('what the desk keeps', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await kind.fresh();
  });
  afterAll(() => database.remove());

  it('lets a code in once, and moves the address to its person', async () => {
    const { store } = database;
    const hash = randomUUID();
    const { first } = await begin(store, { code: { hash, expiresAt: later(10) } });
    const other = await begin(store);
    expect(await redeem(store, 'tablet', hash, later(10), null)).toBeNull();
    const tries = ['phone', other.first.address, 'tablet'];
    const let_in = await Promise.all(tries.map((address) => redeem(store, address, hash, later(9), null)));
    expect(let_in.filter((person) => person !== null)).toEqual([first.person.id]);
    const address = tries[let_in.indexOf(first.person.id)] as string;
    expect((await store.open('web', address, null)).person?.id).toBe(first.person.id);
    expect(await redeem(store, 'tablet', hash, later(9), null)).toBeNull();
    expect(await redeem(store, 'tablet', 'no such code', noon, null)).toBeNull();
  });

  it('moves an address that was somebody else’s', async () => {
    const { store } = database;
    const hash = randomUUID();
    const { first } = await begin(store, { code: { hash, expiresAt: later(10) } });
    const other = await begin(store);
    expect(await redeem(store, other.first.address, hash, later(1), null)).toBe(first.person.id);
    expect((await store.open('web', other.first.address, null)).person?.id).toBe(first.person.id);
  });

  it('erases what was only begun there, and takes no address from somebody who is more than a beginning', async () => {
    const { store, rows } = database;
    const code = async () => {
      const hash = randomUUID();
      const { first } = await begin(store, { code: { hash, expiresAt: later(10) } });
      return { hash, person: first.person.id };
    };
    const begun = await begin(store);
    const { hash, person } = await code();
    expect(await redeem(store, begun.first.address, hash, later(1), 'the-event')).toBe(person);
    expect(await rows(`SELECT 1 FROM person WHERE id = '${begun.first.person.id}'`)).toEqual([]);
    expect(await rows(`SELECT 1 FROM message WHERE person_id = '${begun.first.person.id}'`)).toEqual([]);
    expect((await store.open('web', 'x', 'the-event')).seen).toBe(true);
    expect((await store.audit.list(2)).map(({ action, about }) => [action, about]).sort()).toEqual([
      ['code used', person],
      ['deleted', begun.first.person.id],
    ]);
    for (const sql of [
      "UPDATE person SET registered_at = now() WHERE id = '{id}'",
      "UPDATE person SET stopped_at = now() WHERE id = '{id}'",
      "INSERT INTO role_grant (person_id, role, at) VALUES ('{id}', 'staff', now())",
    ]) {
      const { first } = await begin(store);
      await rows(sql.replace('{id}', first.person.id));
      const another = await code();
      expect(await redeem(store, first.address, another.hash, later(1), null)).toBeNull();
      expect((await store.open('web', first.address, null)).person?.id).toBe(first.person.id);
      // Nothing is used up by it.
      expect(await redeem(store, randomUUID(), another.hash, later(1), null)).toBe(another.person);
    }
    // Somebody who has another way in keeps their chat.
    const { first } = await begin(store);
    await rows(
      `INSERT INTO address (channel, value, person_id, created_at) VALUES ('web', '${randomUUID()}', '${first.person.id}', now())`,
    );
    const third = await code();
    expect(await redeem(store, first.address, third.hash, later(1), null)).toBe(third.person);
    expect(await rows(`SELECT 1 FROM person WHERE id = '${first.person.id}'`)).toHaveLength(1);
  });

  it('finds silences that are due, oldest first, at the address that was used last', async () => {
    const { store } = database;
    const due = (minutes: number | null) => ({ conversation: conversation({ silentAt: minutes === null ? null : later(minutes) }) });
    const third = await begin(store, due(45.5));
    const first = await begin(store, due(5));
    const second = await begin(store, due(44));
    await begin(store, due(47));
    await begin(store, due(null));
    const ended = await begin(store, due(1));
    await store.commit(
      nextTurn(ended.opened, ended.first, {
        conversation: { ...conversation(ended.first.conversation ?? {}), version: 1, ended: 'completed' },
      }),
    );
    const stopped = await begin(store, due(1));
    await store.commit(
      nextTurn(stopped.opened, stopped.first, {
        conversation: null,
        person: { ...stopped.first.person, isNew: false, set: { stoppedAt: noon } },
      }),
    );
    const moved = nextTurn(first.opened, first.first, {
      conversation: { ...conversation(first.first.conversation ?? {}), version: 1, silentAt: later(6) },
    });
    await store.commit(moved);

    expect(await store.silent(later(5.9), 10)).toEqual([]);
    const found = await store.silent(later(46), 10);
    expect(found.map(({ address }) => address)).toEqual([first, second, third].map(({ first: turn }) => turn.address));
    expect(found[0]?.opened).toMatchObject({ seen: false, person: { id: first.first.person.id }, conversation: { version: 2 } });
    expect(await store.silent(later(46), 1)).toHaveLength(1);
  });

  it('agrees on a flow’s version when two publish at once', async () => {
    const { store } = database;
    const other = await database.another();
    const publish = async (who: typeof store, digest: string) =>
      (await who.publishFlows([{ flow: 'flow', digest, definition: { steps: [digest] } }], noon)).get('flow');
    expect(await Promise.all([publish(store, 'a'), publish(other, 'a'), publish(store, 'a'), publish(other, 'a')])).toEqual([1, 1, 1, 1]);
    expect((await Promise.all([publish(store, 'b'), publish(other, 'c')])).toSorted()).toEqual([2, 3]);
    expect(await publish(store, 'a')).toBe(4);
    expect(await store.flowVersion('flow', 1)).toEqual({ flow: 'flow', version: 1, digest: 'a', definition: { steps: ['a'] } });
    expect(await store.flowVersion('flow', 9)).toBeNull();
  });

  it('holds on to the words that were agreed to', async () => {
    const { store } = database;
    const terms = [
      { purpose: 'contact', version: '1', wording: { en: 'May we write?', cy: 'Gawn ni ysgrifennu?' } },
      { purpose: 'privacy', version: '1', wording: { en: 'Who we are' } },
    ];
    await Promise.all([store.publishTerms(terms, noon), (await database.another()).publishTerms(terms, noon)]);
    await store.publishTerms(
      [{ ...(terms[0] as (typeof terms)[0]), wording: { cy: 'Gawn ni ysgrifennu?', en: 'May we write?' } }],
      later(1),
    );
    const changed = { purpose: 'contact', version: '1', wording: { en: 'We will write.' } };
    await expect(store.publishTerms([changed], noon)).rejects.toThrow(
      'The terms for "contact", version 1, were published with other words.',
    );
    await store.publishTerms([{ ...changed, version: '2' }], noon);
    await store.publishTerms([], noon);
  });

  it('shows people to staff, newest first, with times as they were', async () => {
    const { store } = database;
    const person = {
      id: randomUUID(),
      isNew: true,
      set: { name: 'Bo', age_band: '18-24', place: 'leeds', registeredAt: later(4), personWantedAt: later(5) },
    };
    const consents = [{ purpose: 'contact', termsVersion: '1', state: 'given' as const, how: 'self' as const, witness: null }];
    const { first } = await begin(store, { at: later(3), person, consents });
    const summary = {
      id: person.id,
      name: 'Bo',
      ageBand: '18-24',
      place: 'leeds',
      language: 'en',
      registeredAt: later(4),
      startedAt: later(3),
      stoppedAt: null,
      pausedUntil: null,
      personWantedAt: later(5),
    };
    expect(await store.people.list(1)).toEqual([summary]);
    expect((await store.people.list(100)).length).toBeGreaterThan(5);
    expect(await store.people.show(person.id.slice(0, 12).toUpperCase())).toEqual({
      ...summary,
      channels: ['web'],
      merged: [],
      messages: 2,
      answers: [],
      consents: [{ purpose: 'contact', termsVersion: '1', state: 'given', how: 'self', witness: null, channel: 'web', at: first.at }],
      sessions: [],
      unreachable: [],
    });
    expect(await store.people.show('%')).toBeNull();
    expect(await store.people.show('')).toBeNull();
    expect(await store.people.show(randomUUID())).toBeNull();
  });

  it('says that it is ready', async () => {
    await expect(database.store.ready()).resolves.toBeUndefined();
  });
});
